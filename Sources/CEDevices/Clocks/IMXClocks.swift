/// CCM of the i.MX25 (Freescale IMX25RM): dividers and gates as after reset.
enum IMXClocks {
    static let registers = RegisterBlock(
        [
            Register("MPCTL", 0x00, reset: 0x800B_2C01), Register("UPCTL", 0x04, reset: 0x8400_2800),
            Register("CCTL", 0x08, reset: 0x4003_0000), Register("CGCR0", 0x0C, reset: 0x028A_0100),
            Register("CGCR1", 0x10, reset: 0x0400_8100), Register("CGCR2", 0x14, reset: 0x0000_0438),
            Register("PCDR0", 0x18, reset: 0x0101_0101), Register("PCDR1", 0x1C, reset: 0x0101_0101),
            Register("PCDR2", 0x20, reset: 0x0101_0101), Register("PCDR3", 0x24, reset: 0x0101_0101),
            Register("RCSR", 0x28), Register("CRDR", 0x2C), Register("DCVR0", 0x30), Register("DCVR1", 0x34),
            Register("DCVR2", 0x38), Register("DCVR3", 0x3C), Register("LTR0", 0x40), Register("LTR1", 0x44),
            Register("LTR2", 0x48), Register("LTR3", 0x4C), Register("LTBR0", 0x50), Register("LTBR1", 0x54),
            Register("PMCR0", 0x58, reset: 0x00A0_0000), Register("PMCR1", 0x5C), Register("PMCR2", 0x60),
            Register("MCR", 0x64, reset: 0x4300_0000), Register("LPIMR0", 0x68), Register("LPIMR1", 0x6C),
        ])
}
