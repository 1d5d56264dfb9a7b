import GuestAddress

/// Reads by relative virtual address, as the loaded image would show them: file bytes where a section or the headers
/// have them, zeros in the rest of a section, an error elsewhere.
struct LoadedBytes {
    let file: FileBytes
    let sections: [PESection]
    let sizeOfHeaders: UInt32

    /// Names in an image are at most this long; longer ones are refused.
    static let longestName = 1024

    /// What the names that are read may cost.
    private let names: NameBudget

    init(file: FileBytes, sections: [PESection], sizeOfHeaders: UInt32) {
        self.file = file
        self.sections = sections
        self.sizeOfHeaders = sizeOfHeaders
        names = NameBudget(fileSize: file.count)
    }

    /// Where a relative address lies: the file bytes from there on, which may be none, and the zeros after them.
    private struct Place {
        let inFile: Range<Int>
        let zeros: Int

        func holds(_ size: Int) -> Bool { inFile.count + zeros >= size }
    }

    private func place(of address: UInt32) -> Place? {
        if address < sizeOfHeaders { return Place(inFile: Int(address)..<Int(sizeOfHeaders), zeros: 0) }
        guard let section = sections.first(where: { $0.range.contains(RelativeAddress(address)) }) else { return nil }
        let offset = Int(address - section.range.base.rawValue)
        let inFile = min(section.data.lowerBound + offset, section.data.upperBound)..<section.data.upperBound
        return Place(inFile: inFile, zeros: Int(section.range.size) - offset - inFile.count)
    }

    func word(at address: UInt32, of what: String) throws(PEImageError) -> UInt32 {
        guard let place = place(of: address), place.holds(4) else { throw outside(address, 4, what) }
        if place.inFile.count >= 4 { return try file.word(at: place.inFile.lowerBound, of: what) }
        return try lastBytes(of: place, what)
    }

    func half(at address: UInt32, of what: String) throws(PEImageError) -> UInt16 {
        guard let place = place(of: address), place.holds(2) else { throw outside(address, 2, what) }
        if place.inFile.count >= 2 { return try file.half(at: place.inFile.lowerBound, of: what) }
        return UInt16(truncatingIfNeeded: try lastBytes(of: place, what))
    }

    /// The value of which the file has the first bytes only, or none: the rest is zero.
    private func lastBytes(of place: Place, _ what: String) throws(PEImageError) -> UInt32 {
        try file.part(place.inFile, of: what).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Fails when a table has more entries than the file has bytes: sections whose data is the same bytes make such.
    func requireRoom(for count: Int, at address: UInt32, of what: String) throws(PEImageError) {
        guard count <= file.count else {
            throw PEImageError(
                .tooMany, at: address, expected: "at most \(file.count) \(what), one for each byte of the file",
                found: "more")
        }
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
        let available = try file.part(place.inFile.prefix(LoadedBytes.longestName), of: what)
        var end = available.startIndex
        while end < available.endIndex, available[end] != 0 {
            guard (0x20...0x7E).contains(available[end]) else {
                throw PEImageError(
                    .badName, at: address, expected: "printable characters in \(what)",
                    found: "0x\(String(available[end], radix: 16))")
            }
            end += 1
        }
        guard end < available.endIndex || (place.inFile.count < LoadedBytes.longestName && place.zeros > 0) else {
            throw PEImageError(
                .badName, at: address, expected: "\(what) that ends within \(LoadedBytes.longestName) bytes",
                found: "no end")
        }
        guard end > available.startIndex else {
            throw PEImageError(.badName, at: address, expected: what, found: "an empty name")
        }
        let name = available[available.startIndex..<end]
        try names.spend(name.count, at: address)
        return String(decoding: name, as: UTF8.self)
    }

    private func outside(_ address: UInt32, _ size: Int, _ what: String) -> PEImageError {
        PEImageError(
            .outsideImage, at: address, expected: "\(size) bytes of \(what) in the headers or a section",
            found: "an address outside all of them")
    }
}
