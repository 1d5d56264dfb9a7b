import HostSystem
import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct CheckerListTests {
    @Test func `checkers are listed by id`() {
        #expect(
            Checker.allCases.map { "\($0.id) \($0.name)" } == [
                "CE0801 leaks", "CE0802 wrong-free", "CE0803 use-after-release", "CE0804 attributes",
                "CE0805 kernel-ram", "CE0806 past-bank", "CE0807 kernel-pointers", "CE0808 kernel-structures",
                "CE0809 static-attributes", "CE0810 stale-data", "CE0811 uninitialised", "CE0812 past-buffer",
                "CE0813 kept-pointers", "CE0814 foreign-pointers", "CE0815 double-fetch", "CE0816 alignment",
                "CE0817 breakpoint", "CE0818 pure-call", "CE0820 map-rules", "CE0821 interrupts",
                "CE0822 device-accesses", "CE0830 units", "CE0831 removed-calls", "CE0840 lost-input",
                "CE0841 dma-owners",
                "CE0842 guarded-heap", "CE0843 closed-handles", "CE0844 lock-order", "CE0845 stack-depth",
                "CE0846 driver-order", "CE0847 shown-bytes", "CE0848 racing-buffers", "CE0849 lock-use",
            ])
    }

    @Test(arguments: Checker.allCases.map { "| \($0.id) | `\($0.name)` | " })
    func `a checker has its row on the page of scenarios`(row: String) throws {
        let page = try FileAccess().read(Fixtures.package + "/Documentation/Scenarios.md")
        let hasRow = String(decoding: page, as: UTF8.self).contains("\n" + row)
        #expect(hasRow, "the table of checkers in Documentation/Scenarios.md")
    }

    @Test func `the page about verifiers names every checker of a verified run, and scenarios that are there`() throws {
        let page = String(
            decoding: try FileAccess().read(Fixtures.package + "/Documentation/Verifying.md"), as: UTF8.self)
        for checker in Checker.allCases where checker.isForVerification { #expect(page.contains(checker.id)) }
        let planted = page.matches(of: /`([a-z]+\/[a-z0-9-]+)`/).map { String($0.output.1) }
        #expect(planted.count > 40)
        for name in Set(planted).subtracting(["fixtures/scenarios"]) {
            #expect(throws: Never.self, "\(name)") {
                try FileAccess().read(Fixtures.path("scenarios/\(name).scenario.yaml"))
            }
        }
    }

    @Test func `a scenario that names none gets those that cost nothing`() throws {
        #expect(
            Checker.standard.map(\.name).sorted() == [
                "breakpoint", "device-accesses", "interrupts", "map-rules", "pure-call", "removed-calls", "units",
                "use-after-release", "wrong-free",
            ])
        #expect(try Machine(board: TestBoard.s3c()).checkers == Checker.standard)
    }

    @Test func `what a verified run alone looks for is not among the ordinary ones`() {
        #expect(
            Set(Checker.allCases).subtracting(Checker.ordinary).map(\.id).sorted() == [
                "CE0842", "CE0843", "CE0844", "CE0845", "CE0846", "CE0847", "CE0848", "CE0849",
            ])
    }

    @Test func `checkers are found by id in any case and by name`() {
        #expect(Checker(id: "ce0812")?.name == "past-buffer")
        #expect(Checker(named: "past-buffer")?.id == "CE0812")
        #expect(Checker(id: "CE0899") == nil)
        #expect(Checker(named: "Past-Buffer") == nil)
    }

    @Test func `a checker that is not chosen listens to nothing`() throws {
        let machine = try Machine(board: TestBoard.s3c())
        machine.checkers = Set(Checker.allCases)
        #expect(machine.kernel.observers.events.contains(.driverCalls))
        #expect(machine.kernel.memory.physical.listening.contains(.accesses))
        machine.checkers = []
        #expect(machine.kernel.observers.events == [.faults, .leaks, .refusals], "what the record of the run asks for")
        // The record of the mappings.
        #expect(machine.kernel.memory.physical.listening == .mappings)
    }

    @Test func `checkers cannot be chosen once the machine runs`() async {
        await #expect(processExitsWith: .failure) {
            let machine = try Machine(board: TestBoard.s3c())
            _ = try machine.run(virtualTimeout: 1_000_000)
            machine.checkers = Checker.standard
        }
    }
}
