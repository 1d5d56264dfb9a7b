/// A chip on an I2C bus as most sensors, codecs and clocks are: the first byte that is written says which of its
/// registers is meant, those behind it go into that and the next ones, and reading goes on from there.
public struct I2CSlave: Hashable, Sendable {
    /// Seven bits.
    public var address: UInt32
    /// What its registers hold, from register 0 on, at most 256.
    public var contents: [UInt8]

    public init(address: UInt32, contents: [UInt8]) {
        self.address = address
        self.contents = Array(contents.prefix(256)) + [UInt8](repeating: 0, count: max(0, 256 - contents.count))
    }
}

/// The far end of an I2C controller.
struct I2CBus: Codable {
    private var addresses: [UInt32]
    private var contents: [[UInt8]]
    /// The slave that is addressed, and its register.
    private var current: Int?
    private var register = 0
    private var isFirst = false

    init(_ slaves: [I2CSlave]) {
        addresses = slaves.map(\.address)
        contents = slaves.map(\.contents)
    }

    /// A start condition with an address; false when nobody answers.
    mutating func start(_ address: UInt32, reads: Bool) -> Bool {
        current = addresses.firstIndex(of: address & 0x7F)
        isFirst = !reads
        return current != nil
    }

    /// A byte to the slave; false when nobody takes it.
    mutating func write(_ byte: UInt8) -> Bool {
        guard let current else { return false }
        if isFirst {
            register = Int(byte)
            isFirst = false
        } else {
            contents[current][register & 0xFF] = byte
            register += 1
        }
        return true
    }

    /// A byte from the slave; nobody leaves the lines high.
    mutating func read() -> UInt8 {
        guard let current else { return 0xFF }
        defer { register += 1 }
        return contents[current][register & 0xFF]
    }

    mutating func stop() { current = nil }

    /// Whether its numbers are such that nothing goes out of bounds.
    func isValid(slaves: Int) -> Bool {
        addresses.count == slaves && contents.count == slaves && contents.allSatisfy { $0.count == 256 }
            && current.map { contents.indices.contains($0) } ?? true && (0...1 << 40).contains(register)
    }
}
