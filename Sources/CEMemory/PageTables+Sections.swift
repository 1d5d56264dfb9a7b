import ARMMMU
import GuestAddress
import Unicorn

/// Megabytes of a dynamic mapping that one first-level descriptor maps instead of 256 small pages. The coarse table that the range
/// was prepared with stays in reserve, so that a section can be split at any time without a page for a table.
extension PageTables {
    static let sectionPages = 256

    private func megabyte(_ address: VirtualAddress) -> (index: Int, group: Int, bit: UInt8) {
        let index = Int((address.rawValue &- base) >> 20)
        return (index, index >> 2, 1 << UInt8(index & 3))
    }

    private func setFirstLevel(_ index: Int, _ word: UInt32) {
        for level in firstLevels { _ = level.ram.setWord(word, at: level.offset + index * 4) }
    }

    /// Maps the megabyte at `address`, prepared and empty, by a section.
    func fillSection(_ address: VirtualAddress, _ descriptor: UInt32) {
        let (index, group, bit) = megabyte(address)
        guard group < contents.groups.count, contents.groups[group] != nil else { return }
        contents.groups[group]?.sections |= bit
        contents.groups[group]?.live += Self.sectionPages
        contents.statistics.descriptors += 1
        sectionCount += 1
        setFirstLevel(index, descriptor)
    }

    /// Whether a section maps an address.
    func isSection(_ address: VirtualAddress) -> Bool {
        let (_, group, bit) = megabyte(address)
        guard group < contents.groups.count else { return false }
        return (contents.groups[group]?.sections ?? 0) & bit != 0
    }

    /// The small-page word that says of an address what its section says of where it leads; nil when no section maps it.
    func sectionEntry(at address: VirtualAddress) -> UInt32? {
        guard isSection(address) else { return nil }
        return firstLevelWord(at: address) & 0xFFF0_0000 | address.rawValue & 0xF_F000 | 2
    }

    /// Puts the coarse table back in a section's place.
    private func dropSection(_ address: VirtualAddress) {
        let (index, group, bit) = megabyte(address)
        guard let found = contents.groups[group] else { return }
        contents.groups[group]?.sections &= ~bit
        contents.groups[group]?.live -= Self.sectionPages
        contents.statistics.cleared += 1
        sectionCount -= 1
        setFirstLevel(index, CoarseTable.encode(found.page.wrappingAdding(UInt32(index & 3) &* CoarseTable.bytes)))
    }

    /// Maps the same megabyte by small pages: what follows changes only some of them.
    /// - Parameter template: the low bits of their descriptors.
    func splitSection(_ address: VirtualAddress, _ template: UInt32) {
        guard let word = sectionEntry(at: address.roundedDown(to: 0x10_0000)) else { return }
        let start = address.roundedDown(to: 0x10_0000)
        dropSection(start)
        fill(start, pages: Self.sectionPages, first: word & ~0xFFF | template)
    }

    /// Clears a range in which there may be sections.
    func clearSections(_ address: VirtualAddress, pages: Int) {
        var virtual = address
        var left = pages
        while left > 0 {
            let toBoundary = Self.sectionPages - Int(virtual.rawValue >> 12) & (Self.sectionPages - 1)
            let count = min(left, toBoundary)
            if isSection(virtual) {
                dropSection(virtual)
                let (_, group, _) = megabyte(virtual)
                releaseEmptyGroups(group...group)
            } else {
                clearPages(virtual, pages: count)
            }
            left -= count
            virtual = virtual.wrappingAdding(UInt32(count) &* 4096)
        }
    }
}
