/// Which of several overlapping ranges an address belongs to when the first in the list wins, as CE's linear searches
/// have it.
struct FirstMatchIndex: Hashable, Sendable {
    /// Addresses that belong to one range.
    struct Piece: Hashable, Sendable {
        var range: Range<UInt64>
        /// The position of the range in the list.
        var owner: Int
    }

    /// Sorted and disjoint.
    let pieces: [Piece]

    /// In n log n: the list is painted in its order onto the intervals between all ends, and a painted interval is
    /// never visited again.
    init(_ ranges: [Range<UInt64>]) {
        let cuts = Self.cuts(ranges)
        var nextFree = Array(0...cuts.count)
        var owners = [Int?](repeating: nil, count: cuts.count)
        func free(_ index: Int) -> Int {
            var index = index
            while nextFree[index] != index {
                nextFree[index] = nextFree[nextFree[index]]
                index = nextFree[index]
            }
            return index
        }
        for (owner, range) in ranges.enumerated() where !range.isEmpty {
            let end = cuts.partitioningIndex { $0 >= range.upperBound }
            var index = free(cuts.partitioningIndex { $0 >= range.lowerBound })
            while index < end {
                owners[index] = owner
                nextFree[index] = index + 1
                index = free(index + 1)
            }
        }
        var pieces: [Piece] = []
        for index in cuts.indices.dropLast() {
            guard let owner = owners[index] else { continue }
            let range = cuts[index]..<cuts[index + 1]
            if let last = pieces.last, last.owner == owner, last.range.upperBound == range.lowerBound {
                pieces[pieces.count - 1].range = last.range.lowerBound..<range.upperBound
            } else {
                pieces.append(Piece(range: range, owner: owner))
            }
        }
        self.pieces = pieces
    }

    private static func cuts(_ ranges: [Range<UInt64>]) -> [UInt64] {
        var cuts: [UInt64] = []
        for end in ranges.flatMap({ [$0.lowerBound, $0.upperBound] }).sorted() where cuts.last != end {
            cuts.append(end)
        }
        return cuts
    }

    /// The index of the piece that `address` lies in.
    func pieceIndex(containing address: UInt64) -> Int? {
        let index = pieces.partitioningIndex { $0.range.upperBound > address }
        return index < pieces.count && pieces[index].range.contains(address) ? index : nil
    }

    /// The position in the list of the range that `address` belongs to.
    func owner(of address: UInt64) -> Int? { pieceIndex(containing: address).map { pieces[$0].owner } }

    /// The pieces that share an address with `range`.
    func pieces(overlapping range: Range<UInt64>) -> ArraySlice<Piece> {
        guard !range.isEmpty else { return [] }
        let first = pieces.partitioningIndex { $0.range.upperBound > range.lowerBound }
        let end = pieces.partitioningIndex { $0.range.lowerBound >= range.upperBound }
        return first < end ? pieces[first..<end] : []
    }
}
