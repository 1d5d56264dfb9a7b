import CEMemory
import GuestAddress
import SavedState
import Unicorn

/// A block that captures the frames of a camera into a ring in memory: a bus master with an interrupt for each frame.
/// It stands for those of many SoCs, without any one's registers.
///
/// Registers of 32 bits, by their offset:
///
/// | offset | name | |
/// |---|---|---|
/// | 0x00 | CONTROL | bit 0 captures, bit 1 enables the interrupt of STATUS 0 to 2 |
/// | 0x04 | STATUS | bit 0 a frame is done, 1 one was dropped, 2 error of the bus (1 clears); 3 one is being written |
/// | 0x08 | BASE | the ring's physical address |
/// | 0x0C | STRIDE | bytes from one frame to the next |
/// | 0x10 | COUNT | frames in the ring |
/// | 0x14 | SIZE | bytes a line in bits 15:0, lines in bits 31:16 |
/// | 0x18 | PERIOD | microseconds from one frame to the next |
/// | 0x1C | BURST | microseconds in which a frame is written |
/// | 0x20 | LIMIT | frames that may be written since the start: the driver counts it up as it gives frames back |
/// | 0x24 | FRAMES | frames written since the start |
/// | 0x28 | DROPPED | frames that came when LIMIT was reached, or the last was not done |
/// | 0x2C | PATTERN | 0: words of line l of frame n are ((7n + l) mod 1024 + 1) × 0x9E3779B1; 1: bars; 2: a file |
///
/// Frame n is written to place n modulo COUNT, in eight parts over the burst, the first at once. The bus moves at most
/// ten bytes an instruction. Dropped frames have no number.
final class CameraCapture: TimedDevice {
    private enum Register {
        static let control = 0
        static let status = 1
        static let base = 2
        static let stride = 3
        static let count = 4
        static let size = 5
        static let period = 6
        static let burst = 7
        static let limit = 8
        static let frames = 9
        static let dropped = 10
        static let pattern = 11
        static let number = 12
    }

    private enum Status {
        static let done: UInt32 = 1
        static let dropped: UInt32 = 2
        static let busError: UInt32 = 4
        static let busy: UInt32 = 8
    }

    private enum Alarm {
        static let frame = 0
        static let part = 1
    }

    private static let parts: UInt32 = 8
    private static let runs: UInt32 = 1
    private static let interrupts: UInt32 = 2
    /// The largest frame: one of 16 MB.
    private static let largest: UInt32 = 16 << 20

    private let connection: DeviceConnection
    private var registers: [UInt32]
    /// The next part of the frame that is being written.
    private var part: UInt32 = 0
    /// What the camera sees, as it was asked for last.
    private var seen: CameraPattern?

    /// The bytes of a frame that the board gives; what a larger frame has behind them is 0.
    private let picture: [UInt8]

    init(_ connection: DeviceConnection, picture: [UInt8]) {
        self.connection = connection
        self.picture = picture
        registers = [UInt32](repeating: 0, count: Register.number)
        registers[Register.size] = 480 << 16 | 640
        registers[Register.stride] = 640 * 480
        registers[Register.period] = 33_333
        registers[Register.burst] = 5_000
        registers[Register.limit] = .max
        registers[Register.pattern] = picture.isEmpty ? 0 : 2
    }

    func read(offset: UInt32, size: Int) -> UInt32 {
        guard accepts(offset, size, .read) else { return 0 }
        return registers[Int(offset / 4)]
    }

    func write(_ value: UInt32, offset: UInt32, size: Int) {
        guard accepts(offset, size, .write) else { return }
        switch Int(offset / 4) {
        case Register.control: control(value)
        case Register.status: registers[Register.status] &= ~(value & (Status.done | Status.dropped | Status.busError))
        case Register.frames, Register.dropped: return
        case let register: registers[register] = value
        }
        update()
    }

    func alarm(_ number: Int, due: UInt64) {
        if number == Alarm.frame { beginFrame(due) } else { writePart(due) }
        update()
    }

    private var frameBytes: UInt32 {
        (registers[Register.size] & 0xFFFF & ~3) &* (registers[Register.size] >> 16)
    }

    /// Where the frame that is to be written begins; nil of one that ends above 4 GB.
    private var place: UInt32? {
        let number = UInt64(registers[Register.frames] % max(registers[Register.count], 1))
        let place = UInt64(registers[Register.base]) + number * UInt64(registers[Register.stride])
        return place + UInt64(frameBytes) <= 1 << 32 ? UInt32(truncatingIfNeeded: place) : nil
    }

    private func control(_ value: UInt32) {
        let wasRunning = registers[Register.control] & Self.runs != 0
        registers[Register.control] = value & (Self.runs | Self.interrupts)
        if value & Self.runs == 0 {
            connection.alarms.cancel(Alarm.frame)
            connection.alarms.cancel(Alarm.part)
            registers[Register.status] &= ~Status.busy
        } else if !wasRunning {
            registers[Register.frames] = 0
            registers[Register.dropped] = 0
            connection.alarms.set(Alarm.frame, at: connection.alarms.now + period)
        }
    }

    private var period: UInt64 {
        connection.alarms.instructions(microseconds: UInt64(max(registers[Register.period], 1)))
    }

    /// A frame comes: it is written if there is room for it.
    private func beginFrame(_ due: UInt64) {
        connection.alarms.set(Alarm.frame, at: due + period)
        let isFree = registers[Register.frames] < registers[Register.limit]
        guard isFree, registers[Register.status] & Status.busy == 0 else {
            registers[Register.dropped] &+= 1
            registers[Register.status] |= Status.dropped
            return
        }
        guard registers[Register.count] > 0, frameBytes > 0, frameBytes <= Self.largest, place != nil else {
            registers[Register.status] |= Status.busError
            connection.complain(
                "\(connection.name) was to write frames of \(frameBytes) bytes to a ring of "
                    + "\(registers[Register.count]) at 0x\(String(registers[Register.base], radix: 16)): "
                    + "there are none, or they end above 4 GB")
            return
        }
        registers[Register.status] |= Status.busy
        part = 0
        writePart(due)
    }

    /// Writes the next part of the frame, and the last one ends it.
    private func writePart(_ due: UInt64) {
        let lines = registers[Register.size] >> 16
        let width = registers[Register.size] & 0xFFFF & ~3
        let number = registers[Register.frames]
        let first = part * lines / Self.parts
        let next = (part + 1) * lines / Self.parts
        let bytes =
            registers[Register.pattern] == 2
            ? part(of: picture, Int(first * width)..<Int(next * width))
            : pattern(words: Int(width / 4)).bytes(of: first..<next, frame: number)
        let start = place.map { PhysicalAddress($0 &+ first &* width) }
        // A frame of fewer lines than parts has parts of none.
        if !bytes.isEmpty, start.map({ connection.bus.write(bytes, $0, by: connection.name) }) != true {
            registers[Register.status] |= Status.busError
        }
        part += 1
        if part < Self.parts {
            // No bus moves more than ten bytes with each instruction.
            let burst = max(
                connection.alarms.instructions(microseconds: UInt64(registers[Register.burst])),
                UInt64(frameBytes) / 10)
            connection.alarms.set(Alarm.part, at: due + burst / UInt64(Self.parts - 1))
        } else {
            registers[Register.frames] &+= 1
            registers[Register.status] = registers[Register.status] & ~Status.busy | Status.done
        }
    }

    private func part(of picture: [UInt8], _ range: Range<Int>) -> [UInt8] {
        let there = picture[range.clamped(to: picture.indices)]
        return there + [UInt8](repeating: 0, count: range.count - there.count)
    }

    private func pattern(words: Int) -> CameraPattern {
        let isBars = registers[Register.pattern] == 1
        if let seen, seen.isBars == isBars, seen.words == words { return seen }
        let pattern = CameraPattern(isBars: isBars, words: words)
        seen = pattern
        return pattern
    }

    private func update() {
        let isWanted = registers[Register.control] & Self.interrupts != 0
        let causes = Status.done | Status.dropped | Status.busError
        connection.line.set(isWanted && registers[Register.status] & causes != 0)
    }

    private func accepts(_ offset: UInt32, _ size: Int, _ access: AccessKind) -> Bool {
        if size == 4, offset & 3 == 0, offset / 4 < UInt32(Register.number) { return true }
        connection.errors.report(
            BusError(
                address: connection.base.wrappingAdding(offset), access: access, size: size,
                objection: "the camera has twelve registers of 4 bytes"))
        return false
    }

    static let hostProperties: Set<String> = ["connection", "seen", "picture"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&registers)
        try state.carry(&part)
        guard registers.count == Register.number, part <= Self.parts else {
            throw StateError.malformed("the registers of \(connection.name)")
        }
    }
}
