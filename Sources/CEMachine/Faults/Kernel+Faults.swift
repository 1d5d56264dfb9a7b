import ARMMMU
import Disassembly
import GuestAddress
import Unicorn

extension Kernel {
    /// STATUS_ACCESS_VIOLATION, the exit code of a process that met a fault nobody handled.
    static let accessViolation: UInt32 = 0xC000_0005

    /// Deals with a fault: a guard page is disarmed, a driver's caller gets its failure, anybody else ends.
    func raise(_ cause: FaultCause, on thread: Thread) {
        var report = report(cause, thread)
        if let address = report.address, !report.wasHandled {
            _ = memory.disarmGuard(
                at: address, in: VirtualAddress(0x8000_0000) > address ? thread.addressSpace.space : nk.space)
        }
        let recovery = unwind(thread)
        report.wasHandled = recovery != nil
        for line in report.text { output.writeLine(line) }
        addFault(report)
        if let recovery {
            settle(thread) { () throws(CallStop) in try recovery(self, thread) }
            return
        }
        let process = thread.current
        if process.isKernel || thread.owner.isKernel {
            output.writeLine(
                "Terminating thread \(thread.id == 0 ? "" : "0x\(hexadecimal(thread.id))") of \(thread.owner.name)")
            let owner = thread.owner
            endThread(thread, exitCode: Self.accessViolation)
            if !owner.isKernel { terminate(owner) } else { kernelThreadFailed(thread) }
        } else {
            terminate(process)
        }
    }

    private func terminate(_ process: Process) {
        guard process.isAlive else { return }
        process.wasTerminatedByFault = true
        output.writeLine("\(process.name) ended by an unhandled exception")
        finishProcess(process, exitCode: Self.accessViolation)
    }

    /// The boot thread must not take the rest of the boot with it.
    private func kernelThreadFailed(_ thread: Thread) {
        if boot.isStarted, boot.thread === thread { boot.isStarted = false }
    }

    /// Takes frames off the thread up to the innermost one that knows how to go on.
    private func unwind(_ thread: Thread) -> ((Kernel, Thread) throws(CallStop) -> CallResult)? {
        guard let position = thread.frames.lastIndex(where: { $0.recovery != nil }) else { return nil }
        let frame = thread.frames[position]
        thread.frames.removeSubrange(position...)
        thread.resume = frame.resume
        enter(frame.current, thread)
        return frame.recovery
    }

    private static let maximumReports = 1000

    private func addFault(_ report: FaultReport) {
        if faults.count < Self.maximumReports { faults.append(report) }
    }

    // MARK: What happened

    private func report(_ cause: FaultCause, _ thread: Thread) -> FaultReport {
        let registers = thread.registers
        var report = FaultReport(
            kind: .dataAbort, reason: "", process: thread.current.name, threadID: thread.id, access: nil, address: nil,
            registers: registers, fault: nil, walk: nil, instruction: nil,
            programCounter: describe(registers.pc, thread), returnAddress: describe(registers.lr & ~1, thread),
            instructions: engine.instructions, text: [])
        switch cause {
        case .data: explainDataAbort(&report, thread)
        case .fetch(let pc):
            report.kind = .prefetchAbort
            explain(&report, VirtualAddress(pc), .execute, thread)
        case .host(let fault):
            report.address = fault.address
            report.access = fault.fault.access
            explain(&report, fault.address, fault.fault.access, thread)
            report.fault = fault.fault
            report.reason = Self.reason(fault.fault.kind)
        case .busError(let error):
            report.kind = .busError
            report.reason = "external"
            report.access = error.access
        case .undefinedInstruction:
            report.kind = .undefinedInstruction
            report.reason = "undefined"
            report.instruction = instruction(at: registers, thread)?.text
        case .breakpoint:
            report.kind = .breakpoint
            report.reason = "breakpoint"
        case .supervisorCall:
            report.kind = .supervisorCall
            report.reason = "supervisor call"
        case .fatal:
            report.kind = .notProvided
            report.reason = "not provided"
        }
        report.text = exceptionText(report, thread)
        if case .fatal(let message) = cause { report.text = [message] }
        if case .busError(let error) = cause {
            report.text.append(
                "  nothing answers at physical address \(error.address) (\(error.access) of \(error.size) bytes)")
        }
        return report
    }

    private func explainDataAbort(_ report: inout FaultReport, _ thread: Thread) {
        let registers = report.registers
        guard let instruction = instruction(at: registers, thread) else {
            report.reason = "unknown"
            return
        }
        report.instruction = instruction.text
        guard let access = instruction.memory else {
            report.reason = "unknown"
            return
        }
        let privileged = registers.mode?.isPrivileged ?? true && !access.isUnprivileged
        let walker = Walker(thread.addressSpace.regime)
        for range in access.addresses(register: { (0..<16).contains($0) ? registers.r[$0] : registers.cpsr }) {
            var next = range.address
            var left = range.size
            while left > 0 {
                guard
                    let page = walker.translatePage(next, for: range.kind, privileged: privileged, in: memory.physical)
                else {
                    explain(&report, next, range.kind, thread)
                    return
                }
                guard page.length < left else { break }
                left -= page.length
                next = next.wrappingAdding(page.length)
            }
        }
        report.reason = "unknown"
    }

    private func explain(_ report: inout FaultReport, _ address: VirtualAddress, _ access: AccessKind, _ thread: Thread)
    {
        let walk = Walker(thread.addressSpace.regime).walk(address, in: memory.physical)
        report.address = address
        report.access = access
        report.walk = walk
        report.fault = walk.fault(for: access, privileged: report.registers.mode?.isPrivileged ?? true)
        report.reason = report.fault.map { Self.reason($0.kind) } ?? "external"
        // A descriptor that is complete but for its type leads to nothing: see MemoryManager.map.
        if report.reason == "translation", let word = walk.second?.value ?? walk.first?.value, word & ~0xFFF != 0,
            word & 0xFFF != MemoryManager.guardState, word & 0xFFF != MemoryManager.noAccessState
        {
            report.reason = "external"
            report.kind = access == .execute ? .prefetchAbort : .busError
        }
    }

    private static func reason(_ kind: Fault.Kind) -> String {
        switch kind {
        case .alignment: "alignment"
        case .translation: "translation"
        case .accessFlag: "access-flag"
        case .domain: "domain"
        case .permission: "permission"
        case .externalOnWalk, .external: "external"
        }
    }

    private func instruction(at registers: CoreRegisters, _ thread: Thread) -> Instruction? {
        let view = view(of: thread, privileged: true)
        var bytes: [UInt8] = []
        for offset in stride(from: 0, to: 4, by: 2) {
            guard let pair = try? view.bytes(registers.pc &+ UInt32(offset), 2) else { break }
            bytes += pair
        }
        return disassembler?.instruction(bytes, at: VirtualAddress(registers.pc), thumb: registers.isThumb)
    }
}
