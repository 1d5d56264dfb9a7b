internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

/// The tables of Compact 7 and later beside the address table (documents gg155720 and gg154603).
struct NewStyleTables {
    private static let rowLimit = 1_024
    private static let entryLimit = 32
    /// Structures that are looked into; real images have one.
    private static let headerLimit = 4_096

    let memory: ImageMemory

    /// The rows of the device table that the mark points to; nil when there is none at the address.
    func deviceRows(at pointer: UInt32) -> [BoardDraft.Row]? {
        var rows: [BoardDraft.Row] = []
        var address = UInt64(pointer)
        while rows.count < Self.rowLimit, let virtual = memory.word(at: address),
            let shifted = memory.word(at: address + 4), let size = memory.word(at: address + 8),
            let attributes = memory.word(at: address + 12)
        {
            if virtual == 0 || size == 0 { return rows.isEmpty ? nil : rows }
            guard virtual >= StaticWindow.base.rawValue, virtual & 0xFFF == 0, shifted & 0xF == 0, shifted >> 24 == 0,
                size & 0xFFF == 0, UInt64(virtual) + UInt64(size) <= addressSpaceEnd
            else { return nil }
            rows.append(
                BoardDraft.Row(
                    VirtualAddress(virtual), PhysicalAddress(shifted << 8), size: UInt64(size), attributes: attributes))
            address += 16
        }
        return nil
    }

    /// The RamTable structure of the image: its version, and the entries.
    struct RAMTable {
        var address: UInt64
        /// CE_MAJOR_VER.
        var major: UInt32
        var entries: [BoardDraft.RAMEntry]
    }

    /// The first structure in the image that has a version, a number and a pointer to so many entries of RAM outside of
    /// `mapped`.
    func ramTable(besides mapped: IntervalUnion) -> RAMTable? {
        var looked = 0
        for piece in memory.pieces where piece.bytes.count >= 12 {
            for offset in stride(from: 0, through: piece.bytes.count - 12, by: 4)
            where piece.bytes[offset + 2] == 7 || piece.bytes[offset + 2] == 8 {
                let version = piece.word(offset)
                let count = piece.word(offset + 4)
                guard version >> 24 == 0, version & 0xFFFF < 100, count > 0, count <= Self.entryLimit else { continue }
                looked += 1
                if looked > Self.headerLimit { return nil }
                if let entries = entries(at: piece.word(offset + 8), count: Int(count), besides: mapped) {
                    return RAMTable(address: piece.start + UInt64(offset), major: version >> 16, entries: entries)
                }
            }
        }
        return nil
    }

    private func entries(at pointer: UInt32, count: Int, besides mapped: IntervalUnion) -> [BoardDraft.RAMEntry]? {
        var entries: [BoardDraft.RAMEntry] = []
        for index in 0..<count {
            let address = UInt64(pointer) + UInt64(index * 12)
            guard let shifted = memory.word(at: address), let size = memory.word(at: address + 4),
                let attributes = memory.word(at: address + 8), shifted & 0xF == 0, shifted >> 24 == 0, size != 0,
                size & 0xFFF == 0, attributes < 8, UInt64(shifted) << 8 + UInt64(size) <= addressSpaceEnd
            else { return nil }
            let entry = BoardDraft.RAMEntry(PhysicalAddress(shifted << 8), size: UInt64(size), attributes: attributes)
            guard !mapped.overlaps(entry.range) else { return nil }
            entries.append(entry)
        }
        return entries
    }
}
