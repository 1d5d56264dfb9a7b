import Testing

@testable import CEDevices

/// The I2C controllers with their chips, and the calendar.
@Suite struct I2CTests {
    private func bench(_ type: DeviceType) throws -> DeviceBench {
        try DeviceBench(type, slaves: [I2CSlave(address: 0x48, contents: [0x11, 0x22, 0x33])])
    }

    @Test func `OMAP's writes a register and reads it`() throws {
        let bench = try bench(.omapI2C)
        bench.write(0x20, 2)
        #expect(bench.read(0x10) == 0)
        bench.write(0x24, 0x8000)
        #expect(bench.read(0x10) == 1)
        bench.write(0x2C, 0x48)
        bench.write(0x18, 2)
        bench.write(0x04, 0x1F)
        bench.write(0x24, 0x8603)
        #expect(bench.isHigh())
        #expect(bench.read(0x08) == 0x1010)
        bench.write(0x1C, 1)
        bench.write(0x08, 0x10)
        #expect(bench.read(0x08) == 0x1010)
        bench.write(0x1C, 0x55)
        bench.write(0x08, 0x10)
        #expect(bench.read(0x08) == 0x04)
        bench.write(0x08, 0x04)
        #expect(!bench.isHigh())
        // The register's number without a stop, then three bytes from there.
        bench.write(0x18, 1)
        bench.write(0x24, 0x8601)
        bench.write(0x1C, 0)
        bench.write(0x08, 0x14)
        bench.write(0x18, 3)
        bench.write(0x24, 0x8403)
        #expect(bench.read(0x08) == 0x1008)
        #expect([bench.read(0x1C), bench.read(0x1C), bench.read(0x1C)] == [0x11, 0x55, 0x33])
        #expect(bench.read(0x08) == 0x04)
        #expect(bench.read(0x24) == 0x8000)
    }

    @Test func `AM335x's has its interrupts enabled and disabled by registers of their own`() throws {
        let bench = try bench(.am335xI2C)
        bench.write(0xA4, 0x8000)
        #expect(bench.read(0x90) == 1)
        bench.write(0xAC, 0x48)
        bench.write(0x98, 1)
        bench.write(0x2C, 0x14)
        bench.write(0xA4, 0x8601)
        #expect(bench.isHigh())
        #expect(bench.read(0x28) == 0x10)
        bench.write(0x30, 0x10)
        #expect(!bench.isHigh())
        #expect(bench.read(0x28) == 0)
        #expect(bench.read(0x24) == 0x10)
        bench.write(0x9C, 1)
        bench.write(0x28, 0x10)
        #expect(bench.isHigh())
        #expect(bench.read(0x28) == 0x04)
        bench.write(0x28, 0x04)
        bench.write(0x98, 2)
        bench.write(0xA4, 0x8403)
        #expect([bench.read(0x9C), bench.read(0x9C)] == [0x22, 0x33])
        #expect(bench.mistakes == [])
    }

    @Test func `that of i.MX fetches a byte with each read, and tells of who is not there`() throws {
        let bench = try bench(.imxI2C)
        bench.write(0x08, 0xC0)
        bench.write(0x08, 0xF0)
        #expect(bench.read(0x0C) == 0xA1)
        bench.write(0x10, 0x90)
        #expect(bench.isHigh())
        #expect(bench.read(0x0C) == 0xA2)
        bench.write(0x0C, 0)
        #expect(!bench.isHigh())
        bench.write(0x10, 1)
        bench.write(0x0C, 0)
        // A repeated start, the address for reading, and the first read only begins.
        bench.write(0x08, 0xF4)
        bench.write(0x10, 0x91)
        bench.write(0x0C, 0)
        bench.write(0x08, 0xE0)
        _ = bench.read(0x10)
        #expect([bench.read(0x10), bench.read(0x10)] == [0x22, 0x33])
        bench.write(0x08, 0xC0)
        #expect(bench.read(0x0C) & 0x20 == 0)
        bench.write(0x08, 0xF0)
        bench.write(0x10, 0xA0)
        #expect(bench.read(0x0C) & 1 == 1)
        #expect(bench.mistakes == [])
    }

    @Test func `an address that nobody has ends at once`() throws {
        let bench = try bench(.omapI2C)
        bench.write(0x2C, 0x50)
        bench.write(0x18, 1)
        bench.write(0x24, 0x8603)
        #expect(bench.read(0x08) == 0x06)
        #expect(bench.read(0x24) == 0x8200)
    }

    @Test func `S3C's goes on when its pending flag is written as 0`() throws {
        let bench = try bench(.s3cI2C)
        bench.write(0x00, 0xA0)
        bench.write(0x0C, 0x90)
        bench.write(0x04, 0xF0)
        #expect(bench.isHigh())
        #expect(bench.read(0x00) == 0xB0)
        #expect(bench.read(0x04) == 0xF0)
        bench.write(0x0C, 1)
        bench.write(0x00, 0xA0)
        bench.write(0x0C, 0x91)
        bench.write(0x04, 0xB0)
        bench.write(0x00, 0xA0)
        #expect(bench.read(0x0C) == 0x22)
        bench.write(0x00, 0x20)
        #expect(bench.read(0x0C) == 0x33)
        bench.write(0x04, 0x90)
        bench.write(0x00, 0xA0)
        #expect(!bench.isHigh())
        bench.write(0x0C, 0xA0)
        bench.write(0x04, 0xF0)
        #expect(bench.read(0x04) == 0xF1)
    }

    @Test func `the calendar of the S3C2440 is open when RTCCON says so`() throws {
        let bench = try DeviceBench(.s3cRTC)
        #expect(bench.read(0x88) == 0)
        bench.write(0x40, 1)
        let date = { [0x88, 0x84, 0x7C, 0x80, 0x78, 0x74, 0x70].map { bench.read(UInt32($0)) } }
        #expect(date() == [0x10, 1, 1, 6, 0, 0, 0])
        for (offset, value) in [(0x88, 0x12), (0x84, 0x02), (0x7C, 0x28), (0x78, 0x23), (0x74, 0x59), (0x70, 0x59)] {
            bench.write(UInt32(offset), UInt32(value))
        }
        bench.advance(100_000_000)
        #expect(date() == [0x12, 2, 0x29, 4, 0, 0, 0])
    }
}
