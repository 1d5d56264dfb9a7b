import GuestAddress
import Testing
import Unicorn

@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// Every bus master that is told to move memory which is not there: its status says so, a mistake is told, and the host
/// goes on.
@Suite struct BusMasterTests {
    /// RAM of the harness's board, whose 8 MB end at 0x30800000.
    private static let end: UInt32 = 0x3080_0000

    private func device(
        _ type: DeviceType, _ guest: CallHarness
    ) throws -> any DeviceWindow {
        try #require(guest.kernel.memory.physical.device(at: PhysicalAddress(0x4902_1000))).device
    }

    private func harness(_ type: DeviceType) throws -> (CallHarness, any DeviceWindow, Mistakes) {
        let guest = try CallHarness(devices: [
            DeviceConfiguration(name: "m", type: type, base: PhysicalAddress(0x4902_1000), interrupt: 24)
        ])
        let mistakes = Mistakes()
        guest.kernel.board.wiring.bus.listener = mistakes
        guest.kernel.board.wiring.console.listener = mistakes
        return (guest, try device(type, guest), mistakes)
    }

    private final class Mistakes: DeviceListener {
        private(set) var texts: [String] = []
        func received(_ line: String, from device: String) {}
        func misused(_ text: String) { texts.append(text) }
    }

    private func pass(_ instructions: UInt64, _ guest: CallHarness) {
        let kernel = guest.kernel
        let end = kernel.engine.instructions + instructions
        while kernel.board.wiring.time.next <= end {
            kernel.engine.advanceClock(by: kernel.board.wiring.time.next - kernel.engine.instructions)
            kernel.attendDevices()
        }
    }

    @Test func `the DMA block refuses what is not wholly RAM, and a long transfer takes time`() throws {
        let (guest, block, mistakes) = try harness(.transferEngine)
        for (command, source, destination, length) in [
            (1, 0x1000, Self.end - 64, 64), (1, Self.end - 64, Self.end - 32, 64), (2, 0, Self.end - 4, 8),
            (3, 0xFFFF_FFF0, 0, 32), (3, Self.end - 64, 0, 0), (2, 0, Self.end - 64, 0xFFFF_FFFF), (9, 0, 0, 64),
        ] as [(UInt32, UInt32, UInt32, UInt32)] {
            for (offset, value) in [(0, source), (4, destination), (8, length), (0xC, command)] as [(UInt32, UInt32)] {
                block.write(value, offset: offset, size: 4)
            }
            #expect(block.read(offset: 0x10, size: 4) == 2, "\(command) \(length)")
        }
        #expect(
            mistakes.texts == [
                "m was to read 64 bytes at 0x00001000, where no RAM is",
                "m was to write 64 bytes at 0x307fffe0, where no RAM is",
                "m was to write 8 bytes at 0x307ffffc, where no RAM is",
                "m was to read 32 bytes at 0xfffffff0, where no RAM is",
            ])
        let before = guest.kernel.engine.instructions
        for (offset, value) in [(4, Self.end - 0x10_0000), (8, 0x10_0000), (0xC, 2)] as [(UInt32, UInt32)] {
            block.write(value, offset: offset, size: 4)
        }
        #expect(block.read(offset: 0x10, size: 4) == 1)
        #expect(guest.kernel.engine.instructions - before == 65_280)
    }

    @Test func `a camera whose ring is not in RAM says so by status and interrupt, and goes on`() throws {
        let (guest, camera, mistakes) = try harness(.camera)
        for (offset, value) in [
            (0x08, Self.end - 32), (0x0C, 32), (0x10, 2), (0x14, 2 << 16 | 16), (0x18, 1000), (0x1C, 0), (0x00, 3),
        ] as [(UInt32, UInt32)] {
            camera.write(value, offset: offset, size: 4)
        }
        pass(110_000, guest)
        #expect(camera.read(offset: 0x04, size: 4) == 1)
        camera.write(7, offset: 0x04, size: 4)
        pass(100_000, guest)
        // The second place is behind the last byte.
        #expect(camera.read(offset: 0x04, size: 4) == 5)
        #expect(mistakes.texts.first == "m was to write 16 bytes at 0x30800000, where no RAM is")
        camera.write(0xFFFF_FFF0, offset: 0x08, size: 4)
        camera.write(7, offset: 0x04, size: 4)
        pass(100_000, guest)
        #expect(camera.read(offset: 0x04, size: 4) == 4)
        #expect(guest.kernel.board.wiring.wires.isHigh(24))
        let (frames, reason) = ("m was to write frames of 32 bytes to a ring of 2 at 0xfffffff0", "there are none")
        #expect(mistakes.texts.last == "\(frames): \(reason), or they end above 4 GB")
        #expect(camera.read(offset: 0x24, size: 4) == 2)
    }

    @Test func `a screen that shows what is not RAM says so, and has no picture`() throws {
        let (guest, screen, mistakes) = try harness(.frameBuffer)
        for (offset, value) in [(0x08, Self.end - 4096), (0x00, 3)] as [(UInt32, UInt32)] {
            screen.write(value, offset: offset, size: 4)
        }
        pass(1_700_000, guest)
        #expect(screen.read(offset: 0x04, size: 4) == 3)
        #expect(mistakes.texts == ["m was to read 153600 bytes at 0x307ff000, where no RAM is"])
        #expect(guest.kernel.board.wiring.pictures.isEmpty)
        screen.write(0xFFFF_FFFF, offset: 0x10, size: 4)
        pass(1_700_000, guest)
        #expect(
            mistakes.texts.last
                == "m was to show 65535 × 65535 pixels with 640 bytes from line to line: "
                + "none, or more than 2097152")
        #expect(guest.kernel.board.wiring.pictures.isEmpty)
    }
}
