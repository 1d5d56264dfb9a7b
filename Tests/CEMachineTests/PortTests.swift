import Testing

@testable import CEDevices

/// The GPIO ports' registers, with pins driven from outside.
@Suite struct PortTests {
    private func bench(_ type: DeviceType) throws -> (DeviceBench, PortDevice) {
        let bench = try DeviceBench(type)
        return (bench, try #require(bench.wiring.port("d")))
    }

    @Test func `OMAP's notes an edge in both sets and raises the line of the first`() throws {
        let (bench, port) = try bench(.omapPort)
        #expect(bench.read(0x14) == 1)
        bench.write(0x48, 1 << 7)
        bench.write(0x64, 1 << 7)
        #expect(port.drive(7, isHigh: true))
        #expect(bench.isHigh())
        #expect(bench.read(0x38) == 1 << 7)
        #expect(bench.read(0x18) == 1 << 7)
        #expect(bench.read(0x28) == 1 << 7)
        bench.write(0x18, 1 << 7)
        #expect(!bench.isHigh())
        bench.write(0x34, ~(1 << 3))
        bench.write(0x94, 1 << 3)
        #expect(port.level(of: 3) == true)
        #expect(bench.read(0x38) == 1 << 7 | 1 << 3)
        bench.write(0x90, 1 << 3)
        #expect(port.level(of: 3) == false)
        #expect(!port.drive(32, isHigh: true))
        #expect(bench.mistakes == [])
    }

    @Test func `a level that lasts sets AM335x's status again`() throws {
        let (bench, port) = try bench(.am335xPort)
        bench.write(0x144, 1)
        bench.write(0x34, 1)
        #expect(port.drive(0, isHigh: true))
        bench.write(0x2C, 1)
        #expect(bench.isHigh())
        #expect(bench.read(0x2C) == 1)
        #expect(port.drive(0, isHigh: false))
        bench.write(0x2C, 1)
        #expect(!bench.isHigh())
    }

    @Test func `i.MX's status is set whatever the mask says`() throws {
        let (bench, port) = try bench(.imxPort)
        bench.write(0x10, 2 << 8)
        #expect(port.drive(20, isHigh: true))
        #expect(bench.read(0x18) & 1 << 20 == 1 << 20)
        #expect(!bench.isHigh())
        bench.write(0x14, 1 << 20)
        #expect(bench.isHigh())
        bench.write(0x18, 1 << 20)
        #expect(!bench.isHigh())
    }

    @Test func `PL061's address says which pins are meant`() throws {
        let (bench, port) = try bench(.pl061)
        bench.write(0x400, 0x0F)
        bench.write(0x3FC, 0xFF)
        bench.write(0x004, 0)
        #expect(bench.read(0x3FC) == 0x0E)
        bench.write(0x40C, 0x80)
        bench.write(0x410, 0x80)
        #expect(port.drive(7, isHigh: true))
        #expect(bench.isHigh())
        #expect(bench.read(0x414) == 0x80)
        bench.write(0x41C, 0x80)
        #expect(!bench.isHigh())
        #expect(bench.read(0x200) == 0x80)
    }

    @Test func `S3C's pin is an interrupt when it has that function`() throws {
        let bench = try DeviceBench(.s3cPorts, interrupt: 0)
        let port = try #require(bench.wiring.port("d"))
        #expect(bench.read(0xB0) == 0x3244_0001)
        let pin = 6 * 32 + 8
        bench.write(0x90, 4)
        bench.write(0xA4, 0)
        #expect(port.drive(pin, isHigh: true))
        #expect(bench.read(0xA8) == 0)
        #expect(port.drive(pin, isHigh: false))
        bench.write(0x60, 2 << 16)
        #expect(port.drive(pin, isHigh: true))
        #expect(bench.read(0xA8) == 1 << 16)
        #expect(bench.isHigh(5))
        bench.write(0xA8, 1 << 16)
        #expect(!bench.isHigh(5))
    }

    @Test func `PL031 counts seconds and compares`() throws {
        let bench = try DeviceBench(.pl031)
        #expect(bench.read(0x00) == 1_262_304_000)
        bench.write(0x08, 5000)
        bench.write(0x04, 5002)
        bench.write(0x10, 1)
        bench.advance(150_000_000)
        #expect(bench.read(0x00) == 5001)
        #expect(!bench.isHigh())
        bench.advance(50_000_000)
        #expect(bench.isHigh())
        bench.write(0x1C, 1)
        #expect(!bench.isHigh())
    }
}
