/// Bytes of a file or section that is being put together.
struct ImageBytes {
    private(set) var bytes: [UInt8]

    init(count: Int) { bytes = Array(repeating: 0, count: count) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The word at an index, or nil where there is none.
    func word(at index: Int) -> UInt32? {
        guard index >= 0, index <= bytes.count - 4 else { return nil }
        return bytes[index..<index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func resize(_ count: Int) {
        bytes = Array(bytes.prefix(count))
        bytes += [UInt8](repeating: 0, count: count - bytes.count)
    }

    mutating func put(_ value: UInt32, at index: Int) {
        putHalfword(UInt16(truncatingIfNeeded: value), at: index)
        putHalfword(UInt16(truncatingIfNeeded: value >> 16), at: index + 2)
    }

    mutating func putHalfword(_ value: UInt16, at index: Int) {
        bytes[index] = UInt8(truncatingIfNeeded: value)
        bytes[index + 1] = UInt8(truncatingIfNeeded: value >> 8)
    }

    mutating func put(_ text: String, at index: Int) { put(Array(text.utf8), at: index) }

    mutating func put(_ values: [UInt8], at index: Int) {
        bytes.replaceSubrange(index..<index + values.count, with: values)
    }
}
