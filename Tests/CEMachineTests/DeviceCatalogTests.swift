import GuestAddress
import HostSystem
import MachineTerms
import OEMAddrTable
import SavedState
import TestSupport
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// What holds of every type of device, and of what is saved of a machine that has them all and every checker.
@Suite struct DeviceCatalogTests {
    private static let devices = DeviceType.allCases.enumerated().map { index, type in
        DeviceConfiguration(
            name: type.rawValue, type: type, base: PhysicalAddress(0x4902_0000 + UInt32(index) * 0x4000))
    }

    @Test(arguments: DeviceType.allCases) func `a type has its row on the page of formats`(type: DeviceType) throws {
        let page = try FileAccess().read(Fixtures.package + "/Documentation/Formats.md")
        let hasRow = String(decoding: page, as: UTF8.self).contains("\n| `\(type.rawValue)` | ")
        #expect(hasRow, "the table of devices in Documentation/Formats.md")
    }

    /// A property that is neither saved nor named as the host's shows here.
    @Test func `a device or checker saves every stored property, or it belongs to the host`() throws {
        let machine = try Machine(
            board: TestBoard.make(
                "arm926", .ce6, rows: [(0x8000_0000, 0x3000_0000, 8)], banks: [(0x3000_0000, 0x80_0000)],
                pool: (0x8020_0000, 0x50_0000), devices: Self.devices))
        machine.checkers = Set(Checker.allCases)
        machine.contracts = [MapContract(.noUserAccess, of: .pageTables, text: "no process has page tables")]
        #expect(try machine.run(virtualTimeout: 1_000_000) == .completed)
        let counter = FieldCounter()
        _ = try machine.saved(counter)
        let devices = try Self.devices.map { device in
            let wiring = BoardWiring(engine: machine.kernel.engine, instructionsPerSecond: 100_000_000)
            return "\(Swift.type(of: try DeviceCatalog.make(device, wiring: wiring).1))"
        }
        let saved = counter.all.values.filter { devices.contains($0.type) || $0.type.hasSuffix("Checker") }
        #expect(Set(devices).subtracting(saved.map(\.type)) == [])
        #expect(saved.count { $0.type.hasSuffix("Checker") } == Checker.allCases.count)
        for fields in saved {
            #expect(fields.missing == 0, "\(fields.type): \(fields.stored.subtracting(fields.host).sorted())")
        }
    }
}
