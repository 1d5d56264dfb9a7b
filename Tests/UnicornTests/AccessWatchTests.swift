import ARMCore
import GuestAddress
import Testing
import Unicorn

private final class RecordingObserver: AccessObserver {
    var accesses: [ObservedAccess] = []
    var blocks: [UInt32] = []
    unowned let engine: Engine
    init(_ engine: Engine) { self.engine = engine }

    override func accessed(_ access: ObservedAccess) {
        accesses.append(access)
        blocks.append(engine.blockStart)
    }
}

private final class Nothing: DeviceWindow {
    func read(offset: UInt32, size: Int) -> UInt32 { 0 }
    func write(_ value: UInt32, offset: UInt32, size: Int) {}
}

@Suite struct AccessWatchTests {
    /// A core with 1 MiB of RAM at 0x80000000 that runs `words`, with r1 set, watched as `watch` says.
    private func run(
        _ words: [UInt32], r1: UInt32, unaligned: Bool = false, watch: (WatchedBlocks) -> Void
    ) throws -> RecordingObserver {
        let engine = try Engine(cpu: .cortexA8)
        let ram = try GuestRAM(size: 0x10_0000)
        let hole = Nothing()
        try engine.map(ram, at: PhysicalAddress(0x8000_0000))
        try engine.map(hole, over: #require(AddressRange(base: PhysicalAddress(0), size: 0x8000_0000)))
        try engine.map(hole, over: #require(AddressRange(base: PhysicalAddress(0x8010_0000), size: 0x7FF0_0000)))
        for (index, word) in words.enumerated() { #expect(ram.setWord(word, at: index * 4)) }
        let observer = RecordingObserver(engine)
        try engine.observeAccesses(by: observer, unaligned: unaligned)
        let high = WatchedBlocks()
        watch(high)
        engine.watch(low: WatchedBlocks(), high: high)
        engine.setRegister(1, r1)
        let end = 0x8000_0000 + UInt32(words.count) * 4
        #expect(try engine.run(from: 0x8000_0000, end: end) == .reachedEnd)
        return observer
    }

    @Test func `accesses of watched blocks are told, others are not`() throws {
        let code: [UInt32] = [
            0xE3A0_0007,  // mov r0, #7
            0xE581_0000,  // str r0, [r1]
            0xE581_0800,  // str r0, [r1, #0x800]
            0xE1D1_20B2,  // ldrh r2, [r1, #2]
            0xE1A0_0000,  // nop
        ]
        let seen = try run(code, r1: 0x8002_FC00) { $0[2] = 5 }
        #expect(seen.accesses.map(\.address) == [0x8002_FC00, 0x8002_FC02])
        #expect(seen.accesses.map(\.size) == [4, 2])
        #expect(seen.accesses.map(\.reasons) == [5, 5])
        #expect(seen.accesses.map(\.isWrite) == [true, false])
        #expect(seen.accesses[0].value == 7)
        let unseen = try run(code, r1: 0x8002_FC00) { $0[4] = 5 }
        #expect(unseen.accesses.isEmpty)
    }

    @Test func `the block of an access is known`() throws {
        let code: [UInt32] = [
            0xE3A0_3002,  // mov r3, #2
            0xE253_3001,  // loop: subs r3, r3, #1
            0xE591_0000,  // ldr r0, [r1]
            0x1AFF_FFFC,  // bne loop
            0xE591_0004,  // ldr r0, [r1, #4]
            0xE1A0_0000,  // nop
        ]
        let seen = try run(code, r1: 0x8002_0000) { $0[2] = 1 }
        #expect(seen.accesses.map(\.address) == [0x8002_0000, 0x8002_0000, 0x8002_0004])
        #expect(seen.blocks == [0x8000_0000, 0x8000_0004, 0x8000_0010])
    }

    @Test func `a load that crosses a page is told once`() throws {
        let code: [UInt32] = [
            0xE591_0000,  // ldr r0, [r1]
            0xE581_0000,  // str r0, [r1]
            0xE591_0002,  // ldr r0, [r1, #2]
            0xE1A0_0000,  // nop
        ]
        let seen = try run(code, r1: 0x8002_0FFE) { $0[2] = 1 }
        #expect(seen.accesses.map(\.address) == [0x8002_0FFE, 0x8002_0FFE, 0x8002_1000])
        #expect(seen.accesses.map(\.isWrite) == [false, true, false])
    }

    @Test func `an access that begins before a watched block is told`() throws {
        let seen = try run([0xE591_0000, 0xE1A0_0000], r1: 0x8001_FFFE) { $0[2] = 1 }
        #expect(seen.accesses.map(\.address) == [0x8001_FFFE])
    }

    @Test func `accesses not aligned to their size are told wherever they are, when asked for`() throws {
        let code: [UInt32] = [
            0xE591_0001,  // ldr r0, [r1, #1]
            0xE591_0004,  // ldr r0, [r1, #4]
            0xE5D1_0003,  // ldrb r0, [r1, #3]
            0xE1A0_0000,  // nop
        ]
        let seen = try run(code, r1: 0x8002_0000, unaligned: true) { _ in }
        #expect(seen.accesses.map(\.address) == [0x8002_0001])
        #expect(seen.accesses.map(\.reasons) == [ObservedAccess.unaligned])
    }
}
