internal import ARMCore
import CEDiagnosis
import CEKernel
import Disassembly
import GuestAddress
import Unicorn

/// What was told once: the same mistake of the same code again is no news.
struct Report: Hashable, Codable {
    /// Who tells it, by its place among the checkers.
    var listener: Int
    /// Which of its mistakes.
    var mistake: Int
    /// Where it was noticed.
    var place: Actor
    /// Who is on the other side, by number.
    var other: UInt32
}

/// Whose accesses they are, and how reports name them.
extension AccessWatcher {
    /// Who makes the access that is being told, as a number.
    func actor(_ address: UInt32, _ isWrite: Bool) -> UInt32 { actors.number(of: current(address, isWrite)) }

    /// Who makes the access that is being told.
    func current(_ address: UInt32, _ isWrite: Bool) -> Actor {
        guard let thread = kernel.scheduler.running else { return .kernel }
        let process = thread.current
        if let call {
            return .call(index: call.index, returnAddress: call.returnAddress, process: process.id)
        }
        let place = locate(address, isWrite: isWrite, thread)
        if let index = kernel.calling.guestCode.accessingCall(at: place) {
            return .call(index: index, returnAddress: kernel.engine.register(14) & ~1, process: process.id)
        }
        return .code(programCounter: place, process: process.id)
    }

    /// The instruction that makes the access that is being told.
    func locate(_ address: UInt32, size: UInt32 = 1, isWrite: Bool, _ thread: Thread) -> UInt32 {
        let engine = kernel.engine
        let place = AccessLocator.Place(
            start: engine.blockStart, size: engine.blockSize,
            isThumb: engine.register(16) & CoreRegisters.thumbBit != 0, process: thread.current.id)
        return locator.locate(
            address, size: size, isWrite: isWrite, in: place, registers: { engine.readRegisters() },
            code: kernel.view(of: thread, privileged: true), disassembler: kernel.board.disassembler)
    }

    /// Ends the run for an access that is not aligned to what its instruction needs.
    /// - Returns: false when the core would make it: elements of a vector may be smaller than what is moved at once.
    func refuse(_ access: ObservedAccess) -> Bool {
        guard let thread = kernel.scheduler.running else { return false }
        let engine = kernel.engine
        var registers = engine.readRegisters()
        registers.pc = locate(access.address, size: access.size, isWrite: access.isWrite, thread)
        if let needed = kernel.instruction(at: registers, thread)?.memory?.alignment, access.address & (needed - 1) == 0
        {
            return false
        }
        let made = Misalignment(
            access, registers: registers,
            floatingPoint: engine.cpu.hasFloatingPoint ? engine.readFloatingPoint() : nil)
        made.keep(access, kernel.view(of: thread, privileged: true))
        kernel.control.misalignment = made
        isTakingBack = true
        engine.watchEverything(true)
        engine.requestStop()
        return true
    }

    /// As many as findings are kept.
    private static let maximumReports = 1000

    // MARK: Names

    private func processName(_ id: UInt32) -> String {
        kernel.processes.all.last { $0.id == id }?.name ?? kernel.processes.nk.name
    }

    func process(of actor: Actor) -> String {
        switch actor {
        case .code(_, let process), .call(_, _, let process): processName(process)
        case .device, .kernel, .beforeLock, .forgotten: kernel.processes.nk.name
        }
    }

    /// `viewer.exe+0x1044`, `smd.dll+0x1234 in memcpy`, `the device dma0`.
    func describe(_ actor: Actor, at instructions: UInt64) -> String {
        switch actor {
        case .code(let address, let process):
            return place(address, process, instructions, isReturn: false)
        case .call(let index, let address, let process):
            return
                "\(place(address, process, instructions, isReturn: true)) in \(kernel.calling.table.calls[index].name)"
        case .device(let name): return "the device \(name)"
        case .kernel: return "the kernel"
        case .forgotten: return "code whose place was not kept (there were too many)"
        case .beforeLock: return "the pages' owner, before LockPages,"
        }
    }

    private func place(_ address: UInt32, _ process: UInt32, _ instructions: UInt64, isReturn: Bool) -> String {
        kernel.loader.history.place(address, process: process, at: instructions, isReturn: isReturn)
            ?? "0x" + hexadecimal(address)
    }

    /// `0x00060040, a copy-map of …`.
    func owner(of address: UInt32) -> String {
        guard let thread = kernel.scheduler.running else { return "" }
        let virtual = VirtualAddress(address)
        return kernel.facts(of: virtual, thread).belongsTo.map { "\(virtual), \($0)" } ?? "\(virtual)"
    }

    /// Whether a report is new, and there is room for it among the findings.
    /// - Parameter other: who is on the other side, by number.
    func isNews(_ mistake: Int, of listener: AccessListener, at place: Actor, _ other: UInt32 = 0) -> Bool {
        guard reported.count < Self.maximumReports else { return false }
        return reported.insert(
            Report(listener: listener.number, mistake: mistake, place: place, other: other)
        ).inserted
    }
}
