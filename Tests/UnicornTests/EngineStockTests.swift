import ARMCore
import GuestAddress
import Testing

@testable import Unicorn

private final class Answering: DeviceWindow {
    let value: UInt32
    init(_ value: UInt32) { self.value = value }
    func read(offset: UInt32, size: Int) -> UInt32 { value }
    func write(_ value: UInt32, offset: UInt32, size: Int) {}
}

private final class Counting: AccessObserver {
    var count = 0
    override func accessed(_ access: ObservedAccess) { count += 1 }
}

@Suite struct EngineStockTests {
    private static let bank = AddressRange(base: PhysicalAddress(0x8000_0000), clampedSize: 0x10_0000)
    private static let device = AddressRange(base: PhysicalAddress(0), clampedSize: 0x8000_0000)

    /// What a program of one engine's life sees.
    private struct Life: Equatable {
        var registers: [UInt32]
        var instructions: UInt64
        var accesses: Int
    }

    /// Loads a word of RAM that nobody has written, one of the device, and stores.
    private func live(_ stock: EngineStock, answer: UInt32, isWatched: Bool, cpu: CPUModel = .cortexA8) throws -> Life {
        let engine = try stock.engine(EnginePlan(cpu: cpu, banks: [Self.bank], devices: []))
        let ram = try engine.makeRAM(over: Self.bank)
        try engine.map(Answering(answer), over: Self.device)
        try engine.walkTables()
        let words: [UInt32] = [
            0xE591_0000,  // ldr r0, [r1]
            0xE592_4000,  // ldr r4, [r2]
            0xE280_0001,  // add r0, r0, #1
            0xE581_0000,  // str r0, [r1]
            0xE1A0_5007,  // mov r5, r7
            0xE3A0_7009,  // mov r7, #9
        ]
        for (index, word) in words.enumerated() { #expect(ram.setWord(word, at: index * 4)) }
        let observer = Counting()
        if isWatched {
            try engine.observeAccesses(by: observer)
            let all = WatchedBlocks()
            for block in 0..<WatchedBlocks.count { all[block] = 1 }
            engine.watch(low: all, high: all)
        }
        engine.setRegister(1, 0x8008_0000)
        engine.setRegister(2, 0x1000)
        #expect(try engine.run(from: 0x8000_0000, end: 0x8000_0018) == .reachedEnd)
        return Life(
            registers: [0, 4, 5].map(engine.register), instructions: engine.instructions, accesses: observer.count)
    }

    @Test func `a core that was prepared is as one that is opened when it is wanted`() throws {
        let expected = Life(registers: [1, 7, 0], instructions: 6, accesses: 3)
        let stock = EngineStock()
        stock.prepare(.cortexA8)
        #expect(try live(stock, answer: 7, isWatched: true) == expected)
        #expect(try live(stock, answer: 7, isWatched: true) == expected, "it is used again")
        let other = EngineStock()
        other.prepare(.arm926)
        other.prepare(.cortexA8)
        #expect(try live(other, answer: 7, isWatched: true) == expected, "another was prepared, and waits")
        #expect(try live(other, answer: 7, isWatched: true, cpu: .arm926).registers == expected.registers)
        EngineStock().prepare(.cortexA8)
    }

    @Test func `an engine of a stock begins as a new one, with its own windows, watched or not`() throws {
        let stock = EngineStock()
        for (answer, isWatched) in [(3, true), (4, false), (5, false), (6, true)] as [(UInt32, Bool)] {
            #expect(
                try live(stock, answer: answer, isWatched: isWatched)
                    == Life(registers: [1, answer, 0], instructions: 6, accesses: isWatched ? 3 : 0))
        }
    }

    @Test func `a core is used again when nobody holds its engine or its memory`() throws {
        guard EngineTraits.running.canBeRenewed else { return }
        let stock = EngineStock()
        let plan = EnginePlan(cpu: .cortexA8, banks: [Self.bank], devices: [])
        var first: Engine? = try stock.engine(plan)
        let core = try #require(first?.pristine)
        #expect(try stock.engine(plan).pristine !== core)
        var ram = try first?.makeRAM(over: Self.bank)
        first = nil
        // Somebody has its memory.
        #expect(try stock.engine(plan).pristine !== core)
        #expect(ram?.word(at: 0) == 0)
        ram = nil
        let third = try stock.engine(plan).pristine
        #expect(try stock.engine(plan).pristine === third)
        let other = EnginePlan(cpu: .arm926, banks: [Self.bank], devices: [])
        #expect(try stock.engine(other).pristine !== third)
    }
}
