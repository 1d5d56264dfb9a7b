/// Bytes that grow: numbers in as few bytes as they need, seven bits in each.
package struct StateWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    mutating func write(byte: UInt8) { bytes.append(byte) }

    package mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number with a sign: small ones of either sign are short.
    mutating func write(signed number: Int64) { write(UInt64(bitPattern: number << 1 ^ number >> 63)) }

    package mutating func write(raw: [UInt8]) { bytes += raw }

    package mutating func write(counted raw: [UInt8]) {
        write(UInt64(raw.count))
        bytes += raw
    }
}

/// Bytes that are read. Every length is checked against what is left.
package struct StateReader {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes are left.
    package var left: Int { bytes.count - position }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw StateError.truncated }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func number() throws -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || next <= 1 else { throw StateError.malformed("a number of more than 64 bits") }
            number |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { return number }
            shift += 7
            guard shift < 64 else { throw StateError.malformed("a number of more than 64 bits") }
        }
    }

    mutating func signed() throws -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    package mutating func raw(_ count: Int) throws -> [UInt8] {
        guard count >= 0, count <= left else { throw StateError.truncated }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    package mutating func counted() throws -> [UInt8] { try raw(count(of: 1)) }

    /// A number of things of which each takes so many bytes at least.
    mutating func count(of size: Int) throws -> Int {
        let count = try number()
        guard count <= UInt64(left / max(1, size)) else { throw StateError.truncated }
        return Int(count)
    }
}
