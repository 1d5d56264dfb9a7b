/// ARM's port of eight pins PL061 (ARM DDI 0190): the address of an access to the data register says which pins it
/// means.
final class PL061: PortDevice {
    private enum At {
        static let direction: UInt32 = 0x400
        static let isLevel: UInt32 = 0x404
        static let both: UInt32 = 0x408
        static let event: UInt32 = 0x40C
        static let enable: UInt32 = 0x410
        static let raw: UInt32 = 0x414
        static let masked: UInt32 = 0x418
        static let clear: UInt32 = 0x41C
        static let output: UInt32 = 0x3FC
    }

    private static let registers = RegisterBlock(
        Register.row("GPIODATA", 0x000, count: 256)
            + [
                Register("GPIODIR", At.direction, writable: 0xFF), Register("GPIOIS", At.isLevel, writable: 0xFF),
                Register("GPIOIBE", At.both, writable: 0xFF), Register("GPIOIEV", At.event, writable: 0xFF),
                Register("GPIOIE", At.enable, writable: 0xFF), Register("GPIORIS", At.raw, .readOnly),
                Register("GPIOMIS", At.masked, .readOnly), Register("GPIOIC", At.clear, .writeOnly),
                Register("GPIOAFSEL", 0x420, writable: 0xFF),
            ] + Register.primeCell([0x61, 0x10, 0x04, 0x00, 0x0D, 0xF0, 0x05, 0xB1]))

    init(_ connection: DeviceConnection) { super.init(connection, Self.registers) }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case 0x000...At.output: return levels(0) & register.offset >> 2
        case At.raw: return raw
        case At.masked: return raw & self[At.enable]
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = levels(0)
        switch register.offset {
        case 0x000...At.output:
            let pins = register.offset >> 2 & self[At.direction]
            self[At.output] = self[At.output] & ~pins | value & pins
        case At.clear: self[At.raw] &= ~value
        default: keep(value, register)
        }
        changed(0, from: before)
    }

    override func levels(_ word: Int) -> UInt32 {
        (outside[0] & ~self[At.direction] | self[At.output] & self[At.direction]) & 0xFF
    }

    /// Edges stay until they are cleared, levels follow the pins.
    private var raw: UInt32 {
        let level = self[At.isLevel] & ~(levels(0) ^ self[At.event])
        return (self[At.raw] & ~self[At.isLevel] | level) & 0xFF
    }

    override func changed(_ word: Int, from before: UInt32) {
        let now = levels(0)
        let rising = now & ~before & (self[At.event] | self[At.both])
        let falling = before & ~now & (~self[At.event] | self[At.both])
        // What the guest drives itself is no event.
        self[At.raw] |= (rising | falling) & ~self[At.isLevel] & ~self[At.direction]
        connection.line.set(raw & self[At.enable] != 0)
    }
}
