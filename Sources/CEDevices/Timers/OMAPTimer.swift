import SavedState

/// The general-purpose timer of OMAP3, and that of AM335x, whose registers lie elsewhere (TI SPRUF98, SPRUH73). It
/// counts up. Nothing that is written is pending: TWPS reads 0.
final class OMAPTimer: RegisterDevice {
    private struct Layout {
        let configuration, status, enable, enableClear, control, counter, reload, trigger, match: UInt32
        let softReset: UInt32

        static let omap3 = Layout(
            configuration: 0x10, status: 0x18, enable: 0x1C, enableClear: .max, control: 0x24, counter: 0x28,
            reload: 0x2C, trigger: 0x30, match: 0x38, softReset: 2)
        static let am335x = Layout(
            configuration: 0x10, status: 0x28, enable: 0x2C, enableClear: 0x30, control: 0x38, counter: 0x3C,
            reload: 0x40, trigger: 0x44, match: 0x4C, softReset: 1)
    }

    private static let events = "MAT 0, OVF 1, TCAR 2"
    private static let controls = "ST 0, AR 1, PTV 4:2, PRE 5, CE 6, SCPWM 7, TCM 9:8, TRG 11:10, PT 12"

    private static func common(_ layout: Layout) -> [Register] {
        [
            Register("TIDR", 0x00, .readOnly, reset: 0x13),
            Register("TIOCP_CFG", layout.configuration, writable: 0x33F),
            Register("TISR", layout.status, writable: 0, oneToClear: 7, events),
            Register("TIER", layout.enable, writable: 7, events),
            Register("TCLR", layout.control, writable: 0x7FFF, controls), Register("TCRR", layout.counter),
            Register("TLDR", layout.reload), Register("TTGR", layout.trigger, reset: .max),
            Register("TWPS", layout.trigger + 4, .readOnly), Register("TMAR", layout.match),
            Register("TCAR1", layout.match + 4, .readOnly), Register("TSICR", layout.match + 8, writable: 6),
            Register("TCAR2", layout.match + 12, .readOnly),
        ]
    }

    private static let omap3 = RegisterBlock(
        common(.omap3) + [
            Register("TISTAT", 0x14, .readOnly, reset: 1, "RESETDONE 0"), Register("TWER", 0x20, writable: 7),
            Register("TPIR", 0x48), Register("TNIR", 0x4C), Register("TCVR", 0x50, .readOnly),
            Register("TOCR", 0x54), Register("TOWR", 0x58),
        ])
    private static let am335x = RegisterBlock(
        common(.am335x) + [
            Register("IRQ_EOI", 0x20), Register("IRQSTATUS_RAW", 0x24, .readWrite, events),
            Register("IRQENABLE_CLR", 0x30, .readWrite, writable: 7, events), Register("IRQWAKEEN", 0x34, writable: 7),
        ])

    private let at: Layout
    private let frequency: UInt64
    private var counter = Countup()
    private static let overflow = 0
    private static let matching = 1

    init(_ connection: DeviceConnection, isAM335x: Bool, frequency: UInt64) {
        at = isAM335x ? .am335x : .omap3
        self.frequency = frequency
        super.init(connection, isAM335x ? Self.am335x : Self.omap3)
    }

    override func load(_ register: Register) -> UInt32 {
        switch register.offset {
        case at.counter: return UInt32(truncatingIfNeeded: counter.value(connection.alarms))
        case at.enableClear: return self[at.enable]
        case at.trigger: return .max
        default: return register.name == "IRQSTATUS_RAW" ? self[at.status] : super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        switch register.offset {
        case at.configuration where value & at.softReset != 0:
            resetRegisters()
            counter.set(0)
        case at.counter: run(from: value)
        case at.trigger: run(from: self[at.reload])
        case at.enableClear: self[at.enable] &= ~value
        case at.enable where at.enableClear != .max: self[at.enable] |= value & 7
        case at.control:
            let now = UInt32(truncatingIfNeeded: counter.value(connection.alarms))
            keep(value, register)
            run(from: now)
        default:
            if register.name == "IRQSTATUS_RAW" { self[at.status] |= value & 7 } else { keep(value, register) }
        }
        setAlarms()
        update()
    }

    override func alarm(_ number: Int, due: UInt64) {
        if number == Self.matching {
            self[at.status] |= 1
        } else {
            self[at.status] |= 2
            if self[at.control] & 2 != 0 {
                counter.run(from: UInt64(self[at.reload]), frequency: rate, at: due)
            } else {
                counter.set(0)
                self[at.control] &= ~1
            }
        }
        setAlarms()
        update()
    }

    private var rate: UInt64 {
        let control = self[at.control]
        return control & 0x20 != 0 ? frequency >> UInt64((control >> 2 & 7) + 1) : frequency
    }

    private func run(from value: UInt32) {
        guard self[at.control] & 1 != 0 else { return counter.set(UInt64(value)) }
        counter.run(from: UInt64(value), frequency: rate, at: connection.alarms.now)
    }

    private func setAlarms() {
        let alarms = connection.alarms
        guard counter.isRunning else {
            alarms.cancel(Self.overflow)
            return alarms.cancel(Self.matching)
        }
        alarms.set(Self.overflow, at: counter.time(of: 0, alarms))
        // A match behind the counter is a round away: the counter is reloaded before.
        if self[at.control] & 0x40 != 0, UInt64(self[at.match]) > counter.value(alarms) {
            alarms.set(Self.matching, at: counter.time(of: UInt64(self[at.match]), alarms))
        } else {
            alarms.cancel(Self.matching)
        }
    }

    private func update() { connection.line.set(self[at.status] & self[at.enable] != 0) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["at", "frequency"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&counter)
    }
}
