package import CEMemory
package import GuestAddress

/// Makes the devices of a board.
package enum DeviceCatalog {
    /// A register window's size: devices answer within one 4 KB page.
    static let windowSize: UInt64 = 0x1000

    package static func make(
        _ device: DeviceConfiguration, wiring: BoardWiring
    ) throws -> (AddressRange<PhysicalAddress>, any BoardDevice) {
        guard device.base.isAligned(to: 4096), let range = AddressRange(base: device.base, size: windowSize) else {
            throw MachineError("device \(device.name) at \(device.base) does not begin on a page")
        }
        let connection = wiring.connect(device)
        let made: any BoardDevice =
            switch device.type {
            case .serialPort: SerialPort()
            case .registers: RegisterWindow()
            case .wordRegisters: WordRegisterWindow(base: device.base, errors: wiring.errors)
            case .transferEngine: TransferEngine(connection)
            case .intervalTimer: IntervalTimer(connection)
            }
        wiring.adopt(made, connection)
        return (range, made)
    }
}
