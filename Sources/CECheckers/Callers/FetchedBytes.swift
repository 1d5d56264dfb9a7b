/// What a driver has read of one buffer of its caller during one call.
struct FetchedBytes: Codable {
    /// A byte that was read twice.
    struct Change: Hashable {
        /// In the buffer.
        let offset: UInt32
        let before: UInt8
        let after: UInt8
    }

    let first: UInt32
    private var values: [UInt8]
    private var isRead: [Bool]

    /// - Parameters:
    ///   - first: the address of the buffer.
    ///   - count: how many of its bytes are looked at.
    init(first: UInt32, count: UInt32) {
        self.first = first
        values = [UInt8](repeating: 0, count: Int(count))
        isRead = [Bool](repeating: false, count: Int(count))
    }

    /// The addresses that are looked at; nil of an empty buffer.
    var range: ClosedRange<UInt32>? { values.isEmpty ? nil : first...first + UInt32(values.count - 1) }

    /// Whether bytes begin or end in the part that is looked at.
    func touches(_ address: UInt32, _ count: UInt32) -> Bool {
        UInt64(address) < UInt64(first) + UInt64(values.count) && UInt64(address) + UInt64(count) > UInt64(first)
    }

    /// - Returns: the first byte that differs from what was read before.
    mutating func read(_ bytes: [UInt8], at address: UInt32) -> Change? {
        var change: Change?
        for (index, byte) in bytes.enumerated() {
            let offset = Int(address) + index - Int(first)
            guard values.indices.contains(offset) else { continue }
            if isRead[offset], values[offset] != byte, change == nil {
                change = Change(offset: UInt32(offset), before: values[offset], after: byte)
            }
            values[offset] = byte
            isRead[offset] = true
        }
        return change
    }

    /// Bytes that the reader itself changes.
    mutating func forget(_ address: UInt32, _ count: UInt32) {
        let low = max(Int(address) - Int(first), 0)
        let high = min(Int(address) + Int(count) - Int(first), values.count)
        for offset in low..<max(low, high) { isRead[offset] = false }
    }
}

extension FetchedBytes {
    /// Whether each byte that is looked at says if it was read, and has an address.
    var isSound: Bool { values.count == isRead.count && UInt64(first) + UInt64(values.count) <= 0x1_0000_0000 }
}
