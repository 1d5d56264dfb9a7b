/// The 32 kHz counter of OMAP3, which never stops (TI SPRUF98).
final class SyncCounter: RegisterDevice {
    private static let registers = RegisterBlock([
        Register("REV", 0x00, .readOnly, reset: 0x10), Register("SYSCONFIG", 0x04, writable: 0x18),
        Register("CR", 0x10, .readOnly),
    ])

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override func load(_ register: Register) -> UInt32 {
        guard register.offset == 0x10 else { return super.load(register) }
        return UInt32(truncatingIfNeeded: connection.alarms.ticks(connection.alarms.now, 32768))
    }
}
