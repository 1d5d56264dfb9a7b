import GuestAddress

/// Reads the base relocation directory: blocks of one page each.
struct RelocationReader {
    let loaded: LoadedBytes
    let sizeOfImage: UInt32

    private static let blockHeaderSize: UInt32 = 8
    private static let padding: UInt16 = 0

    func read(_ directory: AddressRange<RelativeAddress>?) throws(PEImageError) -> [PERelocation] {
        guard let directory else { return [] }
        var relocations: [PERelocation] = []
        var position = directory.base.rawValue
        let end = UInt32(clamping: directory.end)
        while end - position >= RelocationReader.blockHeaderSize {
            let page = try loaded.word(at: position, of: "a relocation block")
            let size = try loaded.word(at: position, index: 1, of: "a relocation block")
            // Some linkers pad the directory with zeros.
            if size == 0, page == 0 { break }
            guard size >= RelocationReader.blockHeaderSize, size <= end - position, size & 1 == 0 else {
                throw PEImageError(
                    .badRelocation, at: position,
                    expected: "a block of an even number of bytes, 8 or more, within the directory",
                    found: "\(size) bytes")
            }
            for index in 4..<Int(size / 2) {
                let entry = try loaded.half(at: position, index: index, of: "a relocation")
                if let relocation = try relocation(entry, page: page, at: position) { relocations.append(relocation) }
            }
            try loaded.requireRoom(for: relocations.count, at: position, of: "relocations")
            position += size
        }
        return relocations
    }

    private func relocation(_ entry: UInt16, page: UInt32, at position: UInt32) throws(PEImageError) -> PERelocation? {
        let type = entry >> 12
        if type == RelocationReader.padding { return nil }
        guard let kind = PERelocation.Kind(rawValue: UInt8(type)) else {
            throw PEImageError(
                .badRelocation, at: position, expected: "a relocation of type 3, 5 or 7", found: "type \(type)")
        }
        let address = UInt64(page) + UInt64(entry & 0xFFF)
        guard address + UInt64(kind.size) <= UInt64(sizeOfImage) else {
            throw PEImageError(
                .badRelocation, at: position, expected: "a relocation within the image",
                found: "0x\(String(address, radix: 16))")
        }
        return PERelocation(address: RelativeAddress(UInt32(truncatingIfNeeded: address)), kind: kind)
    }
}
