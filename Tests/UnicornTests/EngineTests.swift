import ARMCore
import GuestAddress
import TestSupport
import Testing
import Unicorn

/// A core with 1 MiB of RAM at 0x80000000, a hole everywhere else, and the MMU off.
private func makeEngine(_ cpu: CPUModel = .cortexA8) throws -> (Engine, GuestRAM, RecordingWindow) {
    let engine = try Engine(cpu: cpu)
    let ram = try GuestRAM(size: 0x10_0000)
    let hole = RecordingWindow()
    try engine.map(ram, at: PhysicalAddress(0x8000_0000))
    try engine.map(hole, over: #require(AddressRange(base: PhysicalAddress(0), size: 0x8000_0000)))
    try engine.map(hole, over: #require(AddressRange(base: PhysicalAddress(0x8010_0000), size: 0x7FF0_0000)))
    return (engine, ram, hole)
}

private final class RecordingWindow: DeviceWindow {
    var reads: [UInt32] = []
    func read(offset: UInt32, size: Int) -> UInt32 {
        reads.append(offset)
        return 0x1234_5678
    }
    func write(_ value: UInt32, offset: UInt32, size: Int) {}
}

@Suite struct EngineTests {
    @Test(arguments: CPUModel.allCases)
    func `every core opens with 4 KiB pages and runs`(cpu: CPUModel) throws {
        let (engine, ram, _) = try makeEngine(cpu)
        #expect(ram.setWord(0xE3A0_002A, at: 0))  // mov r0, #42
        #expect(ram.setWord(0xE1A0_0000, at: 4))  // nop
        #expect(try engine.run(from: 0x8000_0000, end: 0x8000_0004) == .reachedEnd)
        #expect(engine.register(0) == 42)
    }

    /// uc_mem_write leaves translations as they are but at the end of a run: a program ran code of another that had
    /// been there before.
    @Test func `code that is written again is translated again, wherever it is in its page`() throws {
        let (engine, _, _) = try makeEngine()
        for value in [1, 2, 3] as [UInt32] {
            var words = [UInt32](repeating: 0, count: 1024)
            words[0] = 0xEA00_003E  // b +0x100
            words[0x40] = 0xE3A0_0000 | value  // mov r0, #value
            words[0x41] = 0xEA00_003D  // b +0x200
            let bytes = words.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
            try engine.writeCode(bytes.span, at: PhysicalAddress(0x8000_8000))
            #expect(try engine.run(from: 0x8000_8000, end: 0x8000_8200) == .reachedEnd)
            #expect(engine.register(0) == value)
        }
    }

    @Test func `a supervisor call stops with PC behind it`() throws {
        let (engine, ram, _) = try makeEngine()
        #expect(ram.setWord(0xEF00_0001, at: 0))  // svc 1
        #expect(try engine.run(from: 0x8000_0000) == .exception(.supervisorCall))
    }

    /// Blocks of one short instruction counted nothing, so that no limit ended a loop of them.
    @Test(arguments: [[0xE7FE], [0xE7FF, 0xE7FD]] as [[UInt16]])
    func `a loop of short branches ends at the limit`(code: [UInt16]) throws {
        let (engine, ram, _) = try makeEngine()
        let bytes = code.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let isWritten = ram.write(bytes.span, at: 0)
        #expect(isWritten)
        #expect(try engine.run(from: 0x8000_0001, limit: 1000) == .clockLimit)
        #expect(engine.instructions == 1000)
    }

    @Test func `the clock cuts a run into equal slices`() throws {
        var counts: [UInt64] = []
        for slice in [1_000, 7_777, 100_000] as [UInt64] {
            let (engine, ram, _) = try makeEngine()
            for (index, word)
                in ([
                    0xE3A0_0CFF,  // mov r0, #0xff00
                    0xE250_0001,  // loop: subs r0, r0, #1
                    0x1AFF_FFFD,  // bne loop
                    0xEF00_0000,  // svc 0
                ] as [UInt32]).enumerated()
            {
                #expect(ram.setWord(word, at: index * 4))
            }
            var pc: UInt32 = 0x8000_0000
            while try engine.run(from: pc, limit: engine.instructions + slice) == .clockLimit {
                pc = engine.register(15)
            }
            #expect(engine.register(0) == 0)
            counts.append(engine.instructions)
        }
        #expect(counts == [counts[0], counts[0], counts[0]])
        #expect(counts[0] == 1 + 0xFF00 * 2 + 1)
    }

    @Test func `a hole reaches its window`() throws {
        let (engine, ram, hole) = try makeEngine()
        #expect(ram.setWord(0xE591_0000, at: 0))  // ldr r0, [r1]
        engine.setRegister(1, 0x1000)
        #expect(try engine.run(from: 0x8000_0000, end: 0x8000_0004) == .reachedEnd)
        #expect(hole.reads == [0x1000])
        #expect(engine.register(0) == 0x1234_5678)
    }

    /// A device's registers are no code. 2.0.1 cannot tell them from RAM that a mapping shows at their address, and
    /// executes what it reads there.
    @Test func `a branch to a device is a prefetch abort`() throws {
        let (engine, ram, hole) = try makeEngine()
        #expect(ram.setWord(0xE3A0_0007, at: 0))  // mov r0, #7
        #expect(ram.setWord(0xE1A0_F001, at: 4))  // mov pc, r1
        engine.setRegister(1, 0x1000)
        let reason = try engine.run(from: 0x8000_0000, limit: 100)
        #expect(engine.register(0) == 7)
        if EngineTraits.running.walksTables {
            #expect(reason == .exception(.prefetchAbort))
            #expect(engine.register(15) == 0x1000)
            #expect(hole.reads == [])
        } else {
            #expect(hole.reads.first == 0x1000)
        }
    }

    @Test(
        arguments: [
            ("wfi", 0xE320_F003), ("wfe", 0xE320_F002), ("yield", 0xE320_F001), ("bkpt", 0xE120_0070),
            ("smc", 0xE160_0070),
            ("hvc", 0xE140_0070), ("udf", 0xE7F0_00F0), ("all ones", 0xFFFF_FFFF), ("cps svc", 0xF102_0013),
            ("setend be", 0xF101_0200), ("ldc p14", 0xED91_5E00), ("mrc p14", 0xEE10_0E10), ("cdp", 0xEE00_0000),
            ("rfe", 0xF8B1_0A00), ("eret", 0xE160_006E), ("swp", 0xE101_0092),
        ] as [(String, UInt32)], [UInt32(0x10), 0x1F])
    func `no instruction stops the core for good`(sample: (name: String, instruction: UInt32), mode: UInt32) throws {
        let (engine, ram, _) = try makeEngine()
        #expect(ram.setWord(sample.instruction, at: 0x100))
        #expect(ram.setWord(0xE3A0_002A, at: 0x104))  // mov r0, #42
        #expect(ram.setWord(0xEF00_0000, at: 0x108))  // svc 0
        var registers = CoreRegisters()
        registers.cpsr = mode
        registers.r[1] = 0x8000_0200
        engine.writeRegisters(registers)
        _ = try engine.run(from: 0x8000_0100, limit: 10_000)
        engine.writeRegisters(registers)
        #expect(try engine.run(from: 0x8000_0104, limit: engine.instructions + 10_000) == .exception(.supervisorCall))
        #expect(engine.register(0) == 42)
    }

    @Test func `overlapping banks are refused by the library with a readable error`() throws {
        let (engine, _, _) = try makeEngine()
        let second = try GuestRAM(size: 0x1000)
        #expect(throws: UnicornError.self) { try engine.map(second, at: PhysicalAddress(0x8000_0000)) }
    }

    @Test func `registers round trip`() throws {
        let (engine, _, _) = try makeEngine()
        var registers = CoreRegisters()
        for index in 0..<15 { registers.r[index] = UInt32(index) &* 0x0101_0101 }
        registers.cpsr = 0x6000_001F
        engine.writeRegisters(registers)
        let read = engine.readRegisters()
        #expect(read.r[3] == 0x0303_0303)
        #expect(read.sp == 0x0D0D_0D0D)
        #expect(read.cpsr == 0x6000_001F)
        #expect(read.mode == .system)
    }
}

@Suite struct GuestRAMTests {
    @Test func `accesses outside the bank are refused`() throws {
        let ram = try GuestRAM(size: 4096)
        #expect(ram.word(at: 4092) == 0)
        #expect(ram.word(at: 4093) == nil)
        #expect(ram.word(at: -1) == nil)
        #expect(ram.bytes(at: 0, count: Int.max) == nil)
        #expect(!ram.setWord(1, at: 4093))
        #expect(!ram.fill(at: 4000, count: 97, with: 1))
        #expect(ram.withWords(at: 2, count: 1) { _ in true } == nil)
        #expect(ram.withWords(at: 0, count: Int.max) { _ in true } == nil)
    }

    @Test func `bytes are little-endian words`() throws {
        let ram = try GuestRAM(size: 4096)
        #expect(ram.setWord(0x8765_4321, at: 8))
        #expect(ram.bytes(at: 8, count: 4) == [0x21, 0x43, 0x65, 0x87])
        #expect(ram.firstIndex(of: 0x65, at: 8, count: 4) == 2)
    }
}

/// Writes of registers skip what the core holds already; whatever came before, the core must hold what was written
/// last.
@Suite struct RegisterWriteTests {
    @Test func `any sequence of writes and runs leaves what was written last`() throws {
        let engine = try Engine(cpu: .cortexA8)
        let ram = try GuestRAM(size: 4096)
        try engine.map(ram, at: PhysicalAddress(0x8000_0000))
        // mov r0, r1; add r4, r4, #1; mov lr, r0
        for (index, word) in ([0xE1A0_0001, 0xE284_4001, 0xE1A0_E000] as [UInt32]).enumerated() {
            #expect(ram.setWord(word, at: index * 4))
        }
        var random = RandomSource(seed: 1)
        let modes: [CPUMode] = [.system, .supervisor, .user]
        for _ in 0..<2000 {
            var registers = Bool.random(using: &random) ? engine.readRegisters() : CoreRegisters()
            let mode = modes[Int.random(in: 0..<3, using: &random)]
            registers.cpsr = mode.rawValue | (Bool.random(using: &random) ? 0x6000_0000 : 0)
            for index in 0..<15 where Bool.random(using: &random) {
                registers.r[index] = UInt32.random(in: 0...3, using: &random)
            }
            engine.writeRegisters(registers)
            for index in 0..<15 { #expect(engine.register(index) == registers.r[index]) }
            #expect(engine.register(16) & 0xF000_001F == registers.cpsr & 0xF000_001F)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: _ = try engine.run(from: 0x8000_0000, end: 0x8000_000C)
            case 1: engine.setRegister(Int.random(in: 0..<15, using: &random), 7)
            default: break
            }
        }
    }
}
