import BSPFiles
import Diagnostics
import GuestAddress
import MapPlanning
import OEMAddrTable
import Testing

/// Proposed maps.
struct MapPlannerTests {
    private func bank(_ base: UInt32, megabytes: UInt64) -> RAMBank {
        RAMBank(range: AddressRange(base: PhysicalAddress(base), clampedSize: megabytes << 20))
    }

    private func plan(
        _ profile: Profile, _ banks: [RAMBank], devices: [UInt32] = [], reserve: UInt64 = 0
    ) throws -> MapPlan {
        try MapPlanner(
            name: "new", profile: profile, cpu: "cortex-a8", banks: banks,
            devices: devices.enumerated().map {
                BoardDraft.Device(name: "dev\($0)", type: "registers", base: PhysicalAddress($1))
            }, reserve: reserve
        ).plan()
    }

    private func rows(_ rows: [BoardDraft.Row]) -> [String] {
        rows.map { "\($0.virtual) \($0.physical) \($0.size >> 20)" }
    }

    /// What check says of the files of a plan.
    private func findings(_ plan: MapPlan, _ banks: [RAMBank]) -> [Finding] {
        let files = plan.draft.files
        var inputs = MapInputs(
            profile: plan.draft.profile, tables: ["oemaddrtab_cfg.inc"], bibs: ["config.bib"], banks: banks)
        inputs.devices = plan.draft.devices.map { BoardDevice(name: $0.name, base: $0.base) }
        let reading = MapReader(inputs, sources: MemorySources(files)).read()
        return reading.findings + MapRules.check(reading.map)
    }

    @Test func `1 GB and devices under a classic kernel: RAM up to the cap, the rest for VirtualCopyEx`() throws {
        let banks = [bank(0x8000_0000, megabytes: 1024)]
        let plan = try plan(.ce6, banks, devices: [0x4902_0000, 0x4905_0000, 0x4806_0000, 0x4910_0000])
        #expect(
            rows(plan.draft.rows) == [
                "0x80000000 0x80000000 509", "0x9fd00000 0x48000000 1", "0x9fe00000 0x49000000 2",
            ])
        #expect(plan.draft.rows.map(\.remark) == ["RAM", "dev2", "dev0, dev1, dev3"])
        #expect(plan.remainders.map(\.phrase) == ["0x9fd00000-0xbfffffff, 515 MB of RAM"])
        #expect(
            plan.remainders.map(\.call) == [
                "p = VirtualAllocEx(process, NULL, 0x20300000, MEM_RESERVE, PAGE_NOACCESS); VirtualCopyEx(process, p, "
                    + "process, (LPVOID)0x009fd000, 0x20300000, PAGE_PHYSICAL | PAGE_READWRITE)"
            ])
        #expect(plan.windowLeft == 0)
        #expect(findings(plan, banks).map(\.id) == ["CE0702"])
    }

    @Test func `Compact 7 gets a device table and a RAM table`() throws {
        let banks = [bank(0x8000_0000, megabytes: 1024)]
        let plan = try plan(.wec7, banks, devices: [0x44E0_9000], reserve: 64 << 20)
        #expect(rows(plan.draft.rows) == ["0x80000000 0x80000000 511"])
        #expect(rows(plan.draft.deviceRows) == ["0x9ff00000 0x44e00000 1"])
        #expect(plan.draft.ramEntries.map { "\($0.physical) \($0.size >> 20)" } == ["0x9ff00000 449"])
        #expect(plan.remainders.map(\.phrase) == ["0xbc000000-0xbfffffff, 64 MB of RAM"])
        #expect(findings(plan, banks).map(\.id) == ["CE0702"])
    }

    @Test func `several banks have a row each, and each piece of RAM a region`() throws {
        let banks = [
            bank(0x3000_0000, megabytes: 32), bank(0x3800_0000, megabytes: 64), bank(0x5000_0000, megabytes: 2),
        ]
        let plan = try plan(.ce5, banks)
        #expect(
            rows(plan.draft.rows) == [
                "0x80000000 0x30000000 32", "0x82000000 0x38000000 64", "0x86000000 0x50000000 2",
            ])
        #expect(
            plan.draft.regions.map { "\($0.name) \($0.start) \(hexadecimal($0.size)) \($0.kind.rawValue)" } == [
                "ARGS 0x80000000 00001000 RESERVED", "NK 0x80001000 00fff000 RAMIMAGE",
                "DRAM0 0x81000000 01000000 RESERVED", "RAM 0x82000000 04000000 RAM",
                "DRAM2 0x86000000 00200000 RESERVED",
            ])
        #expect(findings(plan, banks).isEmpty)
        #expect(plan.windowLeft == 414 << 20)
    }

    @Test func `parts of megabytes, banks that touch and registers without room are left and told`() throws {
        let odd = RAMBank(range: AddressRange(base: PhysicalAddress(0x3008_0000), clampedSize: 0x0110_1800))
        let small = try plan(.ce6, [odd])
        #expect(rows(small.draft.rows) == ["0x80000000 0x30100000 16"])
        #expect(
            small.remainders.map(\.phrase) == [
                "0x30080000-0x300fffff, 512 KB of RAM", "0x31100000-0x311817ff, 518 KB of RAM",
            ])
        let joined = try plan(.ce6, [bank(0x3000_0000, megabytes: 32), bank(0x3200_0000, megabytes: 32)])
        #expect(rows(joined.draft.rows) == ["0x80000000 0x30000000 64"])
        let many = try plan(
            .ce6, [bank(0xF000_0000, megabytes: 16)], devices: (0..<300).map { 0x4000_0000 + $0 << 20 })
        #expect(rows(many.draft.rows) == ["0x80000000 0xf0000000 16", "0x81000000 0x40000000 256"])
        #expect(many.remainders.count == 44)
        #expect(many.remainders.first?.phrase == "0x50000000-0x50000fff, 4 KB of registers of dev256")
    }

    @Test func `without a whole megabyte of RAM there is no map`() {
        #expect(throws: PlanningError.self) { try plan(.ce6, []) }
        let short = RAMBank(range: AddressRange(base: PhysicalAddress(0x3008_0000), clampedSize: 0x10_0000))
        #expect(throws: PlanningError(message: "no bank of RAM has a whole megabyte that starts at one")) {
            try plan(.ce6, [short])
        }
    }

    @Test func `every number of banks and devices passes check`() throws {
        for profile in [Profile.ce5, .ce6, .wec7, .wec2013] {
            for megabytes: UInt64 in [1, 2, 3, 31, 64, 511, 512, 513, 1024, 2048] {
                for count: UInt32 in [0, 1, 7] {
                    let banks = [bank(0x8000_0000, megabytes: megabytes)]
                    let plan = try plan(profile, banks, devices: (0..<count).map { 0x4000_0000 + $0 * 0x0180_0000 })
                    let found = findings(plan, banks).filter { $0.severity > .note }
                    #expect(found.isEmpty, "\(profile.name) \(megabytes) MB, \(count) devices: \(found.map(\.message))")
                }
            }
        }
    }
}
