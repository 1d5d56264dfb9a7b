import ARMMMU
import CEDevices
import CEMemory
package import Disassembly
import GuestAddress
import MachineTerms
package import Unicorn

/// Works out what happened; what an engineer wants to know beside is asked of the explainer.
extension Kernel {
    func report(_ cause: FaultCause, _ thread: Thread) -> FaultReport {
        let registers = thread.registers
        var report = FaultReport(
            kind: .dataAbort, reason: .unknown, process: thread.current.name, threadID: thread.id, access: nil,
            address: nil,
            registers: registers, fault: nil, walk: nil, instruction: nil,
            programCounter: describe(registers.pc, thread), returnAddress: describe(registers.lr & ~1, thread),
            instructions: engine.instructions, text: [])
        describe(cause, &report, thread)
        classify(&report, thread)
        let explanation = control.explainer?.explain(&report, cause, thread) ?? []
        let own = report.message.map { [$0] } ?? exceptionText(report, thread)
        report.ownLines = own.count
        report.text = own + explanation
        return report
    }

    private func describe(_ cause: FaultCause, _ report: inout FaultReport, _ thread: Thread) {
        switch cause {
        case .data: explainDataAbort(&report, thread)
        case .misaligned(let fault):
            explainDataAbort(&report, thread)
            report.size = report.size ?? instruction(at: report.registers, thread)?.memory.map { $0.elementSize }
            explain(&report, fault, thread)
        case .fetch(let pc):
            report.kind = .prefetchAbort
            explain(&report, VirtualAddress(pc), .execute, thread)
        case .host(let fault):
            report.kernelCall = callName(at: report.registers.pc)
            explain(&report, fault, thread)
        case .busError(let error):
            report.kind = .busError
            report.reason = .external
            report.access = error.access
            report.size = UInt32(clamping: error.size)
            report.busError = error
            report.kernelCall = callName(at: report.registers.pc)
            locate(error, &report, thread)
        case .undefinedInstruction:
            report.kind = .undefinedInstruction
            report.reason = .undefined
            report.code = ExceptionCode.illegalInstruction
            report.instruction = undefinedText(report.registers, thread)
            if isDivisionTrap(report.registers, thread) { report.code = ExceptionCode.integerDivideByZero }
        case .breakpoint:
            report.kind = .breakpoint
            report.reason = .breakpoint
            report.code = ExceptionCode.breakpoint
        case .stackCheck(let found):
            report.kind = .raised
            report.reason = .stackOverrun
            report.code = ExceptionCode.stackOverrun
            report.message = "Stack overrun in \(report.process): the cookie is 0x\(hexadecimal(found))"
        case .supervisorCall:
            report.kind = .supervisorCall
            report.reason = .supervisorCall
            report.code = ExceptionCode.illegalInstruction
        case .raised(let exception):
            report.kind = .raised
            report.reason = .raised
            report.code = exception.code
            report.kernelCall = callName(at: report.registers.pc)
        case .fatal(let message):
            report.kind = .notProvided
            report.reason = .notProvided
            report.message = message
        }
    }

    /// Exception codes, and reasons that the descriptors alone do not show.
    private func classify(_ report: inout FaultReport, _ thread: Thread) {
        switch report.reason {
        case .alignment: report.code = ExceptionCode.misalignment
        case .external: report.code = ExceptionCode.externalAbort
        case .translation:
            guard let address = report.address else { return }
            let space = processes.nk.space.covers(address) ? processes.nk.space : thread.addressSpace.space
            guard let reservation = space.reservation(at: address) else { return }
            if reservation.isGuarded(at: address) {
                report.reason = .guardPage
                report.code = ExceptionCode.guardPage
            } else if reservation.isStackEnd(at: address) {
                report.reason = .stackOverflow
                report.code = ExceptionCode.stackOverflow
            }
        default: break
        }
    }

    private func callName(at address: UInt32) -> String? {
        guard case .providedCall(let slot)? = calling.traps.decode(address),
            let index = calling.table.index(atSlot: slot)
        else {
            return nil
        }
        return calling.table.calls[index].name
    }

    /// What the host has found out.
    private func explain(_ report: inout FaultReport, _ fault: GuestFault, _ thread: Thread) {
        explain(&report, fault.address, fault.fault.access, thread)
        // What the host alone checks, such as alignment, the descriptors do not show.
        if report.fault == nil || fault.fault.kind == .alignment {
            report.fault = fault.fault
            report.reason = FaultReport.Reason(fault.fault.kind)
        }
    }

    private func explainDataAbort(_ report: inout FaultReport, _ thread: Thread) {
        let registers = report.registers
        guard let instruction = instruction(at: registers, thread) else { return }
        report.instruction = instruction.text
        report.usedRegisters = instruction.registersRead.prefix(8).map {
            .init(name: Self.registerName($0), value: registers.r[$0 & 15])
        }
        guard let access = instruction.memory else { return }
        let privileged = registers.mode?.isPrivileged ?? true && !access.isUnprivileged
        let walker = Walker(thread.addressSpace.regime)
        for range in access.addresses(register: { (0..<16).contains($0) ? registers.r[$0] : registers.cpsr }) {
            var next = range.address
            var left = range.size
            while left > 0 {
                guard
                    let page = walker.translatePage(next, for: range.kind, privileged: privileged, in: memory.physical)
                else {
                    report.size = range.size
                    explain(&report, next, range.kind, thread)
                    return
                }
                guard page.length < left else { break }
                left -= page.length
                next = next.wrappingAdding(page.length)
            }
        }
    }

    /// The virtual address of an access that a device or hole refused, if the instruction at PC is the one that made it.
    private func locate(_ error: BusError, _ report: inout FaultReport, _ thread: Thread) {
        let registers = report.registers
        guard let instruction = instruction(at: registers, thread), let access = instruction.memory else { return }
        let walker = Walker(thread.addressSpace.regime)
        for range in access.addresses(register: { (0..<16).contains($0) ? registers.r[$0] : registers.cpsr }) {
            let page = walker.translatePage(range.address, for: range.kind, privileged: true, in: memory.physical)
            guard let page, page.physical == error.address else { continue }
            report.address = range.address
            report.walk = walker.walk(range.address, in: memory.physical)
            report.instruction = instruction.text
            report.usedRegisters = instruction.registersRead.prefix(8).map {
                .init(name: Self.registerName($0), value: registers.r[$0 & 15])
            }
            report.fault = Fault(kind: .external, level: .page, access: error.access)
            return
        }
    }

    private static func registerName(_ number: Int) -> String {
        switch number {
        case 13: "sp"
        case 14: "lr"
        case 15: "pc"
        default: "r\(number)"
        }
    }

    private func explain(_ report: inout FaultReport, _ address: VirtualAddress, _ access: AccessKind, _ thread: Thread)
    {
        let walk = Walker(thread.addressSpace.regime).walk(address, in: memory.physical)
        report.address = address
        report.access = access
        report.walk = walk
        report.fault = walk.fault(for: access, privileged: report.registers.mode?.isPrivileged ?? true)
        report.reason = report.fault.map { .init($0.kind) } ?? .external
        // A descriptor that is complete but for its type leads to nothing: see MemoryManager.map.
        if report.reason == .translation, let word = (walk.second ?? walk.first)?.value,
            MemoryManager.leadsToNothing(word)
        {
            report.reason = .external
            report.kind = access == .execute ? .prefetchAbort : .busError
            report.fault = Fault(kind: .external, level: walk.second == nil ? .section : .page, access: access)
        }
    }

    /// `udf #249`, which compilers for Windows on ARM put where a divisor is zero (`__brkdiv0` of the public SDK).
    private func isDivisionTrap(_ registers: CoreRegisters, _ thread: Thread) -> Bool {
        registers.isThumb && (try? view(of: thread, privileged: true).halfword(registers.pc)) == 0xDEF9
    }

    private func undefinedText(_ registers: CoreRegisters, _ thread: Thread) -> String? {
        if let known = instruction(at: registers, thread)?.text { return known }
        let view = view(of: thread, privileged: true)
        if registers.isThumb { return (try? view.halfword(registers.pc)).map { "0x\(hexadecimal($0, width: 4))" } }
        return (try? view.word(registers.pc)).map { "0x\(hexadecimal($0))" }
    }

    package func instruction(at registers: CoreRegisters, _ thread: Thread) -> Instruction? {
        let view = view(of: thread, privileged: true)
        var bytes: [UInt8] = []
        for offset in stride(from: 0, to: 4, by: 2) {
            guard let pair = try? view.bytes(registers.pc &+ UInt32(offset), 2) else { break }
            bytes += pair
        }
        return board.disassembler?.instruction(bytes, at: VirtualAddress(registers.pc), thumb: registers.isThumb)
    }
}
