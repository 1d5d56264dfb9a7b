/// Bytes of a file or section that is being put together.
struct ImageBytes {
    private(set) var bytes: [UInt8]

    init(count: Int) { bytes = Array(repeating: 0, count: count) }

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
