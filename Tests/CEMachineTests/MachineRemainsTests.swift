import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Ends of a run with everything still going on.
@Suite struct MachineRemainsTests {
    /// What a machine's guests refer to each other by, none of which may hold the machine's memory afterwards.
    @Test func `threads that wait for themselves and for each other hold nothing`() throws {
        weak var kernel: Kernel?
        weak var memory: PhysicalMemory?
        weak var waiting: Thread?
        do {
            let harness = try CallHarness()
            kernel = harness.kernel
            memory = harness.kernel.memory.physical
            let other = try harness.makeThread()
            waiting = other
            let handles = [harness.thread, other].map {
                harness.kernel.objects.handles.add(.thread($0), owner: harness.process, site: .boot)
            }
            let mutex = try #require(try harness.call("CreateMutexW", 0, 1, 0))
            #expect(try harness.call("WaitForSingleObject", mutex, .max, by: other) == nil)
            #expect(try harness.call("WaitForSingleObject", handles[0], .max) == nil)
            let third = try harness.makeThread()
            let handle = harness.kernel.objects.handles.add(.thread(third), owner: harness.process, site: .boot)
            #expect(try harness.call("WaitForSingleObject", handle, 1000, by: third) == nil)
            #expect(try harness.call("WaitForSingleObject", handles[1], .max, by: try harness.makeThread()) == nil)
            #expect(harness.kernel.scheduler.waitCount == 4)
        }
        #expect(kernel == nil)
        #expect(memory == nil)
        #expect(waiting == nil)
    }

    @Test(arguments: [false, true])
    func `runs that end by their timeout with a device open take no more and more memory`(hasCheckers: Bool) throws {
        var sizes: [Int] = []
        for round in 0..<12 {
            let machine = try Machine(board: try TestBoard.omap())
            for name in ["hnt.dll", "hints.exe"] {
                machine.addFile(named: name, bytes: try Fixtures.guest(name))
            }
            if hasCheckers { machine.checkers = Set(Checker.allCases) }
            machine.addBuiltInDriver(DriverConfiguration(name: "Hints", dll: "hnt.dll", prefix: "HNT", index: 1))
            machine.addProcess(image: "hints.exe", arguments: "i")
            #expect(try machine.run(virtualTimeout: 5_000_000) == .timeout)
            if round >= 2 { sizes.append(HostProcess.virtualPages) }
        }
        // Pages: each board has a gigabyte. Tests that run beside this one have machines, too.
        let growth = (sizes.last ?? 0) - (sizes.first ?? 0)
        #expect(growth < 6 << 18, "\(sizes)")
    }
}
