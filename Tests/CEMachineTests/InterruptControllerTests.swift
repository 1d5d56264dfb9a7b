import Testing

@testable import CEDevices

/// The interrupt controllers as an OAL's routine drives their registers, and as the machine does.
@Suite struct InterruptControllerTests {
    private func bench(_ type: DeviceType) throws -> (DeviceBench, (Int) -> InterruptLine) {
        let bench = try DeviceBench(type, interrupt: nil)
        return (bench, { bench.wiring.wires.makeLine(to: $0) })
    }

    @Test func `OMAP's presents one until it is agreed to`() throws {
        let (bench, line) = try bench(.omapInterrupts)
        bench.write(0x10, 2)
        #expect(bench.read(0x14) == 1)
        #expect(bench.read(0x40) == 0xFFFF_FF80)
        let timer = line(37)
        let port = line(74)
        bench.write(0x100 + 37 * 4, 2 << 2)
        bench.write(0x100 + 74 * 4, 1 << 2)
        bench.write(0xA8, 1 << 5)
        bench.write(0xC8, 1 << 10)
        timer.raise()
        #expect(bench.wiring.core.isHigh)
        port.raise()
        #expect(bench.read(0x40) == 37)
        #expect(bench.read(0xB8) == 1 << 5)
        // The OAL's routine: it masks the source, then agrees.
        bench.write(0xA4, bench.read(0xA4) | 1 << 5)
        bench.write(0x48, 1)
        #expect(bench.read(0x40) == 74)
        #expect(bench.read(0x60) == 1)
        port.lower()
        bench.write(0x48, 1)
        #expect(!bench.wiring.core.isHigh)
        bench.write(0xA8, 1 << 5)
        #expect(bench.read(0x40) == 37)
        timer.lower()
        bench.write(0x90, 2)
        bench.write(0x88, 2)
        bench.write(0x48, 1)
        #expect(bench.read(0x80) == 2)
        #expect(bench.read(0x40) == 1)
        #expect(bench.mistakes == [])
        #expect(
            bench.accesses.prefix(4) == [
                "d.SYSCONFIG <- 0x2", "d.SYSSTATUS -> 0x1", "d.SIR_IRQ -> 0xFFFFFF80", "d.ILR37 <- 0x8",
            ])
    }

    @Test func `the S3C2440's latches what is masked, and presents one bit`() throws {
        let (bench, line) = try bench(.s3cInterrupts)
        let tick = line(14)
        tick.pulse()
        #expect(bench.read(0x00) == 0x4000)
        #expect(!bench.wiring.core.isHigh)
        bench.write(0x08, 0xFFFF_BFFF)
        #expect(bench.read(0x10) == 0x4000)
        #expect(bench.read(0x14) == 14)
        bench.write(0x00, 0x4000)
        bench.write(0x10, 0x4000)
        #expect(bench.read(0x10) == 0)
        #expect(!bench.wiring.core.isHigh)
        // RXD0 is held, and its sub-source masked: SRCPND does not hear of it.
        let receive = line(32)
        receive.raise()
        #expect(bench.read(0x18) == 1)
        #expect(bench.read(0x00) == 0)
        bench.write(0x1C, 0xFFFE)
        #expect(bench.read(0x00) == 1 << 28)
        bench.write(0x08, 0xEFFF_FFFF)
        #expect(bench.read(0x14) == 28)
        // Cleared while the source holds it: it is latched again.
        bench.write(0x18, 1)
        bench.write(0x00, 1 << 28)
        #expect(bench.read(0x00) == 1 << 28)
        receive.lower()
        bench.write(0x18, 1)
        bench.write(0x00, 1 << 28)
        bench.write(0x10, 1 << 28)
        #expect(bench.read(0x10) == 0)
    }

    @Test func `PL190 begins an interrupt with its vector and ends it with a write`() throws {
        let (bench, line) = try bench(.pl190)
        bench.write(0x34, 32)
        bench.write(0x100, 0xAA)
        bench.write(0x200, 0x20 | 4)
        bench.write(0x10, 1 << 4 | 1 << 2)
        let urgent = line(4)
        let other = line(2)
        other.raise()
        #expect(bench.read(0x00) == 1 << 2)
        #expect(bench.read(0x30) == 32)
        #expect(!bench.wiring.core.isHigh)
        urgent.raise()
        #expect(bench.wiring.core.isHigh)
        #expect(bench.read(0x30) == 0xAA)
        urgent.lower()
        bench.write(0x30, 0)
        bench.write(0x30, 0)
        #expect(bench.wiring.core.isHigh)
        bench.write(0x14, 1 << 2)
        #expect(!bench.wiring.core.isHigh)
        #expect(bench.read(0x10) == 1 << 4)
        #expect(bench.read(0xFE0) == 0x90)
    }

    @Test func `PL192 has priorities and its address at 0xF00`() throws {
        let (bench, line) = try bench(.pl192)
        bench.write(0x100 + 9 * 4, 0x99)
        bench.write(0x200 + 9 * 4, 3)
        bench.write(0x10, 1 << 9 | 1 << 1)
        line(1).raise()
        line(9).raise()
        #expect(bench.read(0xF00) == 0x99)
        #expect(!bench.wiring.core.isHigh)
        bench.write(0xF00, 0)
        #expect(bench.wiring.core.isHigh)
        _ = bench.read(0x30)
        #expect(bench.mistakes == ["d has no register at offset 0x30, which was read"])
    }

    @Test func `AVIC tells the most urgent input, twice if it is asked twice`() throws {
        let (bench, line) = try bench(.avic)
        #expect(bench.read(0x40) == 0xFFFF_FFFF)
        bench.write(0x08, 45)
        bench.write(0x08, 28)
        bench.write(0x30, 7 << 16)
        let port = line(45)
        let timer = line(28)
        port.raise()
        #expect(bench.read(0x40) == 45 << 16)
        timer.raise()
        #expect(bench.read(0x40) == 28 << 16 | 7)
        #expect(bench.read(0x40) == 28 << 16 | 7)
        bench.write(0x0C, 28)
        #expect(bench.read(0x40) == 45 << 16)
        #expect(bench.read(0x10) == 1 << 13)
        #expect(bench.read(0x48) == 1 << 13)
        #expect(bench.read(0x4C) == 1 << 28)
        #expect(bench.read(0x58) == 1 << 13)
        port.lower()
        #expect(!bench.wiring.core.isHigh)
    }

    @Test func `GIC version 2 deactivates with DIR where EOI only drops the priority`() throws {
        let (bench, line) = try bench(.gicv2)
        bench.write(0x000, 1)
        bench.write(0x1000, 0x201)
        bench.write(0x1004, 0xF0)
        bench.write(0x104, 1 << 5)
        let port = line(37)
        port.raise()
        #expect(bench.wiring.core.isHigh)
        #expect(bench.read(0x100C) == 37)
        #expect(bench.read(0x100C) == 1023)
        #expect(bench.read(0x304) == 1 << 5)
        bench.write(0x1010, 37)
        #expect(bench.read(0x304) == 1 << 5)
        #expect(!bench.wiring.core.isHigh)
        bench.write(0x2000, 37)
        #expect(bench.wiring.core.isHigh)
        port.lower()
        #expect(!bench.wiring.core.isHigh)
        bench.write(0xF00, 0x1_0003)
        #expect(bench.read(0x100C) == 3)
    }

    @Test func `GIC version 1 has both halves elsewhere`() throws {
        let (bench, line) = try bench(.gicv1)
        bench.write(0x1000, 1)
        bench.write(0x100, 1)
        bench.write(0x104, 0xFF)
        bench.write(0x1C08, 2 << 10)
        bench.write(0x1104, 1 << 5)
        line(37).pulse()
        #expect(bench.read(0x10C) == 37)
        bench.write(0x110, 37)
        #expect(!bench.wiring.core.isHigh)
        #expect(bench.accesses.last == "d.GICC_EOIR <- 0x25")
    }

    @Test(
        arguments: [
            (.omapInterrupts, 7), (.am335xInterrupts, 127), (.pl190, 31), (.pl192, 0), (.avic, 63), (.gicv1, 32),
            (.gicv2, 159), (.s3cInterrupts, 27),
        ] as [(DeviceType, Int)])
    func `the machine's OAL masks with the interrupt and unmasks when it is done`(type: DeviceType, input: Int) throws {
        let (bench, line) = try bench(type)
        let source = line(input)
        let controller = bench.controller
        source.raise()
        #expect(controller.pending == nil)
        controller.enable(input)
        #expect(controller.pending?.input == input)
        #expect(bench.wiring.core.isHigh)
        controller.acknowledge(input)
        #expect(controller.pending == nil)
        controller.finish(input)
        #expect(controller.pending?.input == input)
        controller.acknowledge(input)
        source.lower()
        if type == .s3cInterrupts { bench.write(0x00, 1 << UInt32(input)) }
        controller.finish(input)
        #expect(controller.pending == nil)
        controller.disable(input)
        source.raise()
        #expect(controller.pending == nil)
    }
}
