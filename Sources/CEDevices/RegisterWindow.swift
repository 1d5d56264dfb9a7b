import CEMemory
import GuestAddress
import SavedState
import Unicorn

/// Registers that keep what is written to them: a stand-in for a peripheral whose behaviour does not matter.
final class RegisterWindow: BoardDevice {
    private var bytes: [UInt8]

    /// - Parameter size: bytes, whole pages.
    init(size: Int) { bytes = [UInt8](repeating: 0, count: size) }

    func carry(_ state: StateCarrier) throws {
        let size = bytes.count
        try state.carry(&bytes)
        guard bytes.count == size else { throw StateError.malformed("a window of registers") }
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in 0..<min(size, 4) where Int(offset) + index < bytes.count {
            value |= UInt32(bytes[Int(offset) + index]) << UInt32(index * 8)
        }
        return value
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        for index in 0..<min(size, 4) where Int(offset) + index < bytes.count {
            bytes[Int(offset) + index] = UInt8(truncatingIfNeeded: value >> UInt32(index * 8))
        }
    }
}

/// The same for aligned accesses of 32 bits only, as many peripherals take them.
final class WordRegisterWindow: BoardDevice {
    private let connection: DeviceConnection
    private let registers: RegisterWindow

    init(_ connection: DeviceConnection, size: Int) {
        self.connection = connection
        registers = RegisterWindow(size: size)
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        guard accepts(offset, size, .read) else { return 0 }
        return registers.read(offset: offset, size: size)
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        guard accepts(offset, size, .write) else { return }
        registers.write(value, offset: offset, size: size)
    }

    static let hostProperties: Set<String> = ["connection"]
    func carry(_ state: StateCarrier) throws { try state.carry(part: registers) }

    private func accepts(_ offset: UInt32, _ size: Int, _ access: AccessKind) -> Bool {
        if size == 4, offset & 3 == 0 { return true }
        connection.refuse(offset, size, access, "the device answers aligned accesses of 4 bytes only")
        return false
    }
}
