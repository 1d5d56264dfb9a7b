import Testing

@testable import CEDevices

/// The timers' registers over virtual time, 100 million instructions a second.
@Suite struct TimerTests {
    @Test func `SP804 runs down, interrupts at 0 and begins again`() throws {
        let bench = try DeviceBench(.sp804)
        #expect(bench.read(0x04) == 0xFFFF_FFFF)
        #expect(bench.read(0x08) == 0x20)
        bench.write(0x00, 1000)
        bench.write(0x08, 0xE2)
        bench.advance(25_000)
        #expect(bench.read(0x04) == 750)
        #expect(!bench.isHigh())
        bench.advance(75_000)
        #expect(bench.isHigh())
        #expect(bench.read(0x10) == 1)
        #expect(bench.read(0x14) == 1)
        #expect(bench.read(0x04) == 1000)
        bench.write(0x0C, 0)
        #expect(!bench.isHigh())
        bench.write(0x28, 0xA3)
        bench.write(0x20, 10)
        bench.advance(1_000)
        #expect(bench.isHigh())
        #expect(bench.read(0x24) == 0)
        #expect(bench.read(0x30) == 1)
    }

    @Test func `S3C timer 4 reloads itself and pulses`() throws {
        let bench = try DeviceBench(.s3cTimers, interrupt: 10, frequency: 50_000_000)
        bench.controller.enable(14)
        (bench.controller as? PlainController)?.takeEdges(14)
        bench.write(0x00, 0x0100)
        bench.write(0x04, 0x1_0000)
        bench.write(0x3C, 6250)
        bench.write(0x08, 0x60_0000)
        bench.write(0x08, 0x50_0000)
        #expect(bench.read(0x40) == 6250)
        bench.advance(16_000)
        #expect(bench.read(0x40) == 5250)
        bench.advance(84_000)
        #expect(bench.controller.pending?.input == 14)
        #expect(bench.read(0x40) == 6250)
        #expect(!bench.isHigh(14))
    }

    @Test func `OMAP's timer matches and overflows as the tick of a BSP has it`() throws {
        let bench = try DeviceBench(.omapTimer)
        bench.write(0x10, 2)
        #expect(bench.read(0x14) == 1)
        bench.write(0x40, 4)
        bench.write(0x38, 33)
        bench.write(0x1C, 1)
        bench.write(0x24, 0x43)
        #expect(bench.read(0x34) == 0)
        bench.advance(100_000)
        #expect(bench.read(0x28) == 32)
        #expect(!bench.isHigh())
        bench.advance(1_000)
        #expect(bench.isHigh())
        #expect(bench.read(0x18) == 1)
        bench.write(0x18, 1)
        #expect(!bench.isHigh())
        bench.write(0x28, 0xFFFF_FFFF)
        bench.write(0x2C, 0xFFFF_FF00)
        bench.advance(4_000)
        #expect(bench.read(0x18) == 2)
        #expect(bench.read(0x28) == 0xFFFF_FF00)
        #expect(bench.read(0x30) == 0xFFFF_FFFF)
        #expect(bench.accesses.prefix(3) == ["d.TIOCP_CFG <- 0x2", "d.TISTAT -> 0x1", "d.TSICR <- 0x4"])
    }

    @Test func `the registers of AM335x lie elsewhere`() throws {
        let bench = try DeviceBench(.am335xTimer, frequency: 24_000_000)
        bench.write(0x2C, 2)
        bench.write(0x40, 0xFFFF_0000)
        bench.write(0x44, 1)
        bench.write(0x38, 3)
        bench.advance(280_000)
        #expect(bench.isHigh())
        #expect(bench.read(0x28) == 2)
        bench.write(0x30, 2)
        #expect(!bench.isHigh())
        #expect(bench.read(0x2C) == 0)
    }

    @Test func `EPIT counts down from LR and compares`() throws {
        let bench = try DeviceBench(.epit, frequency: 50_000_000)
        bench.write(0x08, 1000)
        bench.write(0x0C, 400)
        bench.write(0x00, 0x0100_000F)
        #expect(bench.read(0x10) == 1000)
        bench.advance(1_000)
        #expect(bench.read(0x10) == 500)
        bench.advance(200)
        #expect(bench.isHigh())
        #expect(bench.read(0x04) == 1)
        bench.write(0x04, 1)
        #expect(!bench.isHigh())
        bench.advance(800)
        #expect(bench.read(0x10) == 1000)
        #expect(bench.read(0x14) == 0)
        #expect(bench.mistakes == ["d has no register at offset 0x14, which was read"])
    }

    @Test func `GPT counts up and begins anew at the first comparison`() throws {
        let bench = try DeviceBench(.gpt, frequency: 50_000_000)
        bench.write(0x10, 1000)
        bench.write(0x0C, 1)
        bench.write(0x00, 0x43)
        bench.advance(1_000)
        #expect(bench.read(0x24) == 500)
        bench.advance(1_000)
        #expect(bench.isHigh())
        #expect(bench.read(0x08) == 1)
        #expect(bench.read(0x24) == 0)
        bench.write(0x08, 1)
        #expect(!bench.isHigh())
    }

    @Test func `the 32 kHz counter never stops`() throws {
        let bench = try DeviceBench(.syncCounter)
        bench.advance(100_000_000)
        #expect(bench.read(0x10) == 32768)
    }

    @Test func `a register that takes words only refuses a byte with its name`() throws {
        let bench = try DeviceBench(.epit)
        #expect(bench.read(0x08, size: 1) == 0)
        #expect(bench.objection == "d.EPITLR is a register of 4 bytes at offset 0x8, and takes no access of 1 at 0x8")
    }
}
