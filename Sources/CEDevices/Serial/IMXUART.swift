import SavedState

/// The UART of i.MX25 and i.MX31 (Freescale IMX25RM).
final class IMXUART: UARTDevice {
    private enum At {
        static let receive: UInt32 = 0x00
        static let transmit: UInt32 = 0x40
        static let control1: UInt32 = 0x80
        static let control2: UInt32 = 0x84
        static let status1: UInt32 = 0x94
        static let status2: UInt32 = 0x98
        static let test: UInt32 = 0xB4
    }

    private static let registers = RegisterBlock([
        Register("URXD", At.receive, .readOnly, "DATA 7:0, PRERR 10, BRK 11, FRMERR 12, OVRRUN 13, ERR 14, CHARRDY 15"),
        Register("UTXD", At.transmit, .writeOnly),
        Register("UCR1", At.control1, writable: 0xFFFF, "UARTEN 0, TXMPTYEN 6, RRDYEN 9, TRDYEN 13"),
        Register("UCR2", At.control2, reset: 1, writable: 0xFFFF, "SRST 0, RXEN 1, TXEN 2, WS 5"),
        Register("UCR3", 0x88, reset: 0x700, writable: 0xFFFF), Register("UCR4", 0x8C, reset: 0x8000, writable: 0xFFFF),
        Register("UFCR", 0x90, reset: 0x801, writable: 0xFFFF),
        Register(
            "USR1", At.status1, reset: 0x2040, writable: 0, oneToClear: 0x9D30, "RXDS 6, RRDY 9, TRDY 13, RTSS 14"),
        Register(
            "USR2", At.status2, reset: 0x4028, writable: 0, oneToClear: 0x96, "RDR 0, ORE 1, BRCD 2, TXDC 3, TXFE 14"),
        Register("UESC", 0x9C, reset: 0x2B), Register("UTIM", 0xA0), Register("UBIR", 0xA4), Register("UBMR", 0xA8),
        Register("UBRC", 0xAC, .readOnly, reset: 4), Register("ONEMS", 0xB0),
        Register("UTS", At.test, reset: 0x60, writable: 0x3E00, "RXFULL 3, TXFULL 4, RXEMPTY 5, TXEMPTY 6, LOOP 12"),
    ])

    init(_ connection: DeviceConnection, input: [UInt8]) { super.init(connection, Self.registers, input: input) }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.receive:
            guard hasInput else { return 0 }
            let byte = take()
            update()
            return byte | 0x8000
        case At.status1: return self[At.status1] | (hasInput ? 0x200 : 0)
        case At.status2: return self[At.status2] | (hasInput ? 1 : 0)
        case At.test: return self[At.test] & ~0x20 | (hasInput ? 0 : 0x20)
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.transmit:
            self[At.test] & 0x1000 != 0 ? receive([UInt8(truncatingIfNeeded: value)]) : send(value)
        case At.control2:
            keep(value | 1, register)
            // SRST is low active, and sets itself when the reset is over.
            if value & 1 == 0 {
                resetRegisters()
                dropInput()
            }
        default: keep(value, register)
        }
        update()
    }

    override func update() {
        let enabled = self[At.control1]
        connection.line.set(enabled & 1 != 0 && (enabled & 0x200 != 0 && hasInput || enabled & 0x2040 != 0))
    }
}
