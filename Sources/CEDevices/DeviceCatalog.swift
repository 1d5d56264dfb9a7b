package import CEMemory
package import GuestAddress

/// The kinds of device that a board file may name.
private enum DeviceType: String, CaseIterable {
    case serialPort = "pl011"
    case registers
    case wordRegisters = "word-registers"
    case transferEngine = "dma"
}

/// Makes the devices of a board.
package enum DeviceCatalog {
    /// A register window's size: devices answer within one 4 KB page.
    static let windowSize: UInt64 = 0x1000

    /// The types by their names in board files.
    package static let types = DeviceType.allCases.map(\.rawValue)

    package static func make(
        _ device: DeviceConfiguration, busErrors: BusErrors, bus: DeviceBus
    ) throws -> (AddressRange<PhysicalAddress>, any BoardDevice) {
        guard device.base.isAligned(to: 4096), let range = AddressRange(base: device.base, size: windowSize) else {
            throw MachineError("device \(device.name) at \(device.base) does not begin on a page")
        }
        guard let type = DeviceType(rawValue: device.type) else {
            throw MachineError(
                "device \(device.name): no type \(device.type); there are \(types.joined(separator: ", "))")
        }
        let made: any BoardDevice =
            switch type {
            case .serialPort: SerialPort()
            case .registers: RegisterWindow()
            case .wordRegisters: WordRegisterWindow(base: device.base, errors: busErrors)
            case .transferEngine: TransferEngine(name: device.name, base: device.base, errors: busErrors, bus: bus)
            }
        return (range, made)
    }
}
