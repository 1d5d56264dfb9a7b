import GuestAddress

/// Reads the export directory.
struct ExportReader {
    let loaded: LoadedBytes
    let sizeOfImage: UInt32

    private static let maximumExports: UInt32 = 65536

    func read(_ directory: AddressRange<RelativeAddress>?) throws(PEImageError) -> PEExports {
        guard let directory else { return .none }
        let what = "the export directory"
        let base = directory.base.rawValue
        let nameAddress = try loaded.word(at: base, index: 3, of: what)
        let ordinalBase = try loaded.word(at: base, index: 4, of: what)
        let count = try loaded.word(at: base, index: 5, of: what)
        let nameCount = try loaded.word(at: base, index: 6, of: what)
        guard count <= ExportReader.maximumExports, nameCount <= ExportReader.maximumExports else {
            throw PEImageError(
                .tooMany, at: base, expected: "at most \(ExportReader.maximumExports) exports",
                found: "\(count) functions and \(nameCount) names")
        }
        let library = nameAddress == 0 ? "" : try loaded.name(at: nameAddress, of: "the library's own name")
        let functions = try loaded.word(at: base, index: 7, of: what)
        var targets: [PEExports.Target?] = []
        for index in 0..<Int(count) {
            let address = try loaded.word(at: functions, index: index, of: "the export address table")
            targets.append(try target(address, directory))
        }
        let names = try loaded.word(at: base, index: 8, of: what)
        let ordinals = try loaded.word(at: base, index: 9, of: what)
        var indices: [String: Int] = [:]
        for index in 0..<Int(nameCount) {
            let address = try loaded.word(at: names, index: index, of: "the export name table")
            let position = Int(try loaded.half(at: ordinals, index: index, of: "the export ordinal table"))
            guard position < targets.count else {
                throw PEImageError(
                    .badHeader, at: ordinals, expected: "an index below \(targets.count) in the export ordinal table",
                    found: "\(position)")
            }
            indices[try loaded.name(at: address, of: "the name of an export")] = position
        }
        return PEExports(libraryName: library, ordinalBase: ordinalBase, targets: targets, indicesByName: indices)
    }

    /// An address inside the export directory is that of a forwarder's text.
    private func target(
        _ address: UInt32, _ directory: AddressRange<RelativeAddress>
    ) throws(PEImageError) -> PEExports.Target? {
        if address == 0 { return nil }
        if directory.contains(RelativeAddress(address)) {
            return .forwarder(try loaded.name(at: address, of: "a forwarded export"))
        }
        guard address < sizeOfImage else {
            throw PEImageError(
                .outsideImage, at: address, expected: "an export within the image", found: "an address outside it")
        }
        return .address(RelativeAddress(address))
    }
}
