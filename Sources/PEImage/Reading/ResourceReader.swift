import GuestAddress

/// Walks the tree of resources: types, names, languages. Every entry is read where it is asked for.
struct ResourceReader {
    let loaded: LoadedBytes
    /// Offsets in the tree count from here.
    let root: UInt32
    let sizeOfImage: UInt32
    /// Entries looked at so far.
    private(set) var looked = 0

    private static let what = "the tree of resources"
    private static let headerSize: UInt32 = 16
    private static let entrySize: UInt32 = 8
    /// In an entry: its name is a text, or it leads to a directory.
    private static let isOffset: UInt32 = 0x8000_0000

    init(loaded: LoadedBytes, root: UInt32, sizeOfImage: UInt32) {
        self.loaded = loaded
        self.root = root
        self.sizeOfImage = sizeOfImage
    }

    /// The directory that an entry of a directory leads to; nil without such an entry.
    /// - Parameter directory: an offset from the root.
    mutating func directory(named name: PEResource.Name, in directory: UInt32) throws(PEImageError) -> UInt32? {
        for index in 0..<(try count(in: directory)) {
            let entry = try place(directory, index)
            looked += 1
            guard try isNamed(name, try loaded.word(at: entry, of: Self.what)) else { continue }
            let target = try loaded.word(at: entry, index: 1, of: Self.what)
            // Data where a directory belongs is as good as nothing.
            return target & Self.isOffset != 0 ? target & ~Self.isOffset : nil
        }
        return nil
    }

    /// What a directory of languages leads to: the neutral language, or the first.
    mutating func data(in directory: UInt32) throws(PEImageError) -> PEResource? {
        var chosen: UInt32?
        for index in 0..<(try count(in: directory)) {
            let entry = try place(directory, index)
            looked += 1
            let language = try loaded.word(at: entry, of: Self.what)
            let target = try loaded.word(at: entry, index: 1, of: Self.what)
            guard target & Self.isOffset == 0 else { continue }
            if chosen == nil || language == 0 { chosen = target }
            if language == 0 { break }
        }
        guard let chosen else { return nil }
        let entry = try offset(chosen)
        let address = try loaded.word(at: entry, of: Self.what)
        let size = try loaded.word(at: entry, index: 1, of: Self.what)
        guard size <= sizeOfImage, address <= sizeOfImage - size else {
            throw PEImageError(
                .outsideImage, at: entry, expected: "a resource within the image",
                found: "\(size) bytes at 0x\(String(address, radix: 16))")
        }
        return PEResource(entry: RelativeAddress(entry), data: RelativeAddress(address), size: size)
    }

    /// The entries of a directory, those with a text for a name and those with a number.
    private func count(in directory: UInt32) throws(PEImageError) -> Int {
        let address = try offset(directory)
        let texts = try loaded.half(at: address, index: 6, of: Self.what)
        let numbers = try loaded.half(at: address, index: 7, of: Self.what)
        let count = Int(texts) + Int(numbers)
        try loaded.requireRoom(for: count, at: address, of: "resources")
        return count
    }

    private func place(_ directory: UInt32, _ index: Int) throws(PEImageError) -> UInt32 {
        try loaded.element(
            try offset(directory, Self.headerSize), index, size: Int(Self.entrySize), of: Self.what)
    }

    private func offset(_ offset: UInt32, _ more: UInt32 = 0) throws(PEImageError) -> UInt32 {
        guard let address = UInt32(exactly: UInt64(root) + UInt64(offset) + UInt64(more)) else {
            throw PEImageError(
                .outsideImage, at: root, expected: "\(Self.what) within the image", found: "an offset past it")
        }
        return address
    }

    private func isNamed(_ name: PEResource.Name, _ word: UInt32) throws(PEImageError) -> Bool {
        switch name {
        case .number(let number): return word == UInt32(number)
        case .text(let units):
            guard word & Self.isOffset != 0 else { return false }
            let address = try offset(word & ~Self.isOffset)
            guard Int(try loaded.half(at: address, of: Self.what)) == units.count else { return false }
            for (index, unit) in units.enumerated() {
                let other = try loaded.half(at: address, index: index + 1, of: Self.what)
                guard Self.upper(unit) == Self.upper(other) else { return false }
            }
            return true
        }
    }

    private static func upper(_ unit: UInt16) -> UInt16 { (0x61...0x7A).contains(unit) ? unit - 0x20 : unit }
}
