/// Writes runs of descriptors: the loop that a mapping of thousands of pages spends its time in.
public enum TableEditor {
    /// Fills a span of table entries with consecutive small pages.
    /// - Parameters:
    ///   - entries: the words, of one coarse table or of several that are adjacent.
    ///   - first: the descriptor of the first page; each next one maps the next 4 KB of physical memory.
    /// - Returns: false, with nothing written, when the last page would pass 4 GiB.
    @inlinable
    public static func fillSmallPages(_ entries: inout MutableSpan<UInt32>, from first: UInt32) -> Bool {
        fill(&entries, from: first, step: PageSize.small.bytes)
    }

    /// Fills a span of first-level entries with consecutive sections.
    /// - Parameters:
    ///   - entries: the words.
    ///   - first: the descriptor of the first section; each next one maps the next 1 MB of physical memory.
    /// - Returns: false, with nothing written, when the last section would pass 4 GiB.
    @inlinable
    public static func fillSections(_ entries: inout MutableSpan<UInt32>, from first: UInt32) -> Bool {
        fill(&entries, from: first, step: PageSize.section.bytes)
    }

    /// Fills a span of first-level entries with the references to adjacent coarse tables.
    /// - Parameters:
    ///   - entries: the words.
    ///   - first: the descriptor of the first table; each next one is 1 KB further up.
    /// - Returns: false, with nothing written, when the last table would pass 4 GiB.
    @inlinable
    public static func fillCoarseTables(_ entries: inout MutableSpan<UInt32>, from first: UInt32) -> Bool {
        fill(&entries, from: first, step: CoarseTable.bytes)
    }

    /// Makes every entry of a span invalid.
    @inlinable
    public static func clear(_ entries: inout MutableSpan<UInt32>) {
        for index in 0..<entries.count { entries[index] = 0 }
    }

    /// Replaces the bits outside `mask` of every entry of a span by those of `bits`.
    @inlinable
    public static func rewrite(_ entries: inout MutableSpan<UInt32>, keeping mask: UInt32, setting bits: UInt32) {
        for index in 0..<entries.count { entries[index] = entries[index] & mask | bits }
    }

    // The range is checked once; a check at every step costs four times the stores. As a function of its own it stores
    // four words at a time; the compiler does not see that it can where the loop is part of a mapping.
    @usableFromInline
    @inline(never)
    static func fill(_ entries: inout MutableSpan<UInt32>, from first: UInt32, step: UInt32) -> Bool {
        let base = UInt64(first & ~(step &- 1))
        guard UInt64(entries.count) <= (0x1_0000_0000 - base) / UInt64(step) else { return false }
        var descriptor = first
        for index in 0..<entries.count {
            entries[index] = descriptor
            descriptor &+= step
        }
        return true
    }
}
