import CEDevices
import CEKernel
internal import CEMachine
internal import GuestAddress
internal import Unicorn

/// Running the guest loops outside any thread.
extension BenchMachine {
    /// Runs a guest loop.
    /// - Returns: r2 at the end.
    /// - Throws: `BenchError` when the loop ends in another way than by its return.
    @discardableResult
    func run(_ program: GuestCode, _ address: UInt32, count: UInt64, in process: Process? = nil) throws -> UInt32 {
        let end = kernel.calling.traps.returnTrap
        var registers = CoreRegisters()
        registers.r[0] = address
        registers.r[1] = UInt32(truncatingIfNeeded: count)
        for index in 3...10 { registers.r[index] = Self.stored(index) }
        registers.lr = end
        registers.pc = code.rawValue &+ program.offset
        try kernel.load(process ?? self.process)
        try kernel.refreshTranslations()
        kernel.engine.writeRegisters(registers)
        let stop = try kernel.engine.run(from: registers.pc)
        let after = kernel.engine.readRegisters()
        guard stop == .exception(.prefetchAbort), after.pc == end else {
            throw BenchError("guest code ended with \(stop) at \(VirtualAddress(after.pc))")
        }
        return after.r[2]
    }

    /// What `writeBlocks` stores from a register.
    static func stored(_ register: Int) -> UInt32 { Pattern.word(at: UInt64(register) * 4) }
}
