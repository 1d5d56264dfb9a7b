import CEKernel
internal import CEMachine
import CEMemory
internal import GuestAddress
internal import Unicorn

/// A core without MMU over the RAM of a machine: the same loops on the same bytes, at physical addresses.
final class PlainCore {
    private let engine: Engine
    private let code: PhysicalAddress
    private let buffer: PhysicalAddress

    /// - Parameter hasClock: whether instructions are counted, as in the machine.
    init(_ bench: BenchMachine, hasClock: Bool) throws {
        engine = try Engine(cpu: bench.kernel.engine.cpu, hasClock: hasClock)
        for bank in bench.kernel.memory.physical.banks { try engine.map(bank.ram, at: bank.range.base) }
        // Not for the tables, which it has none of: stores are as fast as the machine's then.
        try engine.walkTables()
        code = bench.codePage
        buffer = bench.buffer.base
    }

    /// Runs a loop over the buffer.
    /// - Returns: r2 at the end.
    @discardableResult
    func run(_ program: GuestCode, offset: UInt64 = 0, count: UInt64) throws -> UInt32 {
        var registers = engine.readRegisters()
        registers.r[0] = buffer.rawValue &+ UInt32(truncatingIfNeeded: offset)
        registers.r[1] = UInt32(truncatingIfNeeded: count)
        registers.r[2] = 0
        for index in 3...10 { registers.r[index] = BenchMachine.stored(index) }
        // The end of the code page: nothing is there, and the run ends before it.
        let end = code.rawValue &+ 0xFF0
        registers.lr = end
        engine.writeRegisters(registers)
        _ = try engine.run(from: code.rawValue &+ program.offset, end: end)
        return engine.register(2)
    }
}
