import CEKernel
import CEMachine
import GuestAddress
import OEMAddrTable
import TestSupport
import Testing

@Suite struct SampleDriverTests {
    private func run(
        _ board: BoardConfiguration, _ folder: String, _ values: [(name: String, value: RegistryValue)]
    ) throws -> Machine {
        let machine = try Machine(board: board)
        for name in ["smd.dll", "smdapp.exe"] {
            machine.addFile(named: name, bytes: try Fixtures.guest(name, folder))
        }
        machine.addBuiltInDriver(
            DriverConfiguration(name: "SampleMemory", dll: "smd.dll", prefix: "SMD", index: 1, values: values))
        machine.addProcess(image: "smdapp.exe")
        #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        return machine
    }

    @Test(arguments: ["armv4i", "armv7"])
    func `the application reads what the driver wrote above the static map`(folder: String) throws {
        let machine = try run(
            TestBoard.omap(), folder,
            [("Mode", .string("physical")), ("PhysBase", .dword(0xA1F0_0000)), ("Size", .dword(0x0200_0000))])
        #expect(machine.outputLines.contains("Data: Hello World"))
        #expect(machine.processes.map(\.exitCode) == [0])
        #expect(machine.readPhysical(PhysicalAddress(0xA3E0_0000), count: 12) == Array(" Hello World".utf8))
    }
}
