import SavedState

/// A UART of the S3C2440 (Samsung UM-S3C2440A). Its interrupts are the sub-sources RXD, TXD and ERR of the controller,
/// which follow each other: `interrupt: 32` is RXD0. At a main input, or another controller, all share the line.
final class S3CUART: UARTDevice {
    private enum At {
        static let control: UInt32 = 0x04
        static let fifo: UInt32 = 0x08
        static let status: UInt32 = 0x10
        static let errors: UInt32 = 0x14
        static let levels: UInt32 = 0x18
        static let transmit: UInt32 = 0x20
        static let receive: UInt32 = 0x24
    }

    private static let registers = RegisterBlock([
        Register("ULCON", 0x00, writable: 0x7F, "LENGTH 1:0, STOP 2, PARITY 5:3, IR 6"),
        Register(
            "UCON", At.control, writable: 0xFFFF,
            "RXMODE 1:0, TXMODE 3:2, BREAK 4, LOOP 5, ERRIRQ 6, RXTIMEOUT 7, RXLEVEL 8, TXLEVEL 9, CLOCK 11:10"),
        Register("UFCON", At.fifo, writable: 0xF1, "FIFO 0, RXRESET 1, TXRESET 2, RXTRIG 5:4, TXTRIG 7:6"),
        Register("UMCON", 0x0C, writable: 0x11, "RTS 0, AFC 4"),
        Register("UTRSTAT", At.status, .readOnly, reset: 6, "RXREADY 0, TXBUFEMPTY 1, TXEMPTY 2"),
        Register("UERSTAT", At.errors, .readOnly, "OVERRUN 0, PARITY 1, FRAME 2, BREAK 3"),
        Register("UFSTAT", At.levels, .readOnly, "RXCOUNT 5:0, RXFULL 6, TXCOUNT 13:8, TXFULL 14"),
        Register("UMSTAT", 0x1C, .readOnly, reset: 1, "CTS 0, DELTACTS 2"),
        Register("UTXH", At.transmit, .writeOnly), Register("URXH", At.receive, .readOnly),
        Register("UBRDIV", 0x28, writable: 0xFFFF),
    ])

    private let transmitLine: InterruptLine?

    init(_ connection: DeviceConnection, input: [UInt8]) {
        let first = connection.line.input ?? 0
        transmitLine = first >= S3CInterrupts.firstSub ? connection.wires.makeLine(to: first + 1) : nil
        super.init(connection, Self.registers, input: input)
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case At.status: return 6 | (hasInput ? 1 : 0)
        case At.levels: return level(63) | (level(64) == 64 ? 0x40 : 0)
        case At.receive:
            let byte = take()
            update()
            return byte
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case At.transmit:
            self[At.control] & 0x20 != 0 ? receive([UInt8(truncatingIfNeeded: value)]) : send(value)
            if sends, self[At.control] & 0x200 == 0 { (transmitLine ?? connection.line).pulse() }
        case At.fifo:
            if value & 2 != 0 { dropInput() }
            keep(value, register)
        default: keep(value, register)
        }
        update()
    }

    private var sends: Bool { self[At.control] >> 2 & 3 == 1 }

    override func update() {
        let receives = hasInput && self[At.control] & 3 == 1
        let wantsMore = sends && self[At.control] & 0x200 != 0
        connection.line.set(receives || transmitLine == nil && wantsMore)
        transmitLine?.set(wantsMore)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["transmitLine"]) }
}
