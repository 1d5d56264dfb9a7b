import GuestAddress

/// An image as it will lie in memory, while it is put together. Like `FileBytes`, it is touched through checked
/// accessors only.
struct ImageMemory {
    private(set) var bytes: [UInt8]

    init(size: Int) { bytes = [UInt8](repeating: 0, count: size) }

    private func index(of address: RelativeAddress, size: Int, _ what: String) throws(PEImageError) -> Int {
        let index = Int(address.rawValue)
        guard index <= bytes.count, size <= bytes.count - index else {
            throw PEImageError(
                .outsideImage, at: address.rawValue, expected: "\(size) bytes of \(what) within the image",
                found: "its end at 0x\(String(bytes.count, radix: 16))")
        }
        return index
    }

    mutating func put(_ part: ArraySlice<UInt8>, at address: RelativeAddress) throws(PEImageError) {
        let start = try index(of: address, size: part.count, "a section")
        bytes.replaceSubrange(start..<start + part.count, with: part)
    }

    func word(at address: RelativeAddress) throws(PEImageError) -> UInt32 {
        let start = try index(of: address, size: 4, "a relocated word")
        return UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
            | UInt32(bytes[start + 3]) << 24
    }

    mutating func setWord(_ value: UInt32, at address: RelativeAddress) throws(PEImageError) {
        let start = try index(of: address, size: 4, "a relocated word")
        for byte in 0..<4 { bytes[start + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
    }
}
