import ARMMMU
import GuestAddress
import Testing

@Suite struct `Descriptors written from attributes` {
    let kernel = PageAttributes(privileged: .readWrite, user: .none, cached: true)
    let shared = PageAttributes(privileged: .readWrite, user: .readOnly, cached: true)
    let user = PageAttributes(privileged: .readWrite, user: .readWrite, cached: false)
    let readOnly = PageAttributes(privileged: .readOnly, user: .readOnly, cached: false)
    let page = PhysicalAddress(0x8123_4FFF)

    @Test func `small pages of the v6 format`() {
        #expect(SmallPage.encode(page, kernel, rules: .v6) == 0x8123_401E)
        #expect(SmallPage.encode(page, shared, rules: .v6) == 0x8123_402E)
        #expect(SmallPage.encode(page, user, rules: .v6) == 0x8123_4032)
        #expect(SmallPage.encode(page, readOnly, rules: .v6) == 0x8123_4222)
        var rich = user
        rich.executeNever = true
        rich.global = false
        rich.shareable = true
        rich.tex = 1
        #expect(SmallPage.encode(page, rich, rules: .v6) == 0x8123_4C73)
    }

    @Test func `small pages of the v5 format`() {
        #expect(SmallPage.encode(page, kernel, rules: .v5) == 0x8123_455E)
        #expect(SmallPage.encode(page, shared, rules: .v5) == 0x8123_4AAE)
        #expect(SmallPage.encode(page, user, rules: .v5) == 0x8123_4FF2)
        #expect(SmallPage.encode(page, readOnly, rules: .v5) == 0x8123_4002)
    }

    @Test func `large pages`() {
        #expect(LargePage.encode(page, kernel, rules: .v6) == 0x8123_001D)
        #expect(LargePage.encode(page, kernel, rules: .v5) == 0x8123_055D)
        var rich = user
        rich.executeNever = true
        rich.tex = 2
        #expect(LargePage.encode(page, rich, rules: .v6) == 0x8123_A031)
    }

    @Test func `sections`() {
        #expect(Section.encode(page, kernel, rules: .v6) == 0x8120_040E)
        #expect(Section.encode(page, shared, rules: .v5) == 0x8120_080E)
        #expect(Section.encode(page, user, domain: 15, rules: .v5) == 0x8120_0DE2)
        #expect(Section.encode(page, readOnly, rules: .v6) == 0x8120_8802)
        var rich = user
        rich.executeNever = true
        rich.global = false
        rich.shareable = true
        rich.tex = 7
        #expect(Section.encode(page, rich, rules: .v6) == 0x8123_7C12)
        #expect(Section.encode(page, rich, rules: .v5) == 0x8120_0C02)
    }

    @Test func `supersections exist in the v6 format only`() {
        #expect(Supersection.encode(page, kernel, rules: .v6) == 0x8104_040E)
        #expect(Supersection.encode(page, kernel, rules: .v5) == nil)
    }

    @Test func `coarse tables`() {
        #expect(CoarseTable.encode(PhysicalAddress(0x8001_07FF), domain: 5) == 0x8001_04A1)
        #expect(CoarseTable.index(of: VirtualAddress(0x1043_4ABC)) == 0x34)
        #expect(FirstLevelTable.index(of: VirtualAddress(0x1043_4ABC)) == 0x104)
        #expect(FirstLevelTable.bytes(ttbcrN: 1) == 8192)
    }

    @Test func `permissions that no descriptor has are refused`() {
        let userOnly = PageAttributes(privileged: .none, user: .readOnly, cached: false)
        let none = PageAttributes(privileged: .none, user: .none, cached: false)
        #expect(SmallPage.encode(page, userOnly, rules: .v6) == nil)
        #expect(Section.encode(page, userOnly, rules: .v5) == nil)
        // With SCTLR.R set, AP 0 no longer means no access.
        #expect(SmallPage.encode(page, none, rules: .v5) == nil)
        #expect(SmallPage.encode(page, none, rules: DescriptorRules(format: .v5)) == 0x8123_4002)
        #expect(SmallPage.encode(page, none, rules: .v6) == 0x8123_4002)
        #expect(SmallPage.encode(page, readOnly, rules: DescriptorRules(format: .v5)) == nil)
    }

    @Test func `an access flag is set`() {
        let rules = DescriptorRules(format: .v6, usesAccessFlag: true)
        #expect(SmallPage.encode(page, kernel, rules: rules) == 0x8123_401E)
        #expect(SmallPage.encode(page, user, rules: rules) == 0x8123_4032)
        #expect(SmallPage.encode(page, readOnly, rules: rules) == 0x8123_4232)
        #expect(SmallPage.encode(page, shared, rules: rules) == nil)
    }
}

@Suite struct `Runs of descriptors` {
    @Test func `consecutive pages count up`() {
        var table: [UInt32] = [2, 3, 4]
        var span = table.mutableSpan
        #expect(TableEditor.fillSmallPages(&span, from: 0x8000_0412))
        #expect(table == [0x8000_0412, 0x8000_1412, 0x8000_2412])
    }

    @Test func `consecutive sections and tables count up`() {
        var table: [UInt32] = [0, 0]
        var span = table.mutableSpan
        #expect(TableEditor.fillSections(&span, from: 0x3000_040E))
        #expect(table == [0x3000_040E, 0x3010_040E])
        var references = table.mutableSpan
        #expect(TableEditor.fillCoarseTables(&references, from: 0x8001_0C01))
        #expect(table == [0x8001_0C01, 0x8001_1001])
    }

    @Test func `a run may end at 4 GiB and not pass it`() {
        var table: [UInt32] = [7, 7]
        var span = table.mutableSpan
        #expect(!TableEditor.fillSmallPages(&span, from: 0xFFFF_F032))
        #expect(span[0] == 7)
        #expect(TableEditor.fillSmallPages(&span, from: 0xFFFF_E032))
        #expect(table == [0xFFFF_E032, 0xFFFF_F032])
    }

    @Test func `clearing makes every entry invalid`() {
        var table: [UInt32] = [1, 2, 3]
        var span = table.mutableSpan
        TableEditor.clear(&span)
        #expect(table == [0, 0, 0])
    }
}
