import GuestAddress

/// Reads the modules of an image: TOCentry of 32 bytes behind ROMHDR, e32_rom for the number of sections, o32_rom of
/// 24 bytes for each.
struct ModuleReader {
    /// What no image has.
    private static let moduleLimit = 4_096
    private static let sectionLimit = 32
    private static let nameLimit = 260
    private static let entrySize = 32
    private static let sectionSize = 24

    let bytes: ImageBytes
    /// Where in the file a number of bytes at an address of the running image stand.
    let offset: (UInt32, Int) -> Int?

    func modules(of header: ROMHeader) -> [ImageModule] {
        var modules: [ImageModule] = []
        for index in 0..<min(Int(header.moduleCount), Self.moduleLimit) {
            let distance = ROMHeader.byteCount + index * Self.entrySize
            guard let address = UInt32(exactly: UInt64(header.location.rawValue) + UInt64(distance)),
                let place = offset(address, Self.entrySize), let name = text(word(place + 16))
            else { break }
            modules.append(
                ImageModule(
                    name: name, fileSize: word(place + 12),
                    sections: sections(entry: word(place + 20), first: word(place + 24))))
        }
        return modules
    }

    private func word(_ place: Int) -> UInt32 { bytes.word(at: place) ?? 0 }

    private func sections(entry: UInt32, first: UInt32) -> [ImageModule.Section] {
        guard let place = offset(entry, 4) else { return [] }
        let count = min(Int(word(place) & 0xFFFF), Self.sectionLimit)
        var sections: [ImageModule.Section] = []
        for index in 0..<count {
            guard let address = UInt32(exactly: UInt64(first) + UInt64(index * Self.sectionSize)),
                let place = offset(address, Self.sectionSize)
            else { break }
            sections.append(
                ImageModule.Section(
                    data: VirtualAddress(word(place + 12)), dataSize: word(place + 8),
                    run: VirtualAddress(word(place + 16)), runSize: word(place)))
        }
        return sections
    }

    /// A name that ends with a zero; nil when it is none.
    private func text(_ address: UInt32) -> String? {
        guard let place = offset(address, 1) else { return nil }
        let name = bytes.name(at: place, limit: Self.nameLimit)
        guard !name.isEmpty, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}
