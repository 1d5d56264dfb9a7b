import GuestAddress

/// Reads the import directory.
struct ImportReader {
    let loaded: LoadedBytes

    private static let maximumLibraries = 1024
    private static let maximumImports = 16384
    private static let descriptorSize = 20
    private static let byOrdinal: UInt32 = 0x8000_0000

    /// The libraries in order. The list ends with a descriptor without a name, as loaders have it, not with the
    /// directory's size, which linkers set in different ways.
    func read(_ directory: AddressRange<RelativeAddress>?) throws(PEImageError) -> [PEImportedLibrary] {
        guard let directory else { return [] }
        var libraries: [PEImportedLibrary] = []
        var total = 0
        while true {
            let what = "an import descriptor"
            let descriptor = try loaded.element(
                directory.base.rawValue, libraries.count, size: ImportReader.descriptorSize, of: what)
            let nameAddress = try loaded.word(at: descriptor, index: 3, of: what)
            let slots = try loaded.word(at: descriptor, index: 4, of: what)
            if nameAddress == 0 || slots == 0 { return libraries }
            guard libraries.count < ImportReader.maximumLibraries else {
                throw tooMany(descriptor, "\(ImportReader.maximumLibraries) imported libraries")
            }
            let lookup = try loaded.word(at: descriptor, of: what)
            let name = try loaded.name(at: nameAddress, of: "the name of an imported library")
            let imports = try readSymbols(lookup: lookup == 0 ? slots : lookup, slots: slots, total: &total)
            libraries.append(PEImportedLibrary(name: name, imports: imports))
        }
    }

    private func readSymbols(lookup: UInt32, slots: UInt32, total: inout Int) throws(PEImageError) -> [PEImport] {
        var imports: [PEImport] = []
        while true {
            let entry = try loaded.word(at: lookup, index: imports.count, of: "an import lookup table")
            let slot = try loaded.element(slots, imports.count, size: 4, of: "an import address table")
            _ = try loaded.word(at: slot, of: "an import address table")
            if entry == 0 { return imports }
            total += 1
            guard total <= ImportReader.maximumImports else {
                throw tooMany(lookup, "\(ImportReader.maximumImports) imports")
            }
            let symbol: PEImport.Symbol
            if entry & ImportReader.byOrdinal != 0 {
                symbol = .ordinal(UInt16(truncatingIfNeeded: entry))
            } else {
                // Two bytes of hint stand in front of the name.
                let name = try loaded.element(entry, 1, size: 2, of: "the name of an import")
                symbol = .name(try loaded.name(at: name, of: "the name of an import"))
            }
            imports.append(PEImport(symbol: symbol, slot: RelativeAddress(slot)))
        }
    }

    private func tooMany(_ address: UInt32, _ limit: String) -> PEImageError {
        PEImageError(.tooMany, at: address, expected: "at most \(limit)", found: "more")
    }
}
