/// A bank of GPIO of OMAP3, or of AM335x, whose registers lie elsewhere (TI SPRUF98, SPRUH73). An event sets both
/// status registers; the line is that of the first set.
final class OMAPPort: PortDevice {
    private struct Layout {
        let status, status2, enable, enable2, clearEnable, setEnable, clearEnable2, setEnable2: UInt32
        /// What is added to the offsets of the data registers.
        let data: UInt32

        static let omap3 = Layout(
            status: 0x18, status2: 0x28, enable: 0x1C, enable2: 0x2C, clearEnable: 0x60, setEnable: 0x64,
            clearEnable2: 0x70, setEnable2: 0x74, data: 0)
        static let am335x = Layout(
            status: 0x2C, status2: 0x30, enable: .max, enable2: .max, clearEnable: 0x3C, setEnable: 0x34,
            clearEnable2: 0x40, setEnable2: 0x38, data: 0x100)
    }

    private enum Data {
        static let direction: UInt32 = 0x34
        static let input: UInt32 = 0x38
        static let output: UInt32 = 0x3C
        static let low: UInt32 = 0x40
        static let high: UInt32 = 0x44
        static let rising: UInt32 = 0x48
        static let falling: UInt32 = 0x4C
        static let clear: UInt32 = 0x90
        static let set: UInt32 = 0x94
    }

    private static func block(_ at: Layout) -> RegisterBlock {
        var registers = [
            Register("GPIO_REVISION", 0x00, .readOnly, reset: 0x25), Register("GPIO_SYSCONFIG", 0x10, writable: 0x1D),
            Register("GPIO_SYSSTATUS", 0x14 + at.data, .readOnly, reset: 1, "RESETDONE 0"),
            Register("GPIO_IRQSTATUS1", at.status, writable: 0, oneToClear: .max),
            Register("GPIO_IRQSTATUS2", at.status2, writable: 0, oneToClear: .max),
            Register("GPIO_CLEARIRQENABLE1", at.clearEnable), Register("GPIO_SETIRQENABLE1", at.setEnable),
            Register("GPIO_CLEARIRQENABLE2", at.clearEnable2), Register("GPIO_SETIRQENABLE2", at.setEnable2),
            Register("GPIO_CTRL", 0x30 + at.data, writable: 7),
            Register("GPIO_OE", Data.direction + at.data, reset: .max),
            Register("GPIO_DATAIN", Data.input + at.data, .readOnly), Register("GPIO_DATAOUT", Data.output + at.data),
            Register("GPIO_LEVELDETECT0", Data.low + at.data), Register("GPIO_LEVELDETECT1", Data.high + at.data),
            Register("GPIO_RISINGDETECT", Data.rising + at.data),
            Register("GPIO_FALLINGDETECT", Data.falling + at.data),
            Register("GPIO_DEBOUNCENABLE", 0x50 + at.data), Register("GPIO_DEBOUNCINGTIME", 0x54 + at.data),
            Register("GPIO_CLEARDATAOUT", Data.clear + at.data), Register("GPIO_SETDATAOUT", Data.set + at.data),
        ]
        if at.enable != .max {
            registers += [
                Register("GPIO_IRQENABLE1", at.enable), Register("GPIO_IRQENABLE2", at.enable2),
                Register("GPIO_WAKEUPENABLE", 0x20), Register("GPIO_CLEARWKUENA", 0x80),
                Register("GPIO_SETWKUENA", 0x84),
            ]
        } else {
            registers += [
                Register("GPIO_EOI", 0x20), Register("GPIO_IRQSTATUS_RAW_0", 0x24),
                Register("GPIO_IRQSTATUS_RAW_1", 0x28), Register("GPIO_IRQWAKEN_0", 0x44),
                Register("GPIO_IRQWAKEN_1", 0x48),
            ]
        }
        return RegisterBlock(registers)
    }

    private static let omap3 = block(.omap3)
    private static let am335x = block(.am335x)
    private let at: Layout

    init(_ connection: DeviceConnection, isAM335x: Bool) {
        at = isAM335x ? .am335x : .omap3
        super.init(connection, isAM335x ? Self.am335x : Self.omap3)
    }

    /// Where the first set's mask is kept.
    private var mask: UInt32 { at.enable == .max ? at.setEnable : at.enable }
    private var mask2: UInt32 { at.enable2 == .max ? at.setEnable2 : at.enable2 }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case at.clearEnable, at.setEnable: return self[mask]
        case at.clearEnable2, at.setEnable2: return self[mask2]
        case Data.input + at.data: return levels(0)
        case Data.clear + at.data, Data.set + at.data: return self[Data.output + at.data]
        default:
            return register.name.hasPrefix("GPIO_IRQSTATUS_RAW") ? self[at.status] : super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        let before = levels(0)
        switch register.offset {
        case 0x10 where value & 2 != 0: resetRegisters()
        case at.clearEnable: self[mask] &= ~value
        case at.setEnable: self[mask] |= value
        case at.clearEnable2: self[mask2] &= ~value
        case at.setEnable2: self[mask2] |= value
        case Data.clear + at.data: self[Data.output + at.data] &= ~value
        case Data.set + at.data: self[Data.output + at.data] |= value
        default:
            if register.name.hasPrefix("GPIO_IRQSTATUS_RAW") {
                self[at.status] |= value
            } else {
                keep(value, register)
            }
        }
        changed(0, from: before)
    }

    override func levels(_ word: Int) -> UInt32 {
        let inputs = self[Data.direction + at.data]
        return outside[0] & inputs | self[Data.output + at.data] & ~inputs
    }

    override func changed(_ word: Int, from before: UInt32) {
        let now = levels(0)
        let events =
            now & ~before & self[Data.rising + at.data] | before & ~now & self[Data.falling + at.data]
            | now & self[Data.high + at.data] | ~now & self[Data.low + at.data]
        self[at.status] |= events
        self[at.status2] |= events
        connection.line.set(self[at.status] & self[mask] != 0)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["at"]) }
}
