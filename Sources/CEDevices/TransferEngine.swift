import CEMemory
import GuestAddress
import SavedState
import Unicorn

/// A bus master for tests of drivers: a block that moves memory by physical address, stands in for a camera (memory is
/// written) and for a display (memory is read). A transfer is over when the store that starts it is: there is no
/// interrupt.
///
/// Registers of 32 bits: 0x00 source, 0x04 destination, 0x08 length in bytes, 0x0C control, 0x10 status, 0x14 pattern,
/// 0x18 result. Writing 1 to control copies from source to destination; 2 fills the destination with words that count
/// up from the pattern; 3 reads the source and leaves the sum of its bytes in the result. Status is 1 after a transfer,
/// 2 when it was refused: another number, a length of 0 or above 16 MB, a range that is not RAM. What is longer than a
/// page takes an instruction for sixteen bytes.
final class TransferEngine: BoardDevice {
    private enum Register {
        static let source = 0
        static let destination = 1
        static let length = 2
        static let control = 3
        static let status = 4
        static let pattern = 5
        static let result = 6
        static let count = 7
    }

    private static let longest: UInt32 = 16 << 20
    /// So many bytes take no time.
    private static let quick: UInt32 = 4096
    private static let done: UInt32 = 1
    private static let refused: UInt32 = 2

    private let connection: DeviceConnection
    private var registers = [UInt32](repeating: 0, count: Register.count)

    init(_ connection: DeviceConnection) { self.connection = connection }

    private var name: String { connection.name }
    private var bus: DeviceBus { connection.bus }

    static let hostProperties: Set<String> = ["connection"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&registers)
        guard registers.count == Register.count else { throw StateError.malformed("the registers of \(name)") }
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        guard accepts(offset, size, .read) else { return 0 }
        let register = Int(offset / 4)
        return register < Register.count ? registers[register] : 0
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        guard accepts(offset, size, .write) else { return }
        let register = Int(offset / 4)
        guard register < Register.count else { return }
        registers[register] = value
        if register == Register.control { registers[Register.status] = transfer(value) ? Self.done : Self.refused }
    }

    private func transfer(_ command: UInt32) -> Bool {
        let length = registers[Register.length]
        guard length > 0, length <= Self.longest else { return false }
        if length > Self.quick { connection.alarms.spend(UInt64(length - Self.quick) / 16) }
        let source = PhysicalAddress(registers[Register.source])
        let destination = PhysicalAddress(registers[Register.destination])
        switch command {
        case 1:
            guard let bytes = bus.read(source, length, by: name) else { return false }
            return bus.write(bytes, destination, by: name)
        case 2:
            let pattern = registers[Register.pattern]
            let bytes = (0..<length).map { index in
                UInt8(truncatingIfNeeded: (pattern &+ index / 4) >> (index % 4 * 8))
            }
            return bus.write(bytes, destination, by: name)
        case 3:
            guard let bytes = bus.read(source, length, by: name) else { return false }
            registers[Register.result] = bytes.reduce(0) { $0 &+ UInt32($1) }
            return true
        default: return false
        }
    }

    private func accepts(_ offset: UInt32, _ size: Int, _ access: AccessKind) -> Bool {
        if size == 4, offset & 3 == 0 { return true }
        connection.errors.report(
            BusError(
                address: connection.base.wrappingAdding(offset), access: access, size: size,
                objection: "the device answers aligned accesses of 4 bytes only"))
        return false
    }
}
