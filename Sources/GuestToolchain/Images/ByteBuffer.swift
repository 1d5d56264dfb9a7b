/// Bytes under construction, little-endian.
struct ByteBuffer {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append16(_ values: Int...) {
        for value in values { append([UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]) }
    }

    mutating func append32(_ values: Int...) {
        for value in values { for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) } }
    }

    /// A name that ends with a zero.
    mutating func appendTerminated(_ text: String) { append(Array(text.utf8) + [0]) }

    /// Zeros up to a multiple of `size`.
    mutating func pad(to size: Int) { append(repeatElement(0, count: bytes.count.roundedUp(to: size) - bytes.count)) }

    /// The bytes, with zeros up to `length`.
    func padded(to length: Int) -> [UInt8] { bytes + [UInt8](repeating: 0, count: max(0, length - bytes.count)) }
}

extension Int {
    func roundedUp(to size: Int) -> Int { (self + size - 1) / size * size }
}

extension [UInt8] {
    /// Puts a word in place, little-endian.
    mutating func put(_ value: Int, at offset: Int, bytes count: Int = 4) {
        for index in 0..<count { self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }
}
