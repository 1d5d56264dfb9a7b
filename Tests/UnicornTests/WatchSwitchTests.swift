import ARMCore
import GuestAddress
import Testing

@testable import Unicorn

private final class Recording: AccessObserver {
    var told: [String] = []
    override func accessed(_ access: ObservedAccess) {
        let place = String(access.address & 0xF_FFFF, radix: 16)
        told.append("\(access.isWrite ? "store" : "load") \(access.size) \(place)")
    }
}

/// Writes to it say what is watched: 0 nothing, 1 everything, 2 block 4.
private final class Switch: DeviceWindow {
    unowned let engine: Engine
    let high: WatchedBlocks
    init(_ engine: Engine, _ high: WatchedBlocks) {
        self.engine = engine
        self.high = high
    }
    func read(offset: UInt32, size: Int) -> UInt32 { 0 }
    func write(_ value: UInt32, offset: UInt32, size: Int) {
        engine.watchEverything(value == 1)
        high[4] = value == 2 ? 1 : 0
        engine.watchMore()
    }
}

/// A core whose pages are walked by us where that can be, with RAM at 0x80000000 and the switch at 0.
private struct Watched {
    let engine: Engine
    let ram: GuestRAM
    let observer = Recording()
    let high = WatchedBlocks()
    static let codeOffset = 0x1000

    init(_ cpu: CPUModel = .cortexA8) throws {
        engine = try Engine(cpu: cpu)
        ram = try GuestRAM(size: 0x10_0000)
        try engine.map(ram, at: PhysicalAddress(0x8000_0000))
        let hole = AddressRange(base: PhysicalAddress(0), clampedSize: 0x8000_0000)
        try engine.map(Switch(engine, high), over: hole)
        try engine.map(
            Switch(engine, high), over: AddressRange(base: PhysicalAddress(0x8010_0000), clampedSize: 0x7FF0_0000))
        try engine.walkTables()
        try engine.observeAccesses(by: observer)
        engine.watch(low: WatchedBlocks(), high: high)
    }

    /// 1,200,003 instructions with as many stores to memory that nobody watches as there are turns.
    func wait() throws {
        let loop: [UInt32] = [
            0xE59F_3010,  // ldr r3, [pc, #16]
            0xE59F_1010,  // ldr r1, [pc, #16]
            0xE581_3000,  // loop: str r3, [r1]
            0xE253_3001,  // subs r3, r3, #1
            0xE1A0_0000,  // nop
            0x1AFF_FFFB,  // bne loop
            300_000, 0x8008_0000,
        ]
        for (index, word) in loop.enumerated() { #expect(ram.setWord(word, at: index * 4)) }
        // In turns, as the kernel's threads run.
        var next: UInt32 = 0x8000_0000
        while try engine.run(from: next, limit: engine.instructions + 100_000, end: 0x8000_0018) == .clockLimit {
            next = engine.register(15)
        }
        #expect(engine.register(15) == 0x8000_0018)
    }

    func run(_ words: [UInt32], isThumb: Bool = false) throws -> StopReason {
        for (index, word) in words.enumerated() { #expect(ram.setWord(word, at: Self.codeOffset + index * 4)) }
        try engine.forgetCode(in: [PhysicalAddress(0x8000_1000)])
        let end = 0x8000_1000 + UInt32(words.count) * 4
        return try engine.run(from: 0x8000_1000 | (isThumb ? 1 : 0), end: end)
    }
}

/// Accesses are told in time, however the hook comes and goes; and the clock does not see it.
@Suite struct WatchSwitchTests {
    private static let isSwitched = EngineTraits.running.switchesHooks

    @Test func `the hook is there only while what is watched is accessed, and no access is lost`() throws {
        let core = try Watched()
        core.high[4] = 1
        core.engine.watchMore()
        #expect(core.engine.isWatchingByHook)
        try core.wait()
        #expect(core.engine.isWatchingByHook != Self.isSwitched)
        #expect(core.observer.told == [])
        core.engine.setRegister(1, 0x8003_FFFC)
        let before = core.engine.instructions
        let words: [UInt32] = [
            0xE3A0_0007,  // mov r0, #7
            0xE581_0000,  // str r0, [r1]
            0xE5B1_2004,  // ldr r2, [r1, #4]!
            0xE8A1_000D,  // stmia r1!, {r0, r2, r3}
            0xE551_3001,  // ldrb r3, [r1, #-1]
            0xE280_0001,  // add r0, r0, #1
        ]
        #expect(try core.run(words) == .reachedEnd)
        #expect(
            core.observer.told == ["load 4 40000", "store 4 40000", "store 4 40004", "store 4 40008", "load 1 4000b"])
        #expect(core.engine.instructions - before == 6)
        #expect(core.engine.register(0) == 8)
        #expect(core.engine.register(1) == 0x8004_000C)
        #expect(core.engine.isWatchingByHook)
        try core.wait()
        #expect(core.engine.isWatchingByHook != Self.isSwitched)
    }

    @Test func `what a device begins to watch in the middle of a block is told from the next access on`() throws {
        let core = try Watched()
        try core.wait()
        core.engine.setRegister(1, 0x8004_0000)
        core.engine.setRegister(4, 0)
        core.engine.setRegister(5, 1)
        core.engine.setRegister(6, 2)
        core.engine.setRegister(7, 0x8008_0000)
        let before = core.engine.instructions
        let words: [UInt32] = [
            0xE581_0000,  // str r0, [r1]
            0xE584_5000,  // str r5, [r4]: everything
            0xE591_2000,  // ldr r2, [r1]
            0xE587_2008,  // str r2, [r7, #8]
            0xE584_4000,  // str r4, [r4]: nothing
            0xE581_0004,  // str r0, [r1, #4]
            0xE584_6000,  // str r6, [r4]: block 4
            0xE587_200C,  // str r2, [r7, #12]
            0xE591_2010,  // ldr r2, [r1, #16]
            0xE3A0_0009,  // mov r0, #9
        ]
        #expect(try core.run(words) == .reachedEnd)
        // The store that ends it is told, too: it is made before it ends anything.
        #expect(core.observer.told == ["load 4 40000", "store 4 80008", "store 4 0", "load 4 40010"])
        #expect(core.engine.instructions - before == 10)
        #expect(core.engine.register(0) == 9)
    }

    @Test func `an access under a condition of Thumb code goes on under it`() throws {
        let core = try Watched()
        core.high[4] = 1
        try core.wait()
        core.engine.setRegister(1, 0x8004_0000)
        core.engine.setRegister(2, 0)
        let before = core.engine.instructions
        let words: [UInt32] = [
            0xBF04_2A00,  // cmp r2, #0; itt eq
            0x3005_6808,  // ldreq r0, [r1]; addeq r0, #5
            0xBF0C_2A01,  // cmp r2, #1; ite eq
            0x2408_2407,  // moveq r4, #7; movne r4, #8
        ]
        #expect(try core.run(words, isThumb: true) == .reachedEnd)
        #expect(core.observer.told == ["load 4 40000"])
        #expect(core.engine.register(0) == 5)
        #expect(core.engine.register(4) == 8)
        #expect(core.engine.instructions - before == 8)
    }

    @Test func `an engine of a stock watches by a hook again after it was taken away`() throws {
        let stock = EngineStock()
        let bank = AddressRange(base: PhysicalAddress(0x8000_0000), clampedSize: 0x10_0000)
        for _ in 0..<3 {
            let engine = try stock.engine(EnginePlan(cpu: .cortexA8, banks: [bank], devices: []))
            let ram = try engine.makeRAM(over: bank)
            let hole = AddressRange(base: PhysicalAddress(0), clampedSize: 0x8000_0000)
            try engine.map(Switch(engine, WatchedBlocks()), over: hole)
            try engine.walkTables()
            let observer = Recording()
            let high = WatchedBlocks()
            high[4] = 1
            try engine.observeAccesses(by: observer)
            engine.watch(low: WatchedBlocks(), high: high)
            // loop: subs r3, r3, #1; bne loop; ldr r0, [r1]; nop
            for (index, word) in [0xE253_3001, 0x1AFF_FFFD, 0xE591_0000, 0xE1A0_0000].enumerated() {
                #expect(ram.setWord(UInt32(word), at: index * 4))
            }
            engine.setRegister(1, 0x8004_0000)
            engine.setRegister(3, 400_000)
            var next: UInt32 = 0x8000_0000
            while try engine.run(from: next, limit: engine.instructions + 200_000, end: 0x8000_0010) == .clockLimit {
                next = engine.register(15)
            }
            #expect(observer.told == ["load 4 40000"])
            #expect(engine.instructions == 800_002)
        }
    }
}
