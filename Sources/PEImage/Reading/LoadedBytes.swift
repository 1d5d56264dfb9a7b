import GuestAddress

/// Reads by relative virtual address, as the loaded image would show them: file bytes where a section or the headers
/// have them, zeros in the rest of a section, an error elsewhere.
struct LoadedBytes {
    let file: FileBytes
    let sections: [PESection]
    let sizeOfHeaders: UInt32

    /// Names in an image are at most this long; longer ones are refused.
    static let longestName = 1024

    /// Where a relative address lies: the file bytes from there on, and the zeros after them.
    private struct Place {
        let fileOffset: Int
        let fileBytes: Int
        let zeros: Int
    }

    private func place(of address: UInt32) -> Place? {
        if address < sizeOfHeaders {
            return Place(fileOffset: Int(address), fileBytes: Int(sizeOfHeaders - address), zeros: 0)
        }
        guard let section = sections.first(where: { $0.range.contains(RelativeAddress(address)) }) else { return nil }
        let offset = Int(address - section.range.base.rawValue)
        let size = Int(section.range.size)
        let inFile = max(0, section.data.count - offset)
        return Place(
            fileOffset: section.data.lowerBound + offset, fileBytes: inFile, zeros: size - offset - inFile)
    }

    func word(at address: UInt32, of what: String) throws(PEImageError) -> UInt32 {
        guard let place = place(of: address), place.fileBytes + place.zeros >= 4 else {
            throw outside(address, 4, what)
        }
        if place.fileBytes >= 4 { return file.word(inBounds: place.fileOffset) }
        var value: UInt32 = 0
        for index in 0..<place.fileBytes {
            value |= UInt32(file.bytes[place.fileOffset + index]) << UInt32(8 * index)
        }
        return value
    }

    func half(at address: UInt32, of what: String) throws(PEImageError) -> UInt16 {
        guard let place = place(of: address), place.fileBytes + place.zeros >= 2 else {
            throw outside(address, 2, what)
        }
        if place.fileBytes >= 2 { return try file.half(at: place.fileOffset, of: what) }
        return place.fileBytes == 1 ? UInt16(file.bytes[place.fileOffset]) : 0
    }

    /// The word at `base + index × 4`, refused when that passes 4 GiB.
    func word(at base: UInt32, index: Int, of what: String) throws(PEImageError) -> UInt32 {
        try word(at: try element(base, index, size: 4, of: what), of: what)
    }

    /// The half word at `base + index × 2`, refused when that passes 4 GiB.
    func half(at base: UInt32, index: Int, of what: String) throws(PEImageError) -> UInt16 {
        try half(at: try element(base, index, size: 2, of: what), of: what)
    }

    func element(_ base: UInt32, _ index: Int, size: Int, of what: String) throws(PEImageError) -> UInt32 {
        guard let address = UInt32(exactly: Int(base) + index * size) else { throw outside(base, size, what) }
        return address
    }

    /// The printable name at `address`, up to its zero byte.
    func name(at address: UInt32, of what: String) throws(PEImageError) -> String {
        guard let place = place(of: address) else { throw outside(address, 1, what) }
        let available = file.bytes[place.fileOffset..<place.fileOffset + place.fileBytes].prefix(
            LoadedBytes.longestName)
        var end = available.startIndex
        while end < available.endIndex, available[end] != 0 {
            guard (0x20...0x7E).contains(available[end]) else {
                throw PEImageError(
                    .badName, at: address, expected: "printable characters in \(what)",
                    found: "0x\(String(available[end], radix: 16))")
            }
            end += 1
        }
        guard end < available.endIndex || (place.fileBytes < LoadedBytes.longestName && place.zeros > 0) else {
            throw PEImageError(
                .badName, at: address, expected: "\(what) that ends within \(LoadedBytes.longestName) bytes",
                found: "no end")
        }
        guard end > available.startIndex else {
            throw PEImageError(.badName, at: address, expected: what, found: "an empty name")
        }
        return String(decoding: available[available.startIndex..<end], as: UTF8.self)
    }

    private func outside(_ address: UInt32, _ size: Int, _ what: String) -> PEImageError {
        PEImageError(
            .outsideImage, at: address, expected: "\(size) bytes of \(what) in the headers or a section",
            found: "an address outside all of them")
    }
}
