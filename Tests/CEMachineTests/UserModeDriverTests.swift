import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct UserModeDriverTests {
    private func machine(_ applications: [String]) throws -> Machine {
        let machine = try Machine(board: try TestBoard.omap())
        for name in ["umd.dll", "umdapp.exe"] {
            machine.addFile(named: name, bytes: try Fixtures.guest(name, "armv4i"))
        }
        machine.addBuiltInDriver(
            DriverConfiguration(name: "UserMode", dll: "umd.dll", prefix: "UMD", index: 1, isUserMode: true))
        for arguments in applications { machine.addProcess(image: "umdapp.exe", arguments: arguments) }
        return machine
    }

    private func host(_ machine: Machine) throws -> Process {
        try #require(machine.kernel.processes.all.first { $0.name == "udevice.exe" })
    }

    @Test func `a call leaves nothing of its buffers in the driver's process`() throws {
        let machine = try machine(["buffers"])
        #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        let host = try host(machine)
        #expect(host.isAlive)
        #expect(host.space.reservations.filter { $0.purpose == .reflected }.isEmpty)
        #expect(machine.mappings.filter { $0.owner == host.number }.count == 8)
        #expect(machine.mappings.allSatisfy { $0.releasedBy != nil })
        #expect(machine.processes.map(\.exitCode) == [0])
    }

    @Test func `a caller that is killed leaves nothing in the driver's process`() throws {
        let machine = try machine(["wait"])
        var stacks = 0
        machine.addPause(milliseconds: 10)
        machine.addAction {
            stacks = machine.kernel.drivers.hosts[0].process.space.reservations.filter { $0.purpose == .stack }.count
            #expect(machine.terminateProcesses(named: "umdapp.exe"))
        }
        #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        let host = try host(machine)
        #expect(stacks == 1)
        // The stack of the call is kept for the next one, and was good for XXX_Close already.
        #expect(host.space.reservations.filter { $0.purpose == .stack }.count == 1)
        #expect(machine.kernel.scheduler.threads.isEmpty)
        #expect(machine.kernel.drivers.rundowns == 0)
    }

    @Test func `the end of the driver's process takes its pages along`() throws {
        let machine = try machine(["exit"])
        #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        #expect(machine.kernel.drivers.hosts.isEmpty)
        #expect(machine.kernel.drivers.devices.all.isEmpty)
        #expect(machine.kernel.registry.subkeys("Drivers\\Active").isEmpty)
        let host = try host(machine)
        #expect(machine.kernel.memory.pool.pages(of: host.number)?.total.end == 0)
    }

    private static let keys: [(values: [(String, RegistryValue)], windows: [String], problems: Int)] = [
        ([("MemBase", .dword(0x1000)), ("MemLen", .dword(0x100))], ["MemBase 0x00001000-0x000010ff"], 0),
        (
            [("IoBase", .multiString(["1000", "0x2000"])), ("IoLen", .multiString(["10", "20"]))],
            ["IoBase 0x00001000-0x0000100f", "IoBase 0x00002000-0x0000201f"], 0
        ),
        ([("MemBase", .dword(0x1000))], [], 1),
        ([("MemBase", .multiString(["1000"])), ("MemLen", .multiString(["10", "20"]))], [], 1),
        ([("MemBase", .dword(0xFFFF_F000)), ("MemLen", .dword(0x1001))], [], 1),
        ([("MemBase", .dword(0x1000)), ("MemLen", .dword(0))], [], 1),
        ([("IoBase", .multiString(["one"])), ("IoLen", .multiString(["10"]))], [], 1),
        ([("IoBase", .string("1000")), ("IoLen", .dword(0x10))], [], 1),
    ]

    @Test(arguments: keys)
    func `windows of a key`(
        values: [(String, RegistryValue)], expected: [String], problems: Int
    ) {
        let registry = Registry()
        for (name, value) in values { registry.set("Drivers\\BuiltIn\\X", name, value) }
        let found = DriverWindow.windows(of: "Drivers\\BuiltIn\\X", in: registry)
        #expect(found.windows.map(\.description) == expected)
        #expect(found.problems.count == problems)
    }
}
