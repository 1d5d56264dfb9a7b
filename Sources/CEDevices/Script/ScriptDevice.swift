import CEMemory
import GuestAddress
import SavedState

/// A device that a file describes. What it does at one access or event is bounded: beyond that it does nothing more,
/// and says so.
final class ScriptDevice: RegisterDevice {
    /// So many statements and operators are worked on for one access or event.
    private static let stepLimit = 4_000
    /// So many steps are as quick as hardware; each further one takes guests so many instructions.
    private static let freeSteps = 100
    private static let stepPrice: UInt64 = 10
    private static let longestCopy: UInt32 = 16 << 20

    private let script: DeviceScript
    /// The events by the numbers of their alarms.
    private let eventNames: [String]
    /// Where registers are, by name.
    private let places: [String: Int]
    private var variables: [String: UInt32]
    private var fifos: [String: [UInt32]] = [:]
    /// What has failed for good, and ended the device.
    private var hasFailed = false
    private var steps = 0
    private var written: UInt32 = 0
    private var old: UInt32 = 0

    init(_ connection: DeviceConnection, _ script: DeviceScript) {
        self.script = script
        eventNames = script.events.keys.sorted()
        places = Dictionary(script.block.registers.enumerated().map { ($1.name, $0) }) { first, _ in first }
        variables = script.variables
        super.init(connection, script.block)
    }

    override func load(_ register: Register) -> UInt32 {
        old = self[place: places[register.name]]
        written = old
        run(script.reads[register.name], "a read of \(register.name)")
        let value = self[place: places[register.name]]
        if script.cleared.contains(register.name) {
            self[place: places[register.name]] = 0
            updateLine()
        }
        return value
    }

    override func store(_ value: UInt32, _ register: Register) {
        old = self[place: places[register.name]]
        written = value
        keep(value, register)
        run(script.writes[register.name], "a write of \(register.name)")
    }

    override func alarm(_ number: Int, due: UInt64) {
        guard eventNames.indices.contains(number) else { return }
        run(script.events[eventNames[number]], "the event \(eventNames[number])")
    }

    // MARK: Statements

    private func run(_ statements: [ScriptStatement]?, _ occasion: String) {
        guard !hasFailed else { return }
        steps = 0
        for statement in statements ?? [] { execute(statement) }
        updateLine()
        if steps > Self.freeSteps { connection.alarms.spend(UInt64(steps - Self.freeSteps) * Self.stepPrice) }
        if steps >= Self.stepLimit {
            hasFailed = true
            connection.console.listener?.misused(
                "\(connection.name) does not come to an end with \(occasion), and does nothing more")
        }
    }

    private func updateLine() {
        if let interrupt = script.interrupt { connection.line.set(value(interrupt) != 0) }
    }

    private func execute(_ statement: ScriptStatement) {
        steps += 1
        guard steps < Self.stepLimit else { return }
        switch statement {
        case .assign(let name, let expression): set(name, value(expression))
        case .assignField(let register, let field, let expression):
            guard let found = self.field(register, field) else { return }
            let word = value(expression) << UInt32(found.field.low) & found.field.mask
            self[place: found.place] = self[place: found.place] & ~found.field.mask | word
        case .when(let test, let inner): if value(test) != 0 { execute(inner) }
        case .repeated(let test, let inner): while steps < Self.stepLimit, value(test) != 0 { execute(inner) }
        case .after(let time, let unit, let event): schedule(event, UInt64(value(time)) * unit)
        case .cancel(let event): eventNames.firstIndex(of: event).map { connection.alarms.cancel($0) }
        case .push(let fifo, let expression):
            let entry = value(expression)
            if fifos[fifo, default: []].count < script.fifos[fifo] ?? 0 { fifos[fifo, default: []].append(entry) }
        case .clear(let fifo): fifos[fifo] = []
        case .send(let expression):
            connection.console.transmit(UInt8(truncatingIfNeeded: value(expression)), from: connection.name)
        case .store(let address, let expression):
            let word = value(expression)
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) }
            _ = connection.bus.write(bytes, PhysicalAddress(value(address)), by: connection.name)
        case .copy(let from, let to, let count):
            copy(PhysicalAddress(value(from)), PhysicalAddress(value(to)), value(count))
        case .pulse: connection.line.pulse()
        }
    }

    private func schedule(_ event: String, _ nanoseconds: UInt64) {
        guard let number = eventNames.firstIndex(of: event) else { return }
        let time = connection.alarms.instructions(ticks: nanoseconds, 1_000_000_000)
        connection.alarms.set(number, at: connection.alarms.now &+ time)
    }

    /// Nothing is copied when either end is no RAM.
    private func copy(_ source: PhysicalAddress, _ target: PhysicalAddress, _ count: UInt32) {
        guard count > 0, count <= Self.longestCopy else { return }
        steps += Int(count / 4096)
        guard let bytes = connection.bus.read(source, count, by: connection.name) else { return }
        _ = connection.bus.write(bytes, target, by: connection.name)
    }

    private func set(_ name: String, _ value: UInt32) {
        if variables[name] != nil {
            variables[name] = value
        } else if let place = places[name] {
            self[place: place] = value
        } else if name == "value" {
            written = value
        }
    }

    private func field(_ register: String, _ field: String) -> (place: Int, field: RegisterField)? {
        guard let place = places[register],
            let found = script.block.registers[place].fields.first(where: { $0.name == field })
        else { return nil }
        return (place, found)
    }

    // MARK: Expressions

    private func value(_ expression: ScriptExpression) -> UInt32 {
        steps += 1
        guard steps < Self.stepLimit else { return 0 }
        switch expression {
        case .number(let number): return number
        case .name("value"): return written
        case .name("old"): return old
        case .name(let name):
            if let value = variables[name] { return value }
            return self[place: places[name]]
        case .field(let register, let field):
            return self.field(register, field).map { $0.field.value(in: self[place: $0.place]) } ?? 0
        case .count(let fifo): return UInt32(fifos[fifo]?.count ?? 0)
        case .pop(let fifo): return fifos[fifo]?.isEmpty ?? true ? 0 : fifos[fifo]?.removeFirst() ?? 0
        case .load(let address):
            let bytes = connection.bus.read(PhysicalAddress(value(address)), 4, by: connection.name) ?? [0, 0, 0, 0]
            return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        case .unary(let operation, let operand):
            let value = value(operand)
            return operation == "!" ? (value == 0 ? 1 : 0) : operation == "~" ? ~value : 0 &- value
        case .binary(let operation, let left, let right):
            return ScriptExpression.apply(operation, value(left), value(right))
        case .choice(let test, let first, let second): return value(test) != 0 ? value(first) : value(second)
        }
    }

    // MARK: State

    override class var hostProperties: Set<String> {
        super.hostProperties.union(["script", "eventNames", "places", "steps", "written", "old"])
    }

    override func carry(_ state: StateCarrier) throws {
        try super.carry(state)
        let names = Set(variables.keys)
        try state.carry(&variables)
        try state.carry(&fifos)
        try state.carry(&hasFailed)
        guard Set(variables.keys) == names, fifos.allSatisfy({ $0.value.count <= script.fifos[$0.key] ?? 0 }) else {
            throw StateError.malformed("the variables of \(connection.name)")
        }
    }
}
