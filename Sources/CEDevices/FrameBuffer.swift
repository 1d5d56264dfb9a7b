import CEMemory
import GuestAddress
import SavedState

/// A block that shows a picture in memory on a screen: it stands for the display controllers of many SoCs, without any
/// one's registers. What it shows when a run ends is in the run's record.
///
/// Registers of 32 bits, by their offset:
///
/// | offset | name | |
/// |---|---|---|
/// | 0x00 | CONTROL | bit 0 shows, bit 1 enables the interrupt |
/// | 0x04 | STATUS | bit 0 a picture was shown, 1 error of the bus: nothing but RAM can be shown (1 clears) |
/// | 0x08 | BASE | the physical address of the first line; taken at the next picture |
/// | 0x0C | STRIDE | bytes from one line to the next |
/// | 0x10 | SIZE | pixels a line in bits 15:0, lines in bits 31:16; at most 2,097,152 pixels |
/// | 0x14 | FORMAT | 0: RGB 5:6:5 in halfwords; 1: words 0x00RRGGBB; 2: bytes of grey |
/// | 0x18 | PERIOD | microseconds from one picture to the next |
/// | 0x1C | FRAMES | pictures shown since it was started |
final class FrameBuffer: RegisterDevice, PictureSource {
    private enum At {
        static let control: UInt32 = 0x00
        static let status: UInt32 = 0x04
        static let base: UInt32 = 0x08
        static let stride: UInt32 = 0x0C
        static let size: UInt32 = 0x10
        static let format: UInt32 = 0x14
        static let period: UInt32 = 0x18
        static let frames: UInt32 = 0x1C
    }

    private static let mostPixels = 1 << 21

    private static let registers = RegisterBlock(
        [
            Register("CONTROL", At.control, writable: 3, "SHOWS 0, IRQ 1"),
            Register("STATUS", At.status, writable: 0, oneToClear: 3, "SHOWN 0, BUSERROR 1"),
            Register("BASE", At.base), Register("STRIDE", At.stride, reset: 640),
            Register("SIZE", At.size, reset: 240 << 16 | 320, "WIDTH 15:0, LINES 31:16"),
            Register("FORMAT", At.format, writable: 3), Register("PERIOD", At.period, reset: 16_667),
            Register("FRAMES", At.frames, .readOnly),
        ], widths: .whole)

    /// What the screen shows until the next picture.
    private var shown: UInt32 = 0

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override func store(_ value: UInt32, _ register: Register) {
        let wasOn = self[At.control] & 1 != 0
        keep(value, register)
        if register.offset == At.control {
            let isOn = value & 1 != 0
            if isOn, !wasOn {
                self[At.frames] = 0
                shown = self[At.base]
                connection.alarms.set(0, at: connection.alarms.now + period)
            } else if !isOn {
                connection.alarms.cancel(0)
            }
        }
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        shown = self[At.base]
        self[At.frames] &+= 1
        self[At.status] |= 1 | (canShow ? 0 : 2)
        connection.alarms.set(0, at: due + period)
        update()
    }

    /// At least a tenth of a millisecond: a picture costs the host something.
    private var period: UInt64 { connection.alarms.instructions(microseconds: UInt64(max(100, self[At.period]))) }

    private var width: Int { Int(self[At.size] & 0xFFFF) }
    private var height: Int { Int(self[At.size] >> 16) }
    private var pixelSize: Int { [2, 4, 1, 1][Int(self[At.format])] }

    /// Bytes from the first line's first to the last line's last; nil of a picture that is none or too large.
    private var extent: Int? {
        guard width > 0, height > 0, width * height <= Self.mostPixels else { return nil }
        let (product, isTooMuch) = Int(self[At.stride]).multipliedReportingOverflow(by: height - 1)
        let total = product + width * pixelSize
        return isTooMuch || total > 64 << 20 ? nil : total
    }

    /// Whether the picture is one, and in RAM; what is wrong with it is told.
    private var canShow: Bool {
        guard let extent else {
            connection.complain(
                "\(connection.name) was to show \(width) × \(height) pixels with \(self[At.stride]) bytes from "
                    + "line to line: none, or more than \(Self.mostPixels)")
            return false
        }
        return connection.bus.scan(PhysicalAddress(shown), extent, by: connection.name)
    }

    private func update() { connection.line.set(self[At.control] & 2 != 0 && self[At.status] & 1 != 0) }

    /// What the screen shows; nil while it is off, or of a place that is not RAM.
    var picture: DevicePicture? {
        guard self[At.control] & 1 != 0, let extent,
            let bytes = connection.bus.look(PhysicalAddress(shown), extent)
        else { return nil }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height * 3)
        for line in 0..<height {
            let first = line * Int(self[At.stride])
            for column in 0..<width { append(bytes, first + column * pixelSize, to: &pixels) }
        }
        return DevicePicture(device: connection.name, width: width, height: height, pixels: pixels)
    }

    private func append(_ bytes: [UInt8], _ place: Int, to pixels: inout [UInt8]) {
        switch self[At.format] {
        case 0:
            let word = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
            // The upper bits again below, so that white is white.
            let (red, green, blue) = (word >> 11 & 31, word >> 5 & 63, word & 31)
            pixels.append(UInt8(red << 3 | red >> 2))
            pixels.append(UInt8(green << 2 | green >> 4))
            pixels.append(UInt8(blue << 3 | blue >> 2))
        case 1: pixels += [bytes[place + 2], bytes[place + 1], bytes[place]]
        default: pixels += [bytes[place], bytes[place], bytes[place]]
        }
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&shown)
    }
}

/// A device with a picture that people look at.
package protocol PictureSource: AnyObject {
    var picture: DevicePicture? { get }
}

/// A picture as a device shows it.
package struct DevicePicture: Hashable, Sendable {
    package let device: String
    package let width: Int
    package let height: Int
    /// Red, green and blue of each pixel, line by line from the top.
    package let pixels: [UInt8]
}
