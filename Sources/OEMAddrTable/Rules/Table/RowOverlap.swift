internal import GuestAddress

/// Two rows of a table that share virtual addresses.
struct RowOverlap {
    /// The position of the row that stands first in the file.
    var first: Int
    var later: Int
    /// The addresses that both have.
    var range: Range<UInt64>
    /// Whether both give the shared addresses the same physical ones.
    var isConsistent: Bool

    /// Finds overlaps in n log n: in the order of addresses, each row is compared with the one before it that reaches
    /// furthest. When several rows cover one address and two of them disagree, at least one disagreement is found.
    static func each(in rows: [StaticRow], _ body: (RowOverlap) -> Void) {
        let order = rows.indices.filter { rows[$0].size > 0 }.sorted {
            (rows[$0].virtual, $0) < (rows[$1].virtual, $1)
        }
        var furthest: Int?
        var found: [RowOverlap] = []
        for index in order {
            let extent = rows[index].virtualExtent
            guard let other = furthest else {
                furthest = index
                continue
            }
            let shared = rows[other].virtualExtent.clamped(to: extent)
            if !shared.isEmpty {
                found.append(
                    RowOverlap(
                        first: min(index, other), later: max(index, other), range: shared,
                        isConsistent: rows[index].displacement == rows[other].displacement))
            }
            if extent.upperBound > rows[other].virtualExtent.upperBound { furthest = index }
        }
        for overlap in found.sorted(by: { ($0.later, $0.first) < ($1.later, $1.first) }) { body(overlap) }
    }
}
