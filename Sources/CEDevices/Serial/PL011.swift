import SavedState

/// ARM's PrimeCell UART PL011 (ARM DDI 0183). It raises its receive interrupt at the first byte whatever IFLS says:
/// drivers read one byte an interrupt.
final class PL011: UARTDevice {
    private enum At {
        static let data: UInt32 = 0x00
        static let flags: UInt32 = 0x18
        static let control: UInt32 = 0x30
        static let mask: UInt32 = 0x38
        static let raw: UInt32 = 0x3C
        static let masked: UInt32 = 0x40
        static let clear: UInt32 = 0x44
    }

    private static let received: UInt32 = 1 << 4
    private static let transmitted: UInt32 = 1 << 5
    private static let events = "RI 0, CTS 1, DCD 2, DSR 3, RX 4, TX 5, RT 6, FE 7, PE 8, BE 9, OE 10"

    private static let registers = RegisterBlock(
        [
            Register("DR", At.data), Register("RSR", 0x04),
            Register(
                "FR", At.flags, .readOnly, reset: 0x90,
                "CTS 0, DSR 1, DCD 2, BUSY 3, RXFE 4, TXFF 5, RXFF 6, TXFE 7, RI 8"),
            Register("ILPR", 0x20, writable: 0xFF), Register("IBRD", 0x24, writable: 0xFFFF),
            Register("FBRD", 0x28, writable: 0x3F),
            Register("LCR_H", 0x2C, writable: 0xFF, "BRK 0, PEN 1, EPS 2, STP2 3, FEN 4, WLEN 6:5, SPS 7"),
            Register(
                "CR", At.control, reset: 0x300, writable: 0xFF87,
                "UARTEN 0, LBE 7, TXE 8, RXE 9, DTR 10, RTS 11, RTSEN 14, CTSEN 15"),
            Register("IFLS", 0x34, reset: 0x12, writable: 0x3F, "TX 2:0, RX 5:3"),
            Register("IMSC", At.mask, writable: 0x7FF, events), Register("RIS", At.raw, .readOnly, events),
            Register("MIS", At.masked, .readOnly, events), Register("ICR", At.clear, .writeOnly, events),
            Register("DMACR", 0x48, writable: 7, "RX 0, TX 1, ONERR 2"), Register("ITCR", 0x80),
            Register("ITIP", 0x84), Register("ITOP", 0x88), Register("TDR", 0x8C),
        ] + Register.primeCell([0x11, 0x10, 0x14, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    init(_ connection: DeviceConnection, input: [UInt8]) { super.init(connection, Self.registers, input: input) }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.data:
            let byte = take()
            update()
            return byte
        case At.flags: return 0x80 | (hasInput ? 0 : 0x10)
        case At.raw: return raw
        case At.masked: return raw & self[At.mask]
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.data:
            // The level of the transmit FIFO has passed its trigger.
            self[At.raw] |= Self.transmitted
            self[At.control] & 0x80 != 0 ? receive([UInt8(truncatingIfNeeded: value)]) : send(value)
        case At.clear: self[At.raw] &= ~value
        default: keep(value, register)
        }
        update()
    }

    private var raw: UInt32 { self[At.raw] & ~Self.received | (hasInput ? Self.received : 0) }

    override func update() { connection.line.set(raw & self[At.mask] != 0) }
}
