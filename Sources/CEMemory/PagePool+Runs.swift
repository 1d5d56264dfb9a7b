package import GuestAddress

/// The longest run of free pages of a pool, and who holds the pages before and behind it.
package struct FreeRun {
    package let base: PhysicalAddress
    package let pages: Int
    /// Nil at the edge of the pool.
    package let before: PageAccount?
    package let behind: PageAccount?
}

extension PagePool {
    /// The first of the longest runs of adjacent free pages; nil when no page is free. Looks at every page:
    /// for reports.
    package var longestFreeRun: FreeRun? {
        var best: (position: Int, start: Int, pages: Int)?
        for (position, range) in ranges.enumerated() {
            let pages = Int(range.size / UInt64(Self.pageSize))
            var start = 0
            for page in 0...pages {
                if page < pages, book.isFree(firstIndices[position] + page) { continue }
                if page > start, page - start > best?.pages ?? 0 { best = (position, start, page - start) }
                start = page + 1
            }
        }
        guard let best else { return nil }
        let first = firstIndices[best.position] + best.start
        let range = ranges[best.position]
        let end = best.start + best.pages
        return FreeRun(
            base: range.base.wrappingAdding(UInt32(best.start) &* Self.pageSize), pages: best.pages,
            before: best.start > 0 ? book.account(of: first - 1) : nil,
            behind: end < Int(range.size / UInt64(Self.pageSize)) ? book.account(of: first + best.pages) : nil)
    }
}
