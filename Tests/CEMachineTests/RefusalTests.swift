import GuestAddress
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEDiagnosis
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// What is said of calls that fail, and of mappings that succeed with the wrong address.
@Suite struct RefusalTests {
    private static let device: UInt32 = 0x4905_0000
    private static let uncached = Protection.readWrite | Protection.noCache
    private static let physical = uncached | Protection.physical

    private let harness: CallHarness

    init() throws {
        harness = try CallHarness(devices: [
            DeviceConfiguration(name: "adc", type: .wordRegisters, base: PhysicalAddress(Self.device))
        ])
        harness.enterKernel()
    }

    private func reserve(_ type: UInt32 = MemoryFlags.reserve) throws -> UInt32 {
        try #require(try harness.call("VirtualAlloc", 0, 0x1_0000, type, type == 0x2000 ? 1 : 4))
    }

    /// The rule and the text of the last call that failed.
    private func last() throws -> (rule: String, text: String) {
        let refusal = try #require(harness.machine.refusals.last)
        return (refusal.rule, refusal.text)
    }

    @Test func `a physical address without PAGE_PHYSICAL is named with its device and the right number`() throws {
        let place = try reserve()
        #expect(try harness.call("VirtualCopy", place, Self.device, 0x1000, Self.uncached) == 0)
        #expect(harness.thread.lastError == 87)
        #expect(
            try last() == (
                "no-source",
                "the source 0x49050000 is no committed memory of NK.EXE and no address of the static map: as a "
                    + "physical address it is device adc "
                    + "(0x49050000-0x49050fff): pass PAGE_PHYSICAL and 0x00490500"
            ))
    }

    @Test func `ranges, offsets and committed pages are told with their values`() throws {
        let place = try reserve()
        let shifted = Self.device >> 8
        #expect(try harness.call("VirtualCopy", place, shifted, 0x2_0000, Self.physical) == 0)
        #expect(try last().rule == "past-reservation")
        #expect(try last().text.contains("0x20000 bytes from 0xd0"))
        #expect(try harness.call("VirtualCopy", place, shifted + 1, 0x100, Self.physical) == 0)
        #expect(
            try last() == (
                "offsets",
                "the source begins 0x100 into its page and the destination 0x000 into its own: map the page from its "
                    + "beginning and add the offset to the pointer"
            ))
        let taken = try reserve(0x3000)
        #expect(try harness.call("VirtualCopy", taken, shifted, 0x1000, Self.physical) == 0)
        #expect(try last().rule == "committed")
        #expect(harness.machine.refusals.allSatisfy { $0.call == "VirtualCopy" && $0.error == 87 && $0.count == 1 })
        #expect(harness.machine.refusals.count == 3)
        #expect(try harness.call("VirtualCopy", taken, shifted, 0x1000, Self.physical) == 0)
        #expect(harness.machine.refusals.count == 3)
        #expect(harness.machine.refusals.last?.count == 2)
    }

    @Test func `a physical address that was not divided maps elsewhere, and a finding says so`() throws {
        let place = try reserve()
        #expect(try harness.call("VirtualCopy", place, Self.device, 0x1000, Self.physical) == 1)
        let finding = try #require(harness.machine.findings.first { $0.checker.id == "CE0830" })
        #expect(
            finding.message
                == "VirtualCopy takes a physical address divided by 256: 0x49050000 leads to physical 0x05000000, "
                + "where nothing answers")
        #expect(finding.hint == "meant is device adc (0x49050000-0x49050fff): VirtualCopy takes 0x00490500")
        #expect(harness.machine.refusals.isEmpty)
    }

    @Test func `the right number gives no finding`() throws {
        let place = try reserve()
        #expect(try harness.call("VirtualCopy", place, Self.device >> 8, 0x1000, Self.physical) == 1)
        #expect(harness.machine.findings.isEmpty)
        #expect(harness.machine.refusals.isEmpty)
    }

    @Test func `a shifted address given to MmMapIoSpace and one shifted by 12 are named`() throws {
        #expect(try harness.call("MmMapIoSpace", Self.device >> 8, 0, 0x1000, 0) != 0)
        let place = try reserve()
        #expect(try harness.call("VirtualCopy", place, Self.device >> 12, 0x1000, Self.physical) == 1)
        #expect(
            harness.machine.findings.filter { $0.checker.id == "CE0830" }.map(\.hint) == [
                "meant is device adc (0x49050000-0x49050fff): MmMapIoSpace takes 0x49050000",
                "meant is device adc (0x49050000-0x49050fff): VirtualCopy takes 0x00490500",
            ])
        #expect(try harness.call("CreateStaticMapping", Self.device, 0x1000) == 0)
        #expect(
            try last() == (
                "not-shifted",
                "CreateStaticMapping takes a physical address divided by 256, of whole pages, and 0x49050000 is none: "
                    + "meant is device adc (0x49050000-0x49050fff), which is 0x00490500"
            ))
    }

    @Test func `a fragmented pool tells its longest run and who holds the neighbours`() throws {
        var pages: [UInt32] = []
        while let page = try harness.call("VirtualAlloc", 0, 0x1000, 0x1000, 4), page != 0 { pages.append(page) }
        #expect(try last().rule == "no-pages")
        for index in stride(from: 1, to: pages.count, by: 2) {
            #expect(try harness.call("VirtualFree", pages[index], 0, 0x8000) == 1)
        }
        #expect(try harness.call("AllocPhysMem", 0x4_0000, 4, 0, 0, harness.page) == 0)
        #expect(harness.thread.lastError == 8)
        let (rule, text) = try last()
        #expect(rule == "not-adjacent")
        #expect(text.hasPrefix("AllocPhysMem of 64 adjacent pages: "))
        #expect(text.contains("the longest run has 1; its neighbours are held by "))
        #expect(text.hasSuffix("VirtualAlloc (NK.EXE)"))
    }

    @Test func `another process's handle names its owner and the calls that duplicate it`() throws {
        let event = harness.kernel.objects.handles.add(
            .event(Event(name: nil, isManual: false, isSignalled: false)), owner: harness.process, site: .boot)
        harness.thread.resume.r[0] = event
        #expect(try harness.call("EventModify", event, 3) == 0)
        #expect(harness.thread.lastError == 6)
        let (rule, text) = try last()
        #expect(rule == "foreign-handle")
        #expect(text.contains("is an event of test.exe, and each process has its own handles since CE 6: NK.EXE needs"))
        #expect(text.contains("DuplicateHandle from test.exe or CeDriverDuplicateCallerHandle"))
    }

    @Test func `an address of another process is named with it`() throws {
        let other = try harness.kernel.makeProcess(named: "other.exe")
        let site = harness.kernel.hostSite("test")
        let address = try harness.kernel.memory.allocate(
            in: other.space, at: 0x0070_0000, size: 0x1000, type: 0x3000, protection: 4, site: site)
        #expect(
            harness.kernel.facts(of: address, harness.thread).belongsTo
                == "nothing in test.exe; in other.exe it is 0x00700000-0x00700fff of other.exe, read-write, "
                + "allocated by test"
        )
        #expect(harness.kernel.facts(of: VirtualAddress(0x7000_0000), harness.thread).nearest == nil)
    }
}
