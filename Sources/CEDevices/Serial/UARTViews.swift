/// The registers of a 16550 as its line control register shows them.
struct UARTViews: Sendable {
    let operation: RegisterBlock
    let configuration: RegisterBlock
    /// With LCR = 0xBF.
    let enhanced: RegisterBlock

    init(step: UInt32, isOMAP: Bool) {
        func register(_ name: String, _ index: UInt32, _ access: Register.Access = .readWrite, _ fields: String = "")
            -> Register
        {
            Register(name, index * step, access, size: 1, reset: Self.resets[name] ?? 0, writable: 0xFF, fields)
        }
        let line = register("LCR", 3, .readWrite, "WLEN 1:0, STB 2, PEN 3, EPS 4, STICK 5, BREAK 6, DLAB 7")
        let common = [
            line, register("LSR", 5, .readOnly, "DR 0, OE 1, PE 2, FE 3, BI 4, THRE 5, TEMT 6, RXERR 7"),
        ]
        let identification = register("IIR", 2, .readOnly, "NONE 0, CAUSE 5:1, FIFO 7:6")
        let fifo = register("FCR", 2, .writeOnly, "ENABLE 0, RXCLR 1, TXCLR 2, DMA 3, TXTRIG 5:4, RXTRIG 7:6")
        let modem = [
            register("MCR", 4, .readWrite, "DTR 0, RTS 1, OUT1 2, OUT2 3, LOOP 4, XON 5, TCRTLR 6"),
            register("MSR", 6, .readOnly, "DCTS 0, DDSR 1, TERI 2, DDCD 3, CTS 4, DSR 5, RI 6, DCD 7"),
            register("SPR", 7),
        ]
        let more = isOMAP ? Self.furtherRegisters : []
        let divisors = [register("DLL", 0), register("DLH", 1)]
        operation = RegisterBlock(
            [
                register("RHR", 0, .readOnly), register("THR", 0, .writeOnly),
                register("IER", 1, .readWrite, "RX 0, THR 1, LINE 2, MODEM 3, SLEEP 4, XOFF 5, RTS 6, CTS 7"),
                identification, fifo,
            ] + common + modem + more)
        configuration = RegisterBlock(divisors + [identification, fifo] + common + modem + more)
        enhanced = RegisterBlock(
            divisors + [
                register("EFR", 2, .readWrite, "SWFLOW 3:0, ENHANCED 4, SPECIAL 5, AUTORTS 6, AUTOCTS 7"), line,
                register("XON1", 4), register("XON2", 5), register("XOFF1", 6), register("XOFF2", 7),
            ] + more)
    }

    private static let resets: [String: UInt32] = ["IIR": 1, "LSR": 0x60, "MDR1": 7, "SYSS": 1, "WER": 0x7F]

    /// Those of OMAP and AM335x from MDR1 on, bytes at words.
    private static let furtherRegisters: [Register] = {
        let names: [(String, UInt32, Register.Access)] = [
            ("MDR1", 0x20, .readWrite), ("MDR2", 0x24, .readWrite), ("TXFLL", 0x28, .readWrite),
            ("TXFLH", 0x2C, .readWrite), ("RXFLL", 0x30, .readWrite), ("RXFLH", 0x34, .readWrite),
            ("BLR", 0x38, .readWrite), ("ACREG", 0x3C, .readWrite), ("SCR", 0x40, .readWrite),
            ("SSR", 0x44, .readWrite), ("MVR", 0x50, .readOnly), ("SYSC", 0x54, .readWrite),
            ("SYSS", 0x58, .readOnly), ("WER", 0x5C, .readWrite), ("CFPS", 0x60, .readWrite),
            ("RXFIFO_LVL", 0x64, .readOnly), ("TXFIFO_LVL", 0x68, .readOnly), ("IER2", 0x6C, .readWrite),
            ("ISR2", 0x70, .readWrite), ("FREQ_SEL", 0x74, .readWrite), ("MDR3", 0x80, .readWrite),
            ("TX_DMA_THRESHOLD", 0x84, .readWrite),
        ]
        return names.map { name, offset, access in
            Register(name, offset, access, size: 1, reset: resets[name] ?? 0, writable: 0xFF)
        }
    }()
}
