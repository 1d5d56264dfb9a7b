import Testing

@testable import CEDevices

/// The UARTs' registers, access by access.
@Suite struct SerialPortTests {
    @Test func `PL011 takes a byte, loses its interrupt by reading, and sends lines`() throws {
        let bench = try DeviceBench(.serialPort, input: "A")
        bench.write(0x2C, 0x70)
        bench.write(0x38, 0x10)
        #expect(bench.isHigh())
        #expect(bench.read(0x18) == 0x80)
        #expect(bench.read(0x40) == 0x10)
        #expect(bench.read(0x00) == 0x41)
        #expect(!bench.isHigh())
        #expect(bench.read(0x18) == 0x90)
        for byte in "Hi\n".utf8 { bench.write(0x00, UInt32(byte)) }
        #expect(bench.lines == ["d: Hi"])
        #expect(bench.read(0xFE0) == 0x11)
        #expect(
            bench.accesses == [
                "d.LCR_H <- 0x70", "d.IMSC <- 0x10", "d.FR -> 0x80", "d.MIS -> 0x10", "d.DR -> 0x41", "d.FR -> 0x90",
                "d.DR <- 0x48", "d.DR <- 0x69", "d.DR <- 0xA", "d.PeriphID0 -> 0x11",
            ])
        #expect(bench.mistakes == [])
    }

    @Test func `a write of a read-only register and an offset without one are told, with the name`() throws {
        let bench = try DeviceBench(.serialPort)
        bench.write(0x3C, 0xFFFF)
        _ = bench.read(0x44)
        _ = bench.read(0x50)
        bench.write(0x1C, 1)
        #expect(
            bench.mistakes == [
                "d.RIS at offset 0x3c is read-only, and was written",
                "d.ICR at offset 0x44 is write-only, and was read",
                "d has no register at offset 0x50, which was read",
                "d has no register at offset 0x1c, which was written",
            ])
        #expect(bench.accesses == [])
    }

    @Test func `a 16550 has its views, and its transmit interrupt ends with IIR`() throws {
        let bench = try DeviceBench(.ns16550, input: "x", step: 1)
        bench.write(3, 0x80, size: 1)
        bench.write(0, 26, size: 1)
        bench.write(3, 0x03, size: 1)
        #expect(bench.read(5, size: 1) == 0x61)
        bench.write(1, 0x03, size: 1)
        #expect(bench.read(2, size: 1) == 0x04)
        #expect(bench.read(0, size: 1) == 0x78)
        #expect(bench.isHigh())
        #expect(bench.read(2, size: 1) == 0x02)
        #expect(!bench.isHigh())
        #expect(bench.read(2, size: 1) == 0x01)
        bench.write(0, 0x41, size: 1)
        #expect(bench.isHigh())
        bench.wiring.console.finish()
        #expect(bench.lines == ["d: A"])
        #expect(
            bench.accesses == [
                "d.LCR <- 0x80", "d.DLL <- 0x1A", "d.LCR <- 0x3", "d.LSR -> 0x61", "d.IER <- 0x3", "d.IIR -> 0x4",
                "d.RHR -> 0x78", "d.IIR -> 0x2", "d.IIR -> 0x1", "d.THR <- 0x41",
            ])
    }

    @Test func `the UART of OMAP sends nothing until MDR1 says what it is`() throws {
        let bench = try DeviceBench(.omapUART)
        bench.write(0x54, 2)
        #expect(bench.read(0x58) == 1)
        #expect(bench.read(0x20) == 7)
        bench.write(0x00, 0x41)
        bench.write(0x0C, 0xBF)
        bench.write(0x08, 0x10)
        #expect(bench.read(0x08) == 0x10)
        bench.write(0x0C, 0x03)
        bench.write(0x20, 0)
        bench.write(0x00, 0x42)
        bench.wiring.console.finish()
        #expect(bench.lines == ["d: B"])
        #expect(
            bench.accesses.suffix(5) == [
                "d.EFR <- 0x10", "d.EFR -> 0x10", "d.LCR <- 0x3", "d.MDR1 <- 0x0", "d.THR <- 0x42",
            ])
    }

    @Test func `the UART of the S3C2440 has RXD and TXD as sub-sources`() throws {
        let bench = try DeviceBench(.s3cUART, input: "q", interrupt: 32)
        #expect(bench.read(0x10) == 7)
        #expect(bench.read(0x18) == 1)
        bench.write(0x04, 0x3C5)
        #expect(bench.isHigh(32))
        #expect(bench.isHigh(33))
        #expect(bench.read(0x24, size: 1) == 0x71)
        #expect(!bench.isHigh(32))
        bench.write(0x20, 0x5A, size: 1)
        #expect(bench.read(0x10) == 6)
        #expect(
            bench.accesses == [
                "d.UTRSTAT -> 0x7", "d.UFSTAT -> 0x1", "d.UCON <- 0x3C5", "d.URXH -> 0x71", "d.UTXH <- 0x5A",
                "d.UTRSTAT -> 0x6",
            ])
    }

    @Test func `the UART of i.MX marks bytes that are there`() throws {
        let bench = try DeviceBench(.imxUART, input: "7")
        #expect(bench.read(0x94) == 0x2240)
        bench.write(0x80, 0x201)
        #expect(bench.isHigh())
        #expect(bench.read(0x00) == 0x8037)
        #expect(!bench.isHigh())
        #expect(bench.read(0x00) == 0)
        #expect(bench.read(0xB4) == 0x60)
        bench.write(0x40, 0x21)
        bench.wiring.console.finish()
        #expect(bench.lines == ["d: !"])
    }
}
