/// A device that is nothing but its registers: they begin with what the manual says and keep what is written.
final class RegisterTable: RegisterDevice {
    override init(_ connection: DeviceConnection, _ block: RegisterBlock) { super.init(connection, block) }
}
