import CEMemory
import GuestAddress
import OEMAddrTable
import Unicorn

/// Turns that end by a schedule, at any instruction.
extension Kernel {
    /// Whether schedules are possible: only an engine that forgets translated code quickly ends a run inside a block.
    package static var canFollowSchedules: Bool { EngineTraits.running.walksTables }

    /// Has the thread that runs make some more instructions and then room for its equals, when a switch is due.
    /// - Returns: whether the thread still runs.
    func makeScheduledSwitch(_ thread: Thread) throws -> Bool {
        guard let due = control.switches?.take(at: engine.instructions) else { return true }
        guard let other = scheduler.next, other.priority <= thread.priority else { return true }
        if due.steps > 0 { try step(thread, due.steps) }
        guard thread.state == .running else { return false }
        control.switches?.note(
            due.number, at: engine.instructions, place: namedPlace(thread.registers.pc, thread, isReturn: false))
        return true
    }

    /// Runs a thread up to an instruction further on, when no branch leads elsewhere before.
    private func step(_ thread: Thread, _ steps: UInt32) throws {
        let pc = thread.registers.pc
        let process = pc >= memory.profile.layout.kernelHalf.rawValue ? processes.nk : thread.addressSpace
        guard let page = physicalPage(of: VirtualAddress(pc), in: process) else { return }
        // Blocks that are translated already do not end there.
        try engine.forgetCode(in: [page])
        try load(thread.addressSpace)
        try refreshTranslations()
        engine.writeRegisters(thread.registers)
        observers.tell(.turns, .threadResumes(thread))
        let length: UInt32 = thread.registers.isThumb ? 2 : 4
        let stop = try engine.run(
            from: pc | (thread.registers.isThumb ? 1 : 0), limit: engine.instructions + 1, end: pc &+ steps &* length)
        guard stop != .answered else { return }
        thread.registers = engine.readRegisters()
        if stop != .reachedEnd { handle(stop, thread, engine.instructions) }
        payForEntries()
        try engine.forgetCode(in: [page])
    }
}
