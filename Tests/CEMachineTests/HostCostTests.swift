import TestSupport
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// What the host looks through for a guest takes virtual time.
@Suite struct HostCostTests {
    /// The entries that a call looks at.
    private func entries(_ harness: CallHarness, _ body: () throws -> Void) rethrows -> UInt64 {
        let before = harness.kernel.memory.physical.hostWork.entries
        try body()
        return harness.kernel.memory.physical.hostWork.entries - before
    }

    @Test func `a few entries are free, more take an instruction each`() throws {
        let kernel = try CallHarness().kernel
        kernel.payForEntries()
        let begin = kernel.engine.instructions
        kernel.memory.physical.hostWork.look(at: 512)
        kernel.payForEntries()
        #expect(kernel.engine.instructions == begin)
        kernel.memory.physical.hostWork.look(at: 100, each: 10)
        kernel.payForEntries()
        #expect(kernel.engine.instructions == begin + 488)
        kernel.payForEntries()
        #expect(kernel.engine.instructions == begin + 488)
    }

    @Test func `faults and pages of files are free at first`() throws {
        let kernel = try CallHarness().kernel
        let begin = kernel.engine.instructions
        for _ in 0..<1000 { kernel.payForFault() }
        for _ in 0..<4096 { kernel.payForPageIn() }
        #expect(kernel.engine.instructions == begin)
        kernel.payForFault()
        kernel.payForPageIn()
        #expect(kernel.engine.instructions == begin + 5000 + 400)
    }

    @Test func `a file that grows counts its bytes`() throws {
        let harness = try CallHarness()
        let kernel = harness.kernel
        let name = try harness.text("\\grow")
        let handle = try #require(try harness.call("CreateFileW", name, 0xC000_0000, 0, 0, 2, 0, 0))
        let before = kernel.bytesOfWork
        try harness.call("SetFilePointer", handle, 1 << 20, 0, 0)
        #expect(try harness.call("SetEndOfFile", handle) == 1)
        #expect(kernel.bytesOfWork - before >= 1 << 20)
    }

    @Test func `RegQueryInfoKey counts the entries of the key`() throws {
        let harness = try CallHarness()
        for number in 0..<500 { harness.kernel.registry.set("Many\\k\(number)", "v", .dword(0)) }
        let key = try #require(harness.kernel.registry.find("Many", under: harness.kernel.registry.machine))
        let handle = harness.kernel.objects.handles.add(.registryKey(key), owner: harness.process, site: .boot)
        let looked = try entries(harness) { try harness.call("RegQueryInfoKeyW", handle) }
        #expect(looked >= 500)
    }

    @Test func `a signal counts the threads that wait`() throws {
        let harness = try CallHarness()
        let event = try #require(try harness.call("CreateEventW", 0, 1, 0, 0))
        for _ in 0..<30 {
            #expect(try harness.call("WaitForSingleObject", event, .max, by: try harness.makeThread()) == nil)
        }
        let looked = try entries(harness) { try harness.call("SetEvent", event) }
        // Once to wake each, and once to take each out of the queue.
        #expect(looked >= 2 * 30)
        #expect(harness.kernel.scheduler.waitCount == 0)
    }

    @Test func `commits and queries count the pieces of a reservation`() throws {
        let harness = try CallHarness()
        let base = try #require(try harness.call("VirtualAlloc", 0, 0x20_0000, 0x2000, 1))
        for page in stride(from: 0, to: 200, by: 2) as StrideTo<UInt32> {
            try harness.call("VirtualAlloc", base + page * 4096, 4096, 0x1000, 4)
        }
        #expect(try entries(harness) { try harness.call("VirtualAlloc", base + 4096 * 300, 4096, 0x1000, 4) } >= 100)
        #expect(
            try entries(harness) { try harness.call("VirtualQuery", base + 4096 * 201, harness.page, 28) } >= 100)
    }
}

/// Loops of instructions that take the host longer than others: they come to their end in time.
@Suite(.timeLimit(.minutes(1))) struct EndlessInstructionTests {
    @Test(
        arguments: [
            ("i", 20_000_000_000), ("e", 20_000_000_000), ("y", 100_000_000), ("t", 500_000_000), ("r", 200_000_000),
        ] as [(String, UInt64)], ["armv4i", "armv7"])
    func `a loop of hints, TLB invalidations or its own code ends`(loop: (String, UInt64), folder: String) throws {
        let machine = try Machine(board: try TestBoard.omap())
        for name in ["hnt.dll", "hints.exe"] {
            machine.addFile(named: name, bytes: try Fixtures.guest(name, folder))
        }
        machine.addBuiltInDriver(DriverConfiguration(name: "Hints", dll: "hnt.dll", prefix: "HNT", index: 1))
        machine.addProcess(image: "hints.exe", arguments: loop.0)
        #expect(try machine.run(virtualTimeout: loop.1) == .timeout)
    }

    @Test(
        arguments: [
            (0xEE08_0F17, false, true), (0xEE02_0F10, false, true), (0xEE07_0F15, false, false),
            (0xEE18_0F17, false, false), (0xFE08_0F17, false, false), (0x1E08_0F17, false, true),
            (0xEE08_0F17, true, true), (0x1E08_0F17, true, false), (0xEE08_0E17, false, false),
        ] as [(UInt32, Bool, Bool)])
    func `writes of the system control coprocessor are dear, but for c7`(word: UInt32, isThumb: Bool, expected: Bool) {
        #expect(Kernel.isDearMove(word, isThumb: isThumb) == expected)
    }
}
