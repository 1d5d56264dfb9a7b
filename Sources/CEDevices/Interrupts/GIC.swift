import SavedState

/// ARM's generic interrupt controller, versions 1 and 2, for one core (ARM IHI 0048).
///
/// Of version 2 the distributor is at the device's base, the CPU interface 0x1000 above it, and the deactivation
/// register another 0x1000. Of version 1, as in a Cortex-A9, the base is that of the private peripherals: the CPU
/// interface is 0x100 and the distributor 0x1000 above. `interrupt:` of a device is the INTID: 32 and more for shared
/// peripherals.
final class GIC: ControllerDevice {
    private enum At {
        static let control: UInt32 = 0x000
        static let setEnable: UInt32 = 0x100
        static let clearEnable: UInt32 = 0x180
        static let setPending: UInt32 = 0x200
        static let clearPending: UInt32 = 0x280
        static let setActive: UInt32 = 0x300
        static let clearActive: UInt32 = 0x380
        static let priorities: UInt32 = 0x400
        static let targets: UInt32 = 0x800
        static let trigger: UInt32 = 0xC00
        static let generate: UInt32 = 0xF00
        static let cpu: UInt32 = 0x1000
        static let deactivate: UInt32 = 0x2000
    }

    private static let words: UInt32 = 5
    /// Where a register lies: offsets here are those of version 2.
    private static func place(_ offset: UInt32, _ version: Int) -> UInt32 {
        version == 2 ? offset : offset >= At.cpu ? offset - At.cpu + 0x100 : offset + 0x1000
    }

    private static func block(_ version: Int) -> RegisterBlock {
        var registers = [
            Register("GICD_CTLR", At.control, writable: 1), Register("GICD_TYPER", 0x004, .readOnly, reset: words - 1),
            Register("GICD_IIDR", 0x008, .readOnly, reset: 0x43B),
            Register("GICD_SGIR", At.generate, .writeOnly, "ID 3:0, TARGETS 23:16, FILTER 25:24"),
        ]
        registers += Register.row("GICD_IGROUPR", 0x080, count: words)
        for (name, offset) in [
            ("ISENABLER", At.setEnable), ("ICENABLER", At.clearEnable), ("ISPENDR", At.setPending),
            ("ICPENDR", At.clearPending), ("ISACTIVER", At.setActive), ("ICACTIVER", At.clearActive),
        ] { registers += Register.row("GICD_" + name, offset, count: words) }
        registers += Register.row("GICD_IPRIORITYR", At.priorities, count: words * 8)
        registers += Register.row("GICD_ITARGETSR", At.targets, count: words * 8)
        registers += Register.row("GICD_ICFGR", At.trigger, count: words * 2)
        registers += [
            Register("GICC_CTLR", At.cpu, writable: 0x3FF, "ENABLE 0, EOIMODE 9"),
            Register("GICC_PMR", At.cpu + 0x04, writable: 0xFF), Register("GICC_BPR", At.cpu + 0x08, writable: 7),
            Register("GICC_IAR", At.cpu + 0x0C, .readOnly, reset: 1023, "ID 9:0, CPU 12:10"),
            Register("GICC_EOIR", At.cpu + 0x10, .writeOnly),
            Register("GICC_RPR", At.cpu + 0x14, .readOnly, reset: 0xFF),
            Register("GICC_HPPIR", At.cpu + 0x18, .readOnly, reset: 1023),
        ]
        if version == 2 { registers.append(Register("GICC_DIR", At.deactivate, .writeOnly)) }
        return RegisterBlock(registers.map { $0.moved(to: place($0.offset, version)) })
    }

    private func place(_ offset: UInt32) -> UInt32 { Self.place(offset, isSecondVersion ? 2 : 1) }
    private func logical(_ offset: UInt32) -> UInt32 {
        isSecondVersion ? offset : offset >= 0x1000 ? offset - 0x1000 : offset - 0x100 + At.cpu
    }

    private static let blocks = [1: block(1), 2: block(2)]
    private let isSecondVersion: Bool
    /// Bits of the distributor's state.
    private var enabled = [UInt32](repeating: 0, count: Int(words))
    private var latched = [UInt32](repeating: 0, count: Int(words))
    private var active = [UInt32](repeating: 0, count: Int(words))
    /// What is being served, the last one last.
    private var running: [Int] = []

    init(_ connection: DeviceConnection, version: Int) {
        isSecondVersion = version == 2
        super.init(connection, Self.blocks[version] ?? Self.block(version), words: Int(Self.words))
        enabled[0] = 0xFFFF
    }

    override func load(_ register: Register) -> UInt32 {
        let word = Int(register.offset & 0x7F) / 4
        switch logical(register.offset) {
        case At.setEnable..<At.setPending: return enabled[word]
        case At.setPending..<At.setActive: return waiting[word]
        case At.setActive..<At.priorities: return active[word]
        case At.targets..<At.targets + 0x20: return 0x0101_0101
        case At.cpu + 0x0C: return begin()
        case At.cpu + 0x14: return running.last.map { UInt32(priority($0)) } ?? 0xFF
        case At.cpu + 0x18: return pending.map { UInt32($0.input) } ?? 1023
        default: return super.load(register)
        }
    }

    override func store(_ value: UInt32, _ register: Register) {
        let word = Int(register.offset & 0x7F) / 4
        switch logical(register.offset) {
        case At.setEnable..<At.clearEnable: enabled[word] |= value
        case At.clearEnable..<At.setPending: enabled[word] &= ~value | (word == 0 ? 0xFFFF : 0)
        case At.setPending..<At.clearPending: latched[word] |= value
        case At.clearPending..<At.setActive: latched[word] &= ~value
        case At.setActive..<At.clearActive: active[word] |= value
        case At.clearActive..<At.priorities: active[word] &= ~value
        case At.generate: latched[0] |= 1 << (value & 15)
        case At.cpu + 0x10: end(Int(value & 0x3FF))
        case At.deactivate: deactivate(Int(value & 0x3FF))
        default: keep(value, register)
        }
        update()
    }

    // MARK: The life of an interrupt

    private func begin() -> UInt32 {
        guard let input = pending?.input else { return 1023 }
        latched[input >> 5] &= ~bit(input)
        active[input >> 5] |= bit(input)
        if running.count < count { running.append(input) }
        update()
        return UInt32(input)
    }

    private func end(_ input: Int) {
        guard let index = running.lastIndex(of: input) else { return }
        running.remove(at: index)
        if !isSecondVersion || self[place(At.cpu)] & 0x200 == 0 { deactivate(input) }
    }

    private func deactivate(_ input: Int) {
        guard (0..<count).contains(input) else { return }
        active[input >> 5] &= ~bit(input)
    }

    private func bit(_ input: Int) -> UInt32 { 1 << UInt32(input & 31) }
    private func isEdge(_ input: Int) -> Bool {
        self[place(At.trigger + UInt32(input >> 4) * 4)] >> (UInt32(input & 15) * 2) & 2 != 0
    }

    private func priority(_ input: Int) -> Int {
        Int(self[place(At.priorities + UInt32(input & ~3))] >> (UInt32(input & 3) * 8) & 0xFF)
    }

    override func rose(_ input: Int) { if isEdge(input) { latched[input >> 5] |= bit(input) } }

    private var waiting: [UInt32] {
        var words = zip(latched, inputs).map { $0 | $1 }
        for input in inputs.bitNumbers where isEdge(input) && latched[input >> 5] & bit(input) == 0 {
            words[input >> 5] &= ~bit(input)
        }
        return words
    }

    override func sorted() -> PendingInterrupt? {
        guard self[place(At.control)] & 1 != 0, self[place(At.cpu)] & 1 != 0 else { return nil }
        let ready = zip(waiting, zip(enabled, active)).map { $0 & $1.0 & ~$1.1 }
        let limit = min(Int(self[place(At.cpu + 4)]), running.last.map(priority) ?? 0x100)
        let best = ready.bitNumbers.filter { priority($0) < limit }.min { (priority($0), $0) < (priority($1), $1) }
        return best.map { PendingInterrupt(input: $0, priority: priority($0)) }
    }

    override func setMask(_ input: Int, _ isMasked: Bool) {
        if isMasked { enabled[input >> 5] &= ~bit(input) } else { enabled[input >> 5] |= bit(input) }
        guard !isMasked else { return }
        // The machine's OAL: what a BSP does at boot is done with the first interrupt that is enabled.
        self[place(At.control)] |= 1
        self[place(At.cpu)] |= 1
        if self[place(At.cpu + 4)] == 0 { self[place(At.cpu + 4)] = 0xF0 }
    }

    override func take(_ input: Int) { latched[input >> 5] &= ~bit(input) }

    override class var hostProperties: Set<String> { super.hostProperties.union(["isSecondVersion"]) }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        try state.carry(&enabled)
        try state.carry(&latched)
        try state.carry(&active)
        try state.carry(&running)
        let words = Int(Self.words)
        guard enabled.count == words, latched.count == words, active.count == words,
            running.allSatisfy({ (0..<count).contains($0) })
        else { throw StateError.malformed("the state of \(connection.name)") }
        if state.isReading { update() }
    }
}
