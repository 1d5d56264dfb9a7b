import GuestAddress

/// Reads the debug directory and the path in its CodeView record.
struct DebugReader {
    let loaded: LoadedBytes

    private static let entrySize: UInt64 = 28
    private static let maximumEntries: UInt64 = 64
    private static let codeView: UInt32 = 2
    private static let longestPath = 1024

    func read(_ directory: AddressRange<RelativeAddress>?) throws(PEImageError) -> [PEDebugEntry] {
        guard let directory else { return [] }
        let count = directory.size / DebugReader.entrySize
        guard count <= DebugReader.maximumEntries else {
            throw PEImageError(
                .tooMany, at: directory.base.rawValue, expected: "at most \(DebugReader.maximumEntries) debug entries",
                found: "\(count)")
        }
        var entries: [PEDebugEntry] = []
        for index in 0..<Int(count) {
            let what = "the debug directory"
            let entry = try loaded.element(directory.base.rawValue, index, size: Int(DebugReader.entrySize), of: what)
            let type = try loaded.word(at: entry, index: 3, of: what)
            let offset = try loaded.word(at: entry, index: 6, of: what)
            entries.append(
                PEDebugEntry(
                    type: type, size: try loaded.word(at: entry, index: 4, of: what),
                    address: RelativeAddress(try loaded.word(at: entry, index: 5, of: what)), fileOffset: offset,
                    programDatabase: type == DebugReader.codeView ? path(at: Int(offset)) : nil))
        }
        return entries
    }

    /// RSDS: a GUID and an age in front of the path; NB10: an offset, a time stamp and an age.
    private func path(at offset: Int) -> String? {
        let headerSizes: [UInt32: Int] = [0x5344_5352: 24, 0x3031_424E: 16]
        guard let signature = try? loaded.file.word(at: offset, of: "a CodeView record"),
            let headerSize = headerSizes[signature]
        else { return nil }
        return loaded.file.text(at: offset + headerSize, limit: DebugReader.longestPath)
    }
}
