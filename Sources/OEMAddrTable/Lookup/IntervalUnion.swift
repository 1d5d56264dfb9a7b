/// A set of addresses as sorted, disjoint intervals.
package struct IntervalUnion: Hashable, Sendable {
    package let intervals: [Range<UInt64>]

    /// The union of `ranges`, in n log n.
    package init(_ ranges: some Sequence<Range<UInt64>>) {
        var joined: [Range<UInt64>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        intervals = joined
    }

    package var isEmpty: Bool { intervals.isEmpty }

    /// The number of addresses in the set.
    package var count: UInt64 { intervals.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } }

    /// The interval that `address` lies in.
    package func interval(containing address: UInt64) -> Range<UInt64>? {
        guard let index = firstIndex(endingAfter: address), intervals[index].contains(address) else { return nil }
        return intervals[index]
    }

    /// What of `range` is in the set.
    package func intersection(_ range: Range<UInt64>) -> [Range<UInt64>] {
        guard !range.isEmpty, let first = firstIndex(endingAfter: range.lowerBound) else { return [] }
        return intervals[first...].prefix { $0.lowerBound < range.upperBound }.map { $0.clamped(to: range) }
    }

    /// What of `range` is not in the set.
    package func gaps(in range: Range<UInt64>) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var position = range.lowerBound
        for covered in intersection(range) {
            if covered.lowerBound > position { gaps.append(position..<covered.lowerBound) }
            position = covered.upperBound
        }
        if position < range.upperBound { gaps.append(position..<range.upperBound) }
        return gaps
    }

    /// Whether any address of `range` is in the set.
    package func overlaps(_ range: Range<UInt64>) -> Bool {
        guard !range.isEmpty, let first = firstIndex(endingAfter: range.lowerBound) else { return false }
        return intervals[first].lowerBound < range.upperBound
    }

    private func firstIndex(endingAfter address: UInt64) -> Int? {
        let index = intervals.partitioningIndex { $0.upperBound > address }
        return index < intervals.count ? index : nil
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies `predicate`, in a collection where all that do come last.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
