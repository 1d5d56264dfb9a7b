import ARMCore
import GuestAddress
import Testing
import Unicorn

/// The hints of the architecture: the library ends a run at some of them, in two ways.
@Suite struct HintTests {
    /// A core with 1 MiB of RAM at 0x80000000 that holds `bytes`.
    private func makeEngine(_ bytes: [UInt8], mode: UInt32 = 0x1F) throws -> Engine {
        let engine = try Engine(cpu: .cortexA8)
        let ram = try GuestRAM(size: 0x10_0000)
        try engine.map(ram, at: PhysicalAddress(0x8000_0000))
        let isWritten = ram.write(bytes.span, at: 0)
        #expect(isWritten)
        var registers = CoreRegisters()
        registers.cpsr = mode
        engine.writeRegisters(registers)
        return engine
    }

    private func bytes(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    private func bytes(_ halfwords: [UInt16]) -> [UInt8] {
        halfwords.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    /// Runs on from each stop, at most `count` times: why it stopped, and the offset of PC then.
    private func stops(_ engine: Engine, thumb: Bool, _ count: Int) throws -> [(StopReason, UInt32)] {
        var stops: [(StopReason, UInt32)] = []
        var pc: UInt32 = 0x8000_0000
        for _ in 0..<count {
            engine.writeRegisters(engine.readRegisters())
            let stop = try engine.run(from: pc | (thumb ? 1 : 0), limit: engine.instructions + 1000)
            pc = engine.register(15)
            stops.append((stop, pc - 0x8000_0000))
            if case .exception = stop { break }
        }
        return stops
    }

    @Test(arguments: [0x10, 0x1F] as [UInt32])
    func `each hint stops with PC behind it, as often as it is executed`(mode: UInt32) throws {
        // yield; wfe; wfi; sev; nop; dbg #0; b start
        let code: [UInt32] = [
            0xE320_F001, 0xE320_F002, 0xE320_F003, 0xE320_F004, 0xE320_F000, 0xE320_F0F0, 0xEAFF_FFF8,
        ]
        let stops = try stops(makeEngine(bytes(code), mode: mode), thumb: false, 9)
        let round: [StopReason] = [.hint, .hint, .waitForInterrupt]
        #expect(stops.map(\.0) == round + round + round)
        #expect(stops.map(\.1) == [4, 8, 12, 4, 8, 12, 4, 8, 12])
    }

    @Test func `an undefined instruction behind a hint is not taken for one`() throws {
        let stops = try stops(makeEngine(bytes([0xE320_F001, 0xE7F0_00F0] as [UInt32])), thumb: false, 5)
        #expect(stops.map(\.0) == [.hint, .exception(.undefinedInstruction)])
        #expect(stops.map(\.1) == [4, 4])
    }

    @Test func `hints on conditions and in IT blocks`() throws {
        // cmp r0, r0; yieldne; yieldeq; udf
        let a32: [UInt32] = [0xE150_0000, 0x1320_F001, 0x0320_F001, 0xE7F0_00F0]
        #expect(try stops(makeEngine(bytes(a32)), thumb: false, 5).map(\.1) == [12, 12])
        // cmp r0, r0; itet eq; yieldeq; wfine; addeq r1, #1; wfe.w; wfi.w; yield.w; udf
        let t32: [UInt16] = [
            0x4280, 0xBF0A, 0xBF10, 0xBF30, 0x3101, 0xF3AF, 0x8002, 0xF3AF, 0x8003, 0xF3AF, 0x8001, 0xDE00,
        ]
        let engine = try makeEngine(bytes(t32))
        let stops = try stops(engine, thumb: true, 9)
        #expect(
            stops.map(\.0) == [.hint, .hint, .waitForInterrupt, .hint, .exception(.undefinedInstruction)])
        #expect(stops.map(\.1) == [6, 14, 18, 22, 22])
        #expect(engine.register(1) == 1)
    }
}

/// Code that costs the host more than its instructions say.
@Suite struct DearCodeTests {
    private static let price: UInt64 = 200

    private func makeEngine(_ words: [UInt32]) throws -> Engine {
        let engine = try Engine(cpu: .cortexA8)
        let ram = try GuestRAM(size: 0x10_0000)
        try engine.map(ram, at: PhysicalAddress(0x8000_0000))
        for (index, word) in words.enumerated() { #expect(ram.setWord(word, at: index * 4)) }
        // The library tells of no block before it has gone from one to another: b 0x404; mov r0, r0
        #expect(ram.setWord(0xEAFF_FFFF, at: 0x400))
        #expect(ram.setWord(0xE1A0_0000, at: 0x404))
        #expect(try engine.run(from: 0x8000_0400, end: 0x8000_0408) == .reachedEnd)
        return engine
    }

    @Test func `blocks that are said to be dear cost more wherever they run again`() throws {
        // nop; mov r0, #100; loop: mcr p15, 0, r1, c8, c7, 0; subs r0, r0, #1; bne loop; svc 0
        let words: [UInt32] = [0xE1A0_0000, 0xE3A0_0064, 0xEE08_1F17, 0xE250_0001, 0x1AFF_FFFC, 0xEF00_0000]
        let engine = try makeEngine(words)
        var registers = CoreRegisters()
        registers.cpsr = 0x1F
        engine.writeRegisters(registers)
        var asked: [UInt32] = []
        engine.chargeBlocks { last, isThumb in
            asked.append(last)
            return !isThumb && last == 0x8000_0008
        }
        let begin = engine.instructions
        #expect(try engine.run(from: 0x8000_0004) == .exception(.supervisorCall))
        #expect(asked.contains(0x8000_0008))
        #expect(engine.instructions - begin == 1 + 100 * 3 + 1 + 100 * Self.price)
    }

    @Test func `code of applications is not asked for`() throws {
        let engine = try makeEngine([0xE1A0_0000, 0xE1A0_0000, 0xEF00_0000])
        var registers = CoreRegisters()
        registers.cpsr = 0x10
        engine.writeRegisters(registers)
        var asked = 0
        engine.chargeBlocks { _, _ in
            asked += 1
            return true
        }
        #expect(try engine.run(from: 0x8000_0004) == .exception(.supervisorCall))
        #expect(asked == 0)
    }

    @Test func `code at the address that ends no run ends it`() throws {
        let engine = try Engine(cpu: .cortexA8)
        let ram = try GuestRAM(size: 0x1000)
        try engine.map(ram, at: PhysicalAddress(0))
        #expect(ram.setWord(0xEAFF_FFFE, at: 0))  // b .
        #expect(ram.setWord(0xEAFF_FFFD, at: 4))  // b 0
        #expect(try engine.run(from: 4, limit: 100) == .reachedEnd)
    }
}
