import Testing

@testable import CEDevices

/// The watchdogs: who lets one run out is told.
@Suite struct WatchdogTests {
    @Test func `OMAP's counts up at 32 kHz, is started and fed by its sequences, and bites`() throws {
        let bench = try DeviceBench(.omapWatchdog)
        bench.advance(1_000_000_000)
        #expect(bench.mistakes == [])
        // A second: 32,768 ticks without the prescaler.
        bench.write(0x24, 0)
        bench.write(0x2C, 0xFFFF_8000)
        bench.write(0x30, 1)
        bench.write(0x48, 0xBBBB)
        bench.write(0x48, 0x4444)
        bench.advance(50_000_000)
        #expect(bench.read(0x28) == 0xFFFF_C000)
        bench.write(0x30, 2)
        #expect(bench.read(0x28) == 0xFFFF_8000)
        // The same value again feeds nobody.
        bench.advance(50_000_000)
        bench.write(0x30, 2)
        bench.advance(49_999_000)
        #expect(bench.mistakes == [])
        bench.advance(1_000)
        #expect(bench.mistakes == ["d resets the board: nobody fed it for 1000 ms"])
        bench.write(0x48, 0xBBBB)
        bench.write(0x48, 0x4444)
        bench.write(0x48, 0xAAAA)
        bench.write(0x48, 0x5555)
        bench.advance(1_000_000_000)
        #expect(bench.mistakes.count == 1)
    }

    @Test func `the S3C2440's counts down, and may interrupt instead of biting`() throws {
        let bench = try DeviceBench(.s3cWatchdog)
        // PCLK 50 MHz by 250 and by 16: 12,500 ticks a second.
        bench.write(0x08, 12_500)
        bench.write(0x00, 249 << 8 | 0x21)
        bench.advance(50_000_000)
        #expect(bench.read(0x08) == 6_250)
        bench.write(0x08, 12_500)
        bench.advance(99_999_000)
        #expect(bench.mistakes == [])
        bench.advance(1_000)
        #expect(bench.mistakes == ["d resets the board: nobody fed it for 1000 ms"])
        bench.write(0x08, 12_500)
        bench.write(0x00, 249 << 8 | 0x24)
        bench.advance(100_000_000)
        #expect(bench.mistakes.count == 1)
    }

    @Test func `that of i.MX cannot be stopped, and resets the board at once`() throws {
        let bench = try DeviceBench(.imxWatchdog)
        bench.write(0x0, 1 << 8 | 0x34, size: 2)
        bench.write(0x0, 1 << 8 | 0x30, size: 2)
        #expect(bench.read(0x0, size: 2) == 0x134)
        bench.advance(90_000_000)
        bench.write(0x2, 0x5555, size: 2)
        bench.write(0x2, 0xAAAA, size: 2)
        bench.advance(99_999_000)
        #expect(bench.mistakes == [])
        bench.advance(1_000)
        #expect(bench.mistakes == ["d resets the board: nobody fed it for 1000 ms"])
        bench.write(0x0, 0x20, size: 2)
        #expect(bench.mistakes.last == "d resets the board: WCR.SRS was written as 0")
    }
}
