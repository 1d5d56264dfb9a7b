package import CEMemory
package import GuestAddress

/// The kinds of device that a board file may name.
package enum DeviceCatalog {
    /// A register window's size: devices answer within one 4 KB page.
    static let windowSize: UInt64 = 0x1000

    package static let types = ["pl011", "registers", "word-registers", "dma"]

    package static func make(
        _ device: DeviceConfiguration, busErrors: BusErrors, bus: DeviceBus
    ) throws -> (AddressRange<PhysicalAddress>, any BoardDevice) {
        guard device.base.isAligned(to: 4096), let range = AddressRange(base: device.base, size: windowSize) else {
            throw MachineError("device \(device.name) at \(device.base) does not begin on a page")
        }
        switch device.type {
        case "pl011": return (range, SerialPort())
        case "registers": return (range, RegisterWindow())
        case "word-registers": return (range, WordRegisterWindow(base: device.base, errors: busErrors))
        case "dma": return (range, TransferEngine(name: device.name, base: device.base, errors: busErrors, bus: bus))
        default:
            throw MachineError(
                "device \(device.name): no type \(device.type); there are \(types.joined(separator: ", "))")
        }
    }
}
