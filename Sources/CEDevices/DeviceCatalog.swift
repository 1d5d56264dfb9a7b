package import CEMemory
package import GuestAddress

/// Makes the devices of a board.
package enum DeviceCatalog {
    /// Windows are whole pages, and no larger than a peripheral is.
    private static let largestWindow: UInt64 = 16 << 20

    /// The window of a device: what it says, or what its type has.
    /// - Throws: `MachineError` of one that is not made of pages.
    package static func range(of device: DeviceConfiguration) throws(MachineError) -> AddressRange<PhysicalAddress> {
        let size = device.size ?? standardSize(device.type)
        guard device.base.isAligned(to: 4096), size > 0, size % 4096 == 0, size <= largestWindow,
            let range = AddressRange(base: device.base, size: size)
        else {
            throw MachineError(
                "device \(device.name), \(size) bytes at \(device.base), is not made of whole pages below 4 GB")
        }
        return range
    }

    private static func standardSize(_ type: DeviceType) -> UInt64 {
        switch type {
        case .gicv1, .omapClocks, .omapPower, .am335xClocks: 0x2000
        case .gicv2: 0x3000
        default: 0x1000
        }
    }

    /// - Returns: the device and where it answers.
    /// - Throws: `MachineError` of a window that is not made of pages.
    package static func make(
        _ device: DeviceConfiguration, wiring: BoardWiring
    ) throws(MachineError) -> (AddressRange<PhysicalAddress>, any BoardDevice) {
        let range = try range(of: device)
        let connection = wiring.connect(device)
        let made = make(device, connection, size: Int(range.size))
        wiring.adopt(made, connection)
        return (range, made)
    }

    private static func make(_ device: DeviceConfiguration, _ connection: DeviceConnection, size: Int)
        -> any BoardDevice
    {
        switch device.type {
        case .serialPort: PL011(connection, device)
        case .ns16550, .omapUART: NS16550(connection, device)
        case .s3cUART: S3CUART(connection, device)
        case .imxUART: IMXUART(connection, device)
        case .registers: RegisterWindow(size: size)
        case .wordRegisters: WordRegisterWindow(connection, size: size)
        case .transferEngine: TransferEngine(connection)
        case .intervalTimer: IntervalTimer(connection)
        case .camera: CameraCapture(connection, picture: device.picture)
        case .sp804: SP804(connection, frequency: device.frequency ?? 1_000_000)
        case .s3cTimers: S3CTimers(connection, frequency: device.frequency ?? 50_000_000)
        case .omapTimer, .am335xTimer:
            OMAPTimer(connection, isAM335x: device.type == .am335xTimer, frequency: device.frequency ?? 32_768)
        case .epit: EPIT(connection, frequency: device.frequency ?? 66_500_000)
        case .gpt: GPT(connection, frequency: device.frequency ?? 66_500_000)
        case .syncCounter: SyncCounter(connection)
        case .pl190, .pl192: VectoredInterrupts(connection, isPL192: device.type == .pl192)
        case .gicv1: GIC(connection, version: 1)
        case .gicv2: GIC(connection, version: 2)
        case .avic: AVIC(connection)
        case .s3cInterrupts: S3CInterrupts(connection)
        case .omapInterrupts, .am335xInterrupts:
            OMAPInterrupts(connection, isAM335x: device.type == .am335xInterrupts)
        case .s3cClocks, .s3cMemory, .omapClocks, .omapPower, .omapControl, .am335xClocks, .imxClocks:
            RegisterTable(connection, registers(of: device.type))
        case .omapPort, .am335xPort: OMAPPort(connection, isAM335x: device.type == .am335xPort)
        case .s3cPorts: S3CPorts(connection)
        case .imxPort: IMXPort(connection)
        case .pl061: PL061(connection)
        case .pl031: PL031(connection)
        case .s3cRTC: S3CRTC(connection)
        case .omapI2C, .am335xI2C:
            OMAPI2C(connection, slaves: device.slaves, isAM335x: device.type == .am335xI2C)
        case .imxI2C: IMXI2C(connection, slaves: device.slaves)
        case .am335xRTC: AM335xRTC(connection)
        case .omapWatchdog: OMAPWatchdog(connection)
        case .s3cWatchdog: S3CWatchdog(connection, frequency: device.frequency ?? 50_000_000)
        case .imxWatchdog: IMXWatchdog(connection)
        case .frameBuffer: FrameBuffer(connection)
        case .s3cI2C: S3CI2C(connection, slaves: device.slaves)
        case .script: ScriptDevice(connection, device.script)
        }
    }

    /// Of clock and power blocks.
    private static func registers(of type: DeviceType) -> RegisterBlock {
        switch type {
        case .s3cClocks: S3CClocks.registers
        case .s3cMemory: S3CClocks.memory
        case .omapClocks: OMAPClocks.clockManager
        case .omapPower: OMAPClocks.powerManager
        case .omapControl: OMAPClocks.systemControl
        case .am335xClocks: OMAPClocks.am335x
        default: IMXClocks.registers
        }
    }
}
