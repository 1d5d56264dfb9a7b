import CEMemory
import SavedState
import Unicorn

/// An ARM PrimeCell PL011 UART (ARM DDI 0183), as far as a debug port needs it: bytes written are kept, none ever
/// arrive.
final class SerialPort: BoardDevice {
    private static let data: UInt32 = 0x00
    private static let flags: UInt32 = 0x18
    /// Transmit FIFO empty, receive FIFO empty.
    private static let idle: UInt32 = 0x90
    /// UARTPeriphID0–3 and UARTPCellID0–3.
    private static let identification: [UInt32] = [0x11, 0x10, 0x14, 0x00, 0x0D, 0xF0, 0x05, 0xB1]
    private static let limit = 1 << 20

    private(set) var transmitted: [UInt8] = []
    private var registers: [UInt32: UInt32] = [:]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&transmitted)
        try state.carry(&registers)
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        switch offset {
        case Self.data: 0
        case Self.flags: Self.idle
        case 0xFE0...0xFFC where offset & 3 == 0: Self.identification[Int((offset - 0xFE0) / 4)]
        default: registers[offset & ~3] ?? 0
        }
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        if offset == Self.data {
            if transmitted.count < Self.limit { transmitted.append(UInt8(truncatingIfNeeded: value)) }
        } else {
            registers[offset & ~3] = value
        }
    }
}

/// A page of registers that keep what is written to them: a stand-in for a peripheral whose behaviour does not matter.
final class RegisterWindow: BoardDevice {
    private var bytes = [UInt8](repeating: 0, count: Int(DeviceCatalog.windowSize))

    func carry(_ state: StateCarrier) throws {
        try state.carry(&bytes)
        guard bytes.count == Int(DeviceCatalog.windowSize) else { throw StateError.malformed("a window of registers") }
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
