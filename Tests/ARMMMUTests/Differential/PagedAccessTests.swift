import ARMCore
import ARMMMU
import GuestAddress
import Testing
import Unicorn

/// Accesses that only tables can refuse, or only devices.
@Suite struct PagedAccessTests {
    private static let page = CoreWithTables.pageBase
    private static let kernel: UInt32 = 0x2000_0000
    private static let shared: UInt32 = 0x2000_1000

    private func core() throws -> PagedCore {
        let paged = try PagedCore(.cortexA8, .v6)
        try paged.map(Self.kernel, to: Self.page, user: .none)
        try paged.map(Self.shared, to: Self.page + 0x1000, user: .readWrite)
        return paged
    }

    @Test(
        arguments: [
            ("ldrt", [0xE4B0_1000], false), ("strt", [0xE4A0_1000], false), ("ldrbt", [0xE4F0_1000], false),
            ("ldrht", [0xE0F0_10B0], false), ("ldrsbt", [0xE0F0_10D0], false),
            ("ldrt by register", [0xE6B0_1002], false),
            ("ldrt", [0x1E00_F850], true), ("strht", [0x1E00_F820], true),
        ] as [(String, [UInt32], Bool)])
    func `what is made with user rights is refused what users may not touch`(
        name: String, words: [UInt32], thumb: Bool
    ) throws {
        let paged = try core()
        try paged.write(words + [thumb ? 0xDF01 : 0xEF00_0001])
        for _ in 0..<2 {
            #expect(try paged.run(thumb: thumb, [Self.kernel, 0, 0]) == .exception(.dataAbort))
            #expect(paged.engine.register(15) == PagedCore.code)
            #expect(try paged.run(thumb: thumb, [Self.shared, 0, 0]) == .exception(.supervisorCall))
        }
        // Privileged loads between do not open the page to them, nor to user code.
        try paged.write([0xE590_1000, 0xEF00_0001], at: PagedCore.code + 0x100)  // ldr r1, [r0]; svc 1
        let load = PagedCore.code + 0x100
        #expect(try paged.run(from: load, [Self.kernel]) == .exception(.supervisorCall))
        #expect(try paged.run(thumb: thumb, [Self.kernel, 0, 0]) == .exception(.dataAbort))
        #expect(try paged.run(from: load, mode: .user, [Self.kernel]) == .exception(.dataAbort))
        #expect(try paged.run(from: load, [Self.kernel]) == .exception(.supervisorCall))
    }

    /// The state of IT was left in CPSR by a miss of the TLB, so that the block behind skipped an instruction.
    @Test func `conditional instructions whose pages were not known change nothing behind them`() throws {
        let paged = try core()
        // cmp r2, r2; itt eq; ldreq r1, [r0]; moveq r3, #1; bx r4
        try paged.write([0xBF04_4292, 0x2301_6801, 0xBF00_4720])
        // movs r5, #2; svc 1
        try paged.write([0xDF01_2502], at: PagedCore.code + 0x40)
        for _ in 0..<3 {
            try paged.engine.invalidateTranslations()
            paged.engine.setRegister(5, 0)
            let stop = try paged.run(thumb: true, [Self.shared, 0, 0, 0, PagedCore.code + 0x41])
            #expect(stop == .exception(.supervisorCall))
            #expect(paged.engine.register(3) == 1)
            #expect(paged.engine.register(5) == 2)
        }
    }

    /// A device that refuses an access in the middle of a block: nothing behind it happens, nothing in front of it
    /// happens again.
    @Test(
        arguments: [
            ("ldr", [0xE590_1000]), ("str", [0xE580_1000]), ("ldrh", [0xE1D0_10B0]), ("ldm", [0xE890_0006]),
            ("ldr with writeback", [0xE4B0_1004 & ~0x0020_0000]),
        ] as [(String, [UInt32])], [CPUMode.user, .system])
    func `a refused access ends the run where it is`(access: (name: String, words: [UInt32]), mode: CPUMode) throws {
        let paged = try core()
        let device: UInt32 = 0x2000_2000
        try paged.map(device, to: 0x9000_0000)
        // add r4, r4, #1; the access; add r4, r4, #2; str r4, [r3]; ldr r2, [r0]; svc 1
        try paged.write(
            [0xE284_4001] + access.words + [0xE284_4002, 0xE583_4000, 0xE590_2000, 0xEF00_0001])
        paged.core.hole.refuses = true
        let registers = [device, 0x1111, 0x2222, Self.shared, 0]
        for count in 1...2 {
            let stop = try paged.run(mode: mode, registers)
            let block = CodeBlock(start: PagedCore.code, size: 24)
            let place = AccessPlace(block: block, instruction: PagedCore.code + 4)
            #expect(stop == .refusedAccess(place) || stop == .refusedAccess(AccessPlace(block: block)))
            #expect((0..<5).map { paged.engine.register($0) } == [device, 0x1111, 0x2222, Self.shared, 1])
            #expect(paged.core.word(at: PhysicalAddress(Self.page + 0x1000)) == 0)
            #expect(paged.core.hole.accesses == count)
        }
        paged.core.hole.refuses = false
        let rest = try paged.engine.run(from: PagedCore.code + 8, limit: paged.engine.instructions + 100)
        #expect(rest == .exception(.supervisorCall))
        #expect(paged.engine.register(4) == 3)
        #expect(paged.core.word(at: PhysicalAddress(Self.page + 0x1000)) == 3)
    }

    @Test func `tables that answers for 4 KB cannot describe are walked by the core`() throws {
        let paged = try PagedCore(.arm926, .v5)
        try paged.map(Self.kernel, to: Self.page)
        try paged.map(Self.shared, to: Self.page + 0x1000)
        // The quarters of the page: no access for users, read and write, read only, read and write.
        let descriptor = Self.page + 0x1000 | 0xED << 4 | 0xE
        try paged.core.setWord(descriptor, at: PhysicalAddress(CoreWithTables.secondLevel + 4))
        try paged.engine.invalidateTranslations()
        try paged.write([0xE580_1000, 0xEF00_0001])  // str r1, [r0]; svc 1
        for (offset, isAllowed) in [(0, false), (0x400, true), (0x800, false), (0xC00, true)] as [(UInt32, Bool)] {
            // The core keeps the first quarter's answer for the whole page.
            try paged.engine.invalidateTranslations()
            let stop = try paged.run(mode: .user, [Self.shared + offset, 7])
            #expect(stop == .exception(isAllowed ? .supervisorCall : .dataAbort), "offset \(offset)")
        }
        #expect(!paged.engine.isWalkingTables)
        #expect(try paged.run(mode: .user, [Self.kernel, 7]) == .exception(.supervisorCall))
    }
}
