import ARMCore
import ARMMMU
import Foundation
import GuestAddress
import TestSupport
import Testing
import Unicorn

/// What stores write is what runs, whatever address they go through.
@Suite struct AliasedCodeTests {
    private static let pages: UInt32 = 8
    /// Functions of two instructions in each page.
    private static let functions: UInt32 = 16
    private static let store = PagedCore.code
    private static let call = PagedCore.code + 0x10

    /// The three addresses of a page; the third is never called.
    private func address(_ page: UInt32, _ alias: UInt32) -> UInt32 {
        [0x2000_0000 + page * 0x1000, 0x2500_0000 + page * 0x3000, 0x2A00_0000 + page * 0x1000][Int(alias)]
    }

    private static func physical(_ page: UInt32) -> UInt32 { CoreWithTables.pageBase + page * 0x1000 }

    /// CEBSP_ALIAS_OPERATIONS sets another number.
    private static let operations =
        ProcessInfo.processInfo.environment["CEBSP_ALIAS_OPERATIONS"].flatMap(Int.init) ?? 20_000

    @Test(
        arguments: [(CPUModel.arm926, DescriptorRules.v5), (.cortexA8, .v6)], [UInt64(1), 2])
    func `random stores and calls through three aliases in both modes`(
        core: (cpu: CPUModel, rules: DescriptorRules), seed: UInt64
    ) throws {
        let paged = try PagedCore(core.cpu, core.rules)
        try paged.write([0xE580_1000, 0xEF00_0001])  // str r1, [r0]; svc 1
        try paged.write([0xE12F_FF32, 0xEF00_0001], at: Self.call)  // blx r2; svc 1
        for page in 0..<Self.pages {
            for alias in 0..<3 as Range<UInt32> {
                // The third is data by its mapping, where the format can say so.
                try paged.map(address(page, alias), to: Self.physical(page), executeNever: alias == 2)
            }
            for function in 0..<Self.functions {
                // mov r0, #0; bx lr
                try paged.write([0xE3A0_0000, 0xE12F_FF1E], at: Self.physical(page) + function * 8)
            }
        }
        var random = RandomSource(seed: seed)
        var stale = 0
        var calls = 0
        for _ in 0..<Self.operations {
            let mode: CPUMode = random.word() & 1 == 0 ? .user : .system
            let page = random.word() % Self.pages
            let function = random.word() % Self.functions
            let physical = PhysicalAddress(Self.physical(page) + function * 8)
            if random.word() & 1 == 0 {
                let place = address(page, random.word() % 3) + function * 8
                let word = 0xE3A0_0000 | random.word() & 0xFF
                let stop = try paged.run(from: Self.store, mode: mode, [place, word])
                try #require(stop == .exception(.supervisorCall))
                try #require(paged.core.word(at: physical) == word)
            } else {
                let place = address(page, random.word() % 2) + function * 8
                let stop = try paged.run(from: Self.call, mode: mode, [0xFFFF, 0, place])
                try #require(stop == .exception(.supervisorCall))
                calls += 1
                let expected = try #require(paged.core.word(at: physical)) & 0xFF
                if paged.engine.register(0) != expected { stale += 1 }
            }
        }
        #expect(stale == 0, "of \(calls) calls")
    }

    @Test func `an alias that may not be executed is not, although stores to it are looked at`() throws {
        let paged = try PagedCore(.cortexA8, .v6)
        try paged.map(0x2000_0000, to: CoreWithTables.pageBase)
        try paged.map(0x2500_0000, to: CoreWithTables.pageBase, executeNever: true)
        try paged.write([0xE3A0_0001, 0xEF00_0001], at: CoreWithTables.pageBase)  // mov r0, #1; svc 1
        try paged.write([0xE580_1000, 0xE12F_FF12])  // str r1, [r0]; bx r2
        for mode in [CPUMode.user, .system] {
            #expect(try paged.run(from: 0x2000_0000, mode: mode) == .exception(.supervisorCall))
            for value in [2, 3] as [UInt32] {
                let registers = [0x2500_0000, 0xE3A0_0000 | value, 0x2000_0000]
                #expect(try paged.run(mode: mode, registers) == .exception(.supervisorCall))
                #expect(paged.engine.register(0) == value)
            }
            let refused = [0x2500_0000, 0xE3A0_0001, 0x2500_0000] as [UInt32]
            #expect(try paged.run(mode: mode, refused) == .exception(.prefetchAbort))
            #expect(paged.engine.register(15) == 0x2500_0000)
            // And is once its mapping says so.
            try paged.map(0x2500_0000, to: CoreWithTables.pageBase)
            #expect(try paged.run(mode: mode, refused) == .exception(.supervisorCall))
            try paged.map(0x2500_0000, to: CoreWithTables.pageBase, executeNever: true)
        }
    }

    @Test(arguments: [CPUMode.user, .system])
    func `code that changes the block in front of it runs it as it is then`(mode: CPUMode) throws {
        let paged = try PagedCore(.arm926, .v5)
        try paged.map(0x2000_0000, to: CoreWithTables.pageBase)
        // loop: str r1, [r0]; add r1, r1, #1; b next; next: mov r3, #0 (written); add r4, r4, r3; subs r2, r2, #1; bne
        // loop; svc 1
        try paged.write(
            [
                0xE580_1000, 0xE281_1001, 0xEAFF_FFFF, 0xE3A0_3000, 0xE084_4003, 0xE252_2001, 0x1AFF_FFF8, 0xEF00_0001,
            ], at: CoreWithTables.pageBase)
        let stop = try paged.run(from: 0x2000_0000, mode: mode, [0x2000_000C, 0xE3A0_3001, 10, 0, 0])
        #expect(stop == .exception(.supervisorCall))
        #expect(paged.engine.register(4) == 55)
    }
}
