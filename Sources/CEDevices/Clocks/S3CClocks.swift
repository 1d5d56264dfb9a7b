/// CLKPWR of the S3C2440: clocks and power as the boot loader leaves them (Samsung UM-S3C2440A). Guests compute PCLK of
/// these.
enum S3CClocks {
    static let registers = RegisterBlock([
        Register("LOCKTIME", 0x00, reset: .max),
        Register("MPLLCON", 0x04, reset: 0x9_6030, "MDIV 19:12, PDIV 9:4, SDIV 1:0"),
        Register("UPLLCON", 0x08, reset: 0x4_D030, "MDIV 19:12, PDIV 9:4, SDIV 1:0"),
        Register("CLKCON", 0x0C, reset: 0xFF_FFF0), Register("CLKSLOW", 0x10, reset: 4),
        Register("CLKDIVN", 0x14, .readWrite, "PDIVN 0, HDIVN 2:1, UPLL 3"), Register("CAMDIVN", 0x18),
    ])

    /// MEMCTRL: bank widths and timings.
    static let memory = RegisterBlock(
        [Register("BWSCON", 0x00)] + Register.row("BANKCON", 0x04, count: 8, reset: 0x700)
            + [
                Register("REFRESH", 0x24, reset: 0xAC_0000), Register("BANKSIZE", 0x28, reset: 2),
                Register("MRSRB6", 0x2C), Register("MRSRB7", 0x30),
            ])
}
