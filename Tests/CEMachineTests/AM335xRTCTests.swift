import Testing

@testable import CEDevices

@Suite struct AM335xRTCTests {
    @Test func `writing wants both keys, and time goes on from what was set`() throws {
        let bench = try DeviceBench(.am335xRTC)
        bench.write(0x00, 0x30)
        #expect(
            bench.mistakes == ["d.SECONDS was written while KICK0 and KICK1 lock it: nothing changes"])
        #expect(bench.read(0x00) == 0)
        bench.write(0x6C, 0x83E7_0B13)
        bench.write(0x70, 0x95A4_F1E0)
        bench.write(0x14, 0x12)
        bench.write(0x10, 0x02)
        bench.write(0x0C, 0x28)
        bench.write(0x08, 0x23)
        bench.write(0x04, 0x59)
        bench.write(0x00, 0x58)
        #expect(bench.read(0x18) == 2)
        bench.advance(300_000_000)
        #expect([0x00, 0x04, 0x08, 0x0C, 0x10, 0x14, 0x18].map { bench.read($0) } == [1, 0, 0, 0x29, 2, 0x12, 3])
        #expect(bench.read(0x44) == 2)
    }

    @Test func `the alarm holds the line behind its own until it is cleared`() throws {
        let bench = try DeviceBench(.am335xRTC)
        bench.write(0x6C, 0x83E7_0B13)
        bench.write(0x70, 0x95A4_F1E0)
        for (place, value) in [2, 0, 0, 1, 1, 0x10].enumerated() {
            bench.write(0x20 + UInt32(place) * 4, UInt32(value))
        }
        bench.write(0x48, 8)
        bench.advance(100_000_000)
        #expect(!bench.isHigh(6))
        bench.advance(100_000_000)
        #expect(bench.isHigh(6))
        #expect(!bench.isHigh(5))
        #expect(bench.read(0x44) == 0x42)
        bench.write(0x44, 0x40)
        #expect(!bench.isHigh(6))
    }
}
