import Testing

@testable import CEDevices

/// A 16550 whose line has a speed: at 115,200 baud a character of ten bits takes 8,680 instructions of 100 million.
/// A device is called 100 instructions after it has asked, or later.
@Suite struct SerialLineTests {
    private static let character: UInt64 = 8_680

    /// FIFOs on and empty, the trigger at 14, 115,200 baud.
    private static func start(_ bench: DeviceBench, interrupts: UInt32) {
        bench.write(2, 0xC7, size: 1)
        bench.write(3, 0x83, size: 1)
        bench.write(0, 1, size: 1)
        bench.write(3, 0x03, size: 1)
        bench.write(1, interrupts, size: 1)
    }

    @Test func `the receive interrupt comes with the fourteenth byte, and for fewer when the line has been quiet`()
        throws
    {
        let bench = try DeviceBench(.ns16550, step: 1)
        Self.start(bench, interrupts: 1)
        #expect(bench.wiring.send(Array(repeating: 0x55, count: 17), to: "d"))
        bench.advance(Self.character * 14 - 100)
        #expect(!bench.isHigh())
        #expect(bench.read(5, size: 1) == 0x61)
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(2, size: 1) == 0xC4)
        for _ in 0..<14 { #expect(bench.read(0, size: 1) == 0x55) }
        #expect(!bench.isHigh())
        #expect(bench.read(5, size: 1) == 0x60)
        // Three more bytes, then four characters of quiet.
        bench.advance(Self.character * 7 - 100)
        #expect(!bench.isHigh())
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(2, size: 1) == 0xCC)
        for _ in 0..<3 { #expect(bench.read(0, size: 1) == 0x55) }
        #expect(!bench.isHigh())
        #expect(bench.read(2, size: 1) == 0xC1)
        #expect(bench.mistakes == [])
    }

    @Test func `what nobody reads in time is lost, the line status says so once, and one finding tells of it`() throws {
        let bench = try DeviceBench(.ns16550, step: 1)
        Self.start(bench, interrupts: 5)
        #expect(bench.wiring.send(Array(0..<20), to: "d"))
        bench.advance(Self.character * 20)
        #expect(bench.read(2, size: 1) == 0xC6)
        #expect(bench.read(5, size: 1) == 0x63)
        #expect(bench.read(5, size: 1) == 0x61)
        #expect((0..<16).map { _ in bench.read(0, size: 1) } == Array(0..<16))
        #expect(bench.read(5, size: 1) == 0x60)
        #expect(
            bench.mistakes == ["d has lost a byte: its receive FIFO was full (16 bytes), and nobody read it"])
    }

    @Test func `the transmitter asks for more when its FIFO is empty, and takes sixteen bytes at once`() throws {
        let bench = try DeviceBench(.ns16550, step: 1)
        Self.start(bench, interrupts: 2)
        #expect(bench.read(2, size: 1) == 0xC2)
        // The first goes to the shift register: there is room for sixteen behind it.
        for _ in 0..<17 { bench.write(0, 0x41, size: 1) }
        #expect(bench.read(5, size: 1) == 0)
        #expect(!bench.isHigh())
        bench.write(0, 0x42, size: 1)
        #expect(
            bench.mistakes == ["d.THR was written while the transmit FIFO was full (16 bytes): the byte is lost"])
        bench.advance(Self.character * 16 - 100)
        #expect(!bench.isHigh())
        bench.advance(100)
        #expect(bench.isHigh())
        #expect(bench.read(5, size: 1) == 0x20)
        bench.advance(Self.character)
        #expect(bench.read(5, size: 1) == 0x60)
    }

    @Test func `a plug leads back what is sent, when it is out`() throws {
        let bench = try DeviceBench(.ns16550, step: 1, isLooped: true)
        Self.start(bench, interrupts: 1)
        bench.write(0, 0x7A, size: 1)
        bench.advance(Self.character - 1)
        #expect(bench.read(5, size: 1) == 0x20)
        bench.advance(1)
        #expect(bench.read(5, size: 1) == 0x61)
        #expect(bench.read(0, size: 1) == 0x7A)
        #expect(bench.lines == [])
    }

    @Test func `the board's speed holds without a divisor, and parity and stop bits take their time`() throws {
        let bench = try DeviceBench(.ns16550, step: 1, baud: 1_000_000)
        // Seven bits, parity, two stop bits: eleven bits, 1,100 instructions.
        bench.write(3, 0x0E, size: 1)
        bench.write(1, 1, size: 1)
        #expect(bench.wiring.send([0x31], to: "d"))
        bench.advance(1_000)
        #expect(!bench.isHigh())
        bench.advance(100)
        #expect(bench.isHigh())
    }

    @Test func `the far end of a port of OMAP waits for room when it is told to`() throws {
        let bench = try DeviceBench(.omapUART, baud: 1_000_000)
        bench.write(0x0C, 0xBF)
        bench.write(0x08, 0x50)
        bench.write(0x0C, 0x03)
        bench.write(0x08, 0x07)
        bench.write(0x20, 0)
        #expect(bench.wiring.send(Array(0..<100), to: "d"))
        bench.advance(1_000_000)
        #expect(bench.read(0x64) == 64)
        var bytes: [UInt32] = []
        for _ in 0..<100 {
            bytes.append(bench.read(0x00))
            bench.advance(1_000)
        }
        #expect(bytes == Array(0..<100))
        #expect(bench.mistakes == [])
    }
}
