internal import Glibc

/// Places addresses on a line so that 64 KB are visible beside 512 MB: between two borders the height grows with the
/// square of the logarithm of the size, and what is empty shrinks to a gap.
struct CompressedScale: Sendable {
    struct Segment: Hashable, Sendable {
        var range: Range<UInt64>
        var top: Double
        var height: Double
        var isGap: Bool
        var bottom: Double { top + height }
    }

    static let gapHeight = 22.0
    private static let leastHeight = 15.0
    private static let growth = 0.5
    private static let unit = 65536.0

    let segments: [Segment]

    /// - Parameters:
    ///   - ranges: what is to be seen; their ends are the borders of the scale.
    ///   - fixed: ranges that get a given height whatever their size.
    ///   - top: where the line starts.
    init(_ ranges: [Range<UInt64>], fixed: [Range<UInt64>: Double] = [:], top: Double) {
        let occupied = IntervalUnion(ranges)
        var cuts: [UInt64] = []
        for end in ranges.flatMap({ [$0.lowerBound, $0.upperBound] }).sorted() where cuts.last != end {
            cuts.append(end)
        }
        var segments: [Segment] = []
        var position = top
        for (low, high) in zip(cuts, cuts.dropFirst()) {
            let isGap = occupied.interval(containing: low) == nil
            let height = fixed[low..<high] ?? (isGap ? Self.gapHeight : Self.height(of: high - low))
            segments.append(Segment(range: low..<high, top: position, height: height, isGap: isGap))
            position += height
        }
        self.segments = segments
    }

    private static func height(of size: UInt64) -> Double {
        let order = log2(1 + Double(size) / unit)
        return leastHeight + growth * order * order
    }

    var bottom: Double { segments.last?.bottom ?? 0 }

    /// The position of an address; the ends of the line for what is outside.
    func position(of address: UInt64) -> Double {
        let index = segments.partitioningIndex { $0.range.upperBound > address }
        guard index < segments.count else { return bottom }
        let segment = segments[index]
        guard address > segment.range.lowerBound else { return segment.top }
        let part = Double(address - segment.range.lowerBound)
        return segment.top + segment.height * part / Double(segment.range.upperBound - segment.range.lowerBound)
    }
}
