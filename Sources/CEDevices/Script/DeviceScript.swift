/// A device as a file describes it: registers, what accesses do, and what happens by itself.
public struct DeviceScript: Hashable, Sendable {
    /// A register, its lines unread.
    public struct Entry: Hashable, Sendable {
        public enum Access: String, Hashable, Sendable { case readWrite, readOnly, writeOnly }
        public var name: String
        public var offset: UInt32
        /// Bytes: 1, 2 or 4.
        public var size: UInt32 = 4
        public var access = Access.readWrite
        public var reset: UInt32 = 0
        public var writable = UInt32.max
        public var oneToClear: UInt32 = 0
        public var clearsOnRead = false
        /// Names of bits: `EN` to `0`, `MODE` to `5:4`.
        public var fields: [String: String] = [:]
        public var onRead: [String] = []
        public var onWrite: [String] = []

        public init(name: String, offset: UInt32) {
            self.name = name
            self.offset = offset
        }
    }

    let block: RegisterBlock
    let variables: [String: UInt32]
    /// How many entries each may have.
    let fifos: [String: Int]
    let reads: [String: [ScriptStatement]]
    let writes: [String: [ScriptStatement]]
    let events: [String: [ScriptStatement]]
    /// Registers that reading makes 0.
    let cleared: Set<String>
    /// The level of the interrupt line; nil of a device with pulses, or none.
    let interrupt: ScriptExpression?

    /// - Parameters:
    ///   - wholeOnly: whether only accesses of a register's own size are answered.
    ///   - interrupt: the level of the line, an expression.
    ///   - events: what happens when their time has come, by name.
    /// - Throws: `ScriptError` for a line that means nothing, or names what is not there.
    public init(
        registers: [Entry], wholeOnly: Bool = false, variables: [String: UInt32] = [:], fifos: [String: Int] = [:],
        events: [String: [String]] = [:], interrupt: String? = nil
    ) throws(ScriptError) {
        guard registers.count <= 4096 else { throw ScriptError("more than 4096 registers") }
        var described: [Register] = []
        for entry in registers { described.append(try Self.register(entry)) }
        block = RegisterBlock(described, widths: wholeOnly ? .whole : .parts)
        self.variables = variables
        self.fifos = fifos.mapValues { min(max($0, 1), 65_536) }
        reads = try Self.parsed(registers.map { ($0.name, $0.onRead) })
        writes = try Self.parsed(registers.map { ($0.name, $0.onWrite) })
        self.events = try Self.parsed(events.map { ($0.key, $0.value) })
        cleared = Set(registers.filter(\.clearsOnRead).map(\.name))
        self.interrupt = if let interrupt { try ScriptParser.expression(interrupt) } else { nil }
        try check()
    }

    /// A device without registers.
    public static let empty = DeviceScript()

    private init() {
        block = RegisterBlock([])
        (variables, fifos, reads, writes, events, cleared, interrupt) = ([:], [:], [:], [:], [:], [], nil)
    }

    private static func parsed(_ lines: [(String, [String])]) throws(ScriptError) -> [String: [ScriptStatement]] {
        var parsed: [String: [ScriptStatement]] = [:]
        for (name, lines) in lines where !lines.isEmpty {
            var statements: [ScriptStatement] = []
            for line in lines { statements.append(try ScriptParser.statement(line)) }
            parsed[name, default: []] += statements
        }
        return parsed
    }

    private static func register(_ entry: Entry) throws(ScriptError) -> Register {
        guard [1, 2, 4].contains(entry.size), entry.offset % entry.size == 0 else {
            throw ScriptError("register \(entry.name) of \(entry.size) bytes at 0x\(String(entry.offset, radix: 16))")
        }
        let access: Register.Access =
            switch entry.access {
            case .readWrite: .readWrite
            case .readOnly: .readOnly
            case .writeOnly: .writeOnly
            }
        let text = entry.fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ",")
        let fields = RegisterField.list(text)
        guard fields.count == entry.fields.count else {
            throw ScriptError("a field of \(entry.name) is no bit and no range of bits as 5:4")
        }
        return Register(
            entry.name, entry.offset, access, size: entry.size, reset: entry.reset, writable: entry.writable,
            oneToClear: entry.oneToClear, fields: fields)
    }
}
