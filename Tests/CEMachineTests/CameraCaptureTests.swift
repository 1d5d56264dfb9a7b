import GuestAddress
import Testing
import Unicorn

@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// The camera by its registers alone.
@Suite struct CameraCaptureTests {
    private static let base: UInt32 = 0x4902_1000
    private static let ring: UInt32 = 0x3070_0000

    private let guest: CallHarness
    private let camera: any DeviceWindow

    init() throws { try self.init(picture: []) }

    private init(picture: [UInt8]) throws {
        var device = DeviceConfiguration(name: "c", type: .camera, base: PhysicalAddress(Self.base), interrupt: 24)
        device.picture = picture
        guest = try CallHarness(devices: [device])
        camera = try #require(guest.kernel.memory.physical.device(at: PhysicalAddress(Self.base))).device
    }

    private func write(_ offset: UInt32, _ value: UInt32) { camera.write(value, offset: offset, size: 4) }
    private func read(_ offset: UInt32) -> UInt32 { camera.read(offset: offset, size: 4) }

    private func word(_ offset: UInt32) -> UInt32? {
        guest.kernel.memory.physical.word(at: PhysicalAddress(Self.ring + offset))
    }

    /// Lets virtual time pass, from one event of the device to the next.
    private func pass(microseconds: UInt64) {
        let kernel = guest.kernel
        let end = kernel.engine.instructions + microseconds * 100
        while kernel.board.wiring.time.next <= end {
            kernel.engine.advanceClock(by: kernel.board.wiring.time.next - kernel.engine.instructions)
            kernel.attendDevices()
        }
        kernel.engine.advanceClock(by: end - kernel.engine.instructions)
    }

    /// Frames of two lines of 16 bytes, three in the ring, one each millisecond.
    private func start(limit: UInt32 = 0xFFFF_FFFF) {
        for (offset, value) in [
            (0x08, Self.ring), (0x0C, 32), (0x10, 3), (0x14, 2 << 16 | 16), (0x18, 1000), (0x1C, 700), (0x20, limit),
            (0x00, 3),
        ] as [(UInt32, UInt32)] {
            write(offset, value)
        }
    }

    @Test func `registers have what the page of interrupts says at reset`() {
        #expect(
            (0..<12).map { read($0 * 4) } == [
                0, 0, 0, 307_200, 0, 0x01E0_0280, 33_333, 5_000, 0xFFFF_FFFF, 0, 0, 0,
            ])
    }

    @Test func `a frame is written part by part, and is done at the end of its burst`() {
        start()
        pass(microseconds: 1_300)
        #expect(read(0x04) == 8)
        #expect(read(0x24) == 0)
        pass(microseconds: 450)
        #expect(read(0x04) == 1)
        #expect(read(0x24) == 1)
        #expect([0, 12, 16, 28].map { word($0) } == [0x9E37_79B1, 0x9E37_79B1, 0x3C6E_F362, 0x3C6E_F362])
        pass(microseconds: 1_000)
        #expect(word(32) == 0xF1BB_CD88)
        #expect(word(48) == 0x8FF3_4739)
    }

    @Test func `a file is what it sees, and a frame that is larger ends with zeros`() throws {
        let camera = try CameraCaptureTests(picture: Array(1...22))
        #expect(camera.read(0x2C) == 2)
        camera.start()
        camera.pass(microseconds: 1_750)
        #expect(camera.read(0x24) == 1)
        #expect([0, 16, 20, 28].map { camera.word($0) } == [0x0403_0201, 0x1413_1211, 0x1615, 0])
        camera.write(0x2C, 0)
        camera.pass(microseconds: 1_000)
        #expect(camera.word(32) == 0xF1BB_CD88)
    }

    @Test func `the ring goes round, and a place that is not given back is not written`() {
        start(limit: 4)
        pass(microseconds: 6_900)
        #expect(read(0x24) == 4)
        #expect(read(0x28) == 2)
        #expect(read(0x04) == 3)
        #expect(word(0) == 0x98C4_7536)
        #expect(word(32) == 0xF1BB_CD88)
        write(0x20, 5)
        pass(microseconds: 1_000)
        #expect(read(0x24) == 5)
        #expect(word(32) == 0xEC48_C90D)
        write(0x04, 7)
        #expect(read(0x04) == 0)
    }

    @Test func `a ring that is not memory is an error of the bus`() {
        start()
        write(0x08, 0x1000_0000)
        pass(microseconds: 1_900)
        #expect(read(0x04) == 5)
        write(0x10, 0)
        write(0x04, 7)
        pass(microseconds: 1_000)
        #expect(read(0x04) == 4)
    }

    @Test func `the line is high while a frame is done and the interrupt is enabled`() {
        let wires = guest.kernel.board.wiring.wires
        start()
        pass(microseconds: 1_800)
        #expect(wires.isHigh(24))
        write(0x04, 1)
        #expect(!wires.isHigh(24))
        pass(microseconds: 1_000)
        write(0x00, 1)
        #expect(!wires.isHigh(24))
    }
}
