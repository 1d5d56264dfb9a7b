import Testing

@testable import CEDevices

/// Serial ports other than 16550s whose lines have a speed. A second has 100 million instructions; a device is called
/// 100 instructions after it has asked, or later.
@Suite struct PacedPortTests {
    /// 8 data bits, FIFOs on.
    private static func startPL011(_ bench: DeviceBench, levels: UInt32, mask: UInt32) {
        bench.write(0x24, 13)
        bench.write(0x28, 0)
        bench.write(0x2C, 0x70)
        bench.write(0x34, levels)
        bench.write(0x38, mask)
    }

    @Test func `PL011 tells of the eighth byte, of quiet, and of what is lost`() throws {
        let bench = try DeviceBench(.serialPort)
        Self.startPL011(bench, levels: 0x12, mask: 0x450)
        #expect(bench.wiring.send(Array(0..<10), to: "d"))
        let character: UInt64 = 8_666
        bench.advance(character * 8 - 100)
        #expect(!bench.isHigh())
        #expect(bench.read(0x3C) == 0)
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(0x40) == 0x10)
        #expect((0..<8).map { _ in bench.read(0x00) } == Array(0..<8))
        #expect(!bench.isHigh())
        // Two more bytes, then 32 bits of quiet.
        bench.advance(character * 2)
        #expect(bench.read(0x18) == 0x80)
        #expect(!bench.isHigh())
        bench.advance(character * 32 / 10 + 100)
        #expect(bench.isHigh())
        #expect(bench.read(0x40) == 0x40)
        #expect((0..<2).map { _ in bench.read(0x00) } == [8, 9])
        #expect(!bench.isHigh())
        #expect(bench.read(0x18) == 0x90)
        #expect(bench.mistakes == [])
        #expect(bench.wiring.send(Array(0..<18), to: "d"))
        bench.advance(character * 18)
        #expect(bench.read(0x18) == 0xC0)
        #expect(bench.read(0x40) == 0x410)
        #expect(bench.read(0x04) == 8)
        bench.write(0x44, 0x400)
        #expect(bench.read(0x40) == 0x10)
        #expect(bench.mistakes == ["d has lost a byte: its receive FIFO was full (16 bytes), and nobody read it"])
    }

    @Test func `PL011 asks for more at its level, says when it is full, and when it is busy`() throws {
        let bench = try DeviceBench(.serialPort)
        Self.startPL011(bench, levels: 0, mask: 0x20)
        for _ in 0..<17 { bench.write(0x00, 0x41) }
        #expect(bench.read(0x18) == 0x38)
        bench.write(0x00, 0x42)
        #expect(bench.mistakes == ["d.DR was written while the transmit FIFO was full (16 bytes): the byte is lost"])
        // Two are left of sixteen.
        bench.advance(8_666 * 14 - 100)
        #expect(!bench.isHigh())
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(0x40) == 0x20)
        bench.write(0x44, 0x20)
        #expect(!bench.isHigh())
        #expect(bench.read(0x18) == 0x18)
        bench.advance(8_666 * 3)
        #expect(bench.read(0x18) == 0x90)
        #expect(
            bench.accesses == [
                "d.IBRD <- 0xD", "d.FBRD <- 0x0", "d.LCR_H <- 0x70", "d.IFLS <- 0x0", "d.IMSC <- 0x20",
            ] + Array(repeating: "d.DR <- 0x41", count: 17) + [
                "d.FR -> 0x38", "d.DR <- 0x42", "d.MIS -> 0x20", "d.ICR <- 0x20", "d.FR -> 0x18", "d.FR -> 0x90",
            ])
    }

    @Test func `the UART of the S3C2440 has levels, a timeout, and errors at a line of their own`() throws {
        let bench = try DeviceBench(.s3cUART, interrupt: 32)
        bench.write(0x00, 0x03)
        bench.write(0x08, 0x11)
        bench.write(0x28, 26)
        bench.write(0x04, 0x3C5)
        #expect(bench.isHigh(33))
        let character: UInt64 = 8_640
        #expect(bench.wiring.send(Array(0..<9), to: "d"))
        bench.advance(character * 8 - 100)
        #expect(!bench.isHigh(32))
        bench.advance(100)
        #expect(bench.isHigh(32))
        #expect(bench.read(0x18) == 8)
        #expect((0..<8).map { _ in bench.read(0x24, size: 1) } == Array(0..<8))
        #expect(!bench.isHigh(32))
        bench.advance(character * 4 + 100)
        #expect(bench.isHigh(32))
        #expect(bench.read(0x24, size: 1) == 8)
        #expect(bench.read(0x10) == 6)
        for _ in 0..<20 { bench.write(0x20, 0x55, size: 1) }
        #expect(bench.read(0x10) == 0)
        #expect(bench.read(0x18) == 0x1300)
        #expect(!bench.isHigh(33))
        bench.advance(character * 19)
        #expect(bench.isHigh(33))
        #expect(bench.read(0x10) == 2)
        bench.advance(character)
        #expect(bench.read(0x10) == 6)
        #expect(bench.wiring.send(Array(repeating: 1, count: 66), to: "d"))
        bench.advance(character * 66)
        #expect(bench.isHigh(34))
        #expect(bench.read(0x14) == 1)
        #expect(bench.read(0x14) == 0)
        #expect(bench.read(0x18) == 0x7F)
        #expect(bench.mistakes == ["d has lost a byte: its receive FIFO was full (64 bytes), and nobody read it"])
    }

    @Test func `a transmitter of the S3C2440 that tells by pulses does so when there is room again`() throws {
        let bench = try DeviceBench(.s3cUART, interrupt: 5)
        bench.write(0x28, 26)
        bench.write(0x04, 0x005)
        bench.write(0x20, 0x41, size: 1)
        bench.write(0x20, 0x42, size: 1)
        #expect(bench.read(0x10) == 0)
        bench.advance(6_912)
        #expect(bench.read(0x10) == 2)
        bench.advance(6_912)
        #expect(bench.read(0x10) == 6)
        bench.wiring.console.finish()
        #expect(bench.lines == ["d: AB"])
    }

    @Test func `the UART of i.MX has the levels of UFCR and ages what waits`() throws {
        let bench = try DeviceBench(.imxUART)
        // Divided by one; 66.5 MHz / 16 × 1152 / 41563 is 115,200.
        bench.write(0x90, 0x1284)
        bench.write(0xA4, 1_151)
        bench.write(0xA8, 41_562)
        bench.write(0x84, 0x402F)
        bench.write(0x80, 0x0201)
        let character: UInt64 = 8_681
        #expect(bench.wiring.send(Array(0..<5), to: "d"))
        bench.advance(character * 4 - 100)
        #expect(!bench.isHigh())
        #expect(bench.read(0x94) == 0x2040)
        #expect(bench.read(0x98) == 0x4029)
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(0x94) == 0x2240)
        #expect((0..<4).map { _ in bench.read(0x00) } == [0x8000, 0x8001, 0x8002, 0x8003])
        #expect(!bench.isHigh())
        bench.advance(character * 9 + 100)
        #expect(bench.isHigh())
        #expect(bench.read(0x94) == 0x2140)
        #expect(bench.read(0x00) == 0x8004)
        // Four of ten in the FIFO are no longer below TXTL.
        bench.write(0x80, 0x2001)
        #expect(bench.isHigh())
        for _ in 0..<5 { bench.write(0x40, 0x61) }
        #expect(!bench.isHigh())
        #expect(bench.read(0x98) == 0x20)
        bench.advance(character)
        #expect(bench.isHigh())
        #expect(bench.read(0x94) == 0x2040)
        bench.advance(character * 4)
        #expect(bench.read(0x98) == 0x4028)
        #expect(bench.mistakes == [])
    }

    @Test(arguments: [DeviceType.serialPort, .s3cUART, .imxUART])
    func `a plug leads back what is sent, at the board's speed`(type: DeviceType) throws {
        let bench = try DeviceBench(type, baud: 1_000_000, isLooped: true)
        let (data, received): (UInt32, UInt32) =
            type == .serialPort ? (0x00, 0x00) : type == .s3cUART ? (0x20, 0x24) : (0x40, 0x00)
        bench.write(data, 0x31, size: type == .s3cUART ? 1 : 4)
        bench.advance(1_100)
        #expect(bench.read(received, size: type == .s3cUART ? 1 : 4) & 0xFF == 0x31)
        #expect(bench.lines == [])
    }
}
