import ARMMMU
import GuestAddress
package import SavedState
import Unicorn

/// The second-level tables of a half, a page of the pool with four of them for each 4 MB.
///
/// It is one value, as `PageBook` is and for the same reason.
package struct TableGroups: SavedPart {
    static let entries = 1024

    struct Group {
        let page: PhysicalAddress
        let ram: GuestRAM
        let offset: Int
        /// Entries in use.
        var live: Int
        /// One bit for each of the four megabytes that a section maps instead of a table.
        var sections: UInt8 = 0

        @inline(__always)
        mutating func change(_ within: Int, _ count: Int, _ body: (inout Group, Int, Int) -> Void) {
            body(&self, within, count)
        }
    }

    /// Descriptors written and cleared, tables taken.
    package struct Statistics: Codable {
        package var descriptors: UInt64 = 0
        package var cleared: UInt64 = 0
        package var tables: UInt64 = 0
    }

    /// Groups of a half.
    private static let count = 512

    var groups = [Group?](repeating: nil, count: count)
    var statistics = Statistics()

    /// Writes descriptors from `entry` on, each of the next 4 KB of physical memory.
    mutating func fill(_ entry: Int, _ pages: Int, _ first: UInt32) {
        var descriptor = first
        forEachPart(entry, pages) { group, within, count in
            group.live += count
            _ = group.ram.withWords(at: group.offset + within * 4, count: count) {
                _ = TableEditor.fillSmallPages(&$0, from: descriptor)
            }
            descriptor &+= UInt32(count) &* 4096
        }
        statistics.descriptors += UInt64(pages)
    }

    /// Clears entries that are in use.
    /// - Returns: whether a group may have become empty.
    mutating func clear(_ entry: Int, _ pages: Int) -> Bool {
        var isAnyEmpty = false
        forEachPart(entry, pages) { group, within, count in
            _ = group.ram.withWords(at: group.offset + within * 4, count: count) { TableEditor.clear(&$0) }
            group.live -= count
            if group.live == 0 { isAnyEmpty = true }
        }
        statistics.cleared += UInt64(pages)
        return isAnyEmpty
    }

    /// Replaces the bits outside `mask` of entries that are in use.
    mutating func rewrite(_ entry: Int, _ pages: Int, keeping mask: UInt32, setting bits: UInt32) {
        forEachPart(entry, pages) { group, within, count in
            _ = group.ram.withWords(at: group.offset + within * 4, count: count) {
                TableEditor.rewrite(&$0, keeping: mask, setting: bits)
            }
        }
        statistics.descriptors += UInt64(pages)
    }

    /// Calls `body` for each group that a run of entries touches, with the first entry in it and the number of entries.
    @inline(__always)
    private mutating func forEachPart(_ first: Int, _ pages: Int, _ body: (inout Group, Int, Int) -> Void) {
        var entry = first
        var left = pages
        while left > 0 {
            let within = entry & (Self.entries - 1)
            let count = min(left, Self.entries - within)
            guard entry >> 10 < groups.count else { return }
            groups[entry >> 10]?.change(within, count, body)
            entry += count
            left -= count
        }
    }
}

extension TableGroups {
    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&groups)
        try state.carry(&statistics)
        // A process that has ended has none.
        guard groups.isEmpty || groups.count == Self.count else { throw StateError.malformed("second-level tables") }
    }
}

extension TableGroups.Group: Codable {
    private enum CodingKeys: CodingKey { case page, live, sections }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let page = try values.decode(PhysicalAddress.self, forKey: .page)
        let live = try values.decode(Int.self, forKey: .live)
        guard let (ram, offset) = try decoder.host(PhysicalMemory.self).locate(page), page.isAligned(to: 4096),
            (0...TableGroups.entries).contains(live)
        else { throw StateError.malformed("a second-level table at \(page)") }
        self.init(
            page: page, ram: ram, offset: offset, live: live, sections: try values.decode(UInt8.self, forKey: .sections)
        )
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(page, forKey: .page)
        try values.encode(live, forKey: .live)
        try values.encode(sections, forKey: .sections)
    }
}
