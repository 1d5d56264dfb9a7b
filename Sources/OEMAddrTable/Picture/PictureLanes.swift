/// Blocks in columns: those that overlap stand side by side, so that each keeps its label; all others have the whole
/// width.
enum PictureLanes {
    /// Narrower columns hold no label.
    private static let limit = 4
    private static let distance = 3.0

    struct Place {
        var block: PictureBlock
        var left: Double
        var width: Double
    }

    /// - Parameter blocks: in the order of their first addresses.
    static func places(_ blocks: [PictureBlock], in column: PictureMetrics.Column) -> [Place] {
        var places: [Place] = []
        var cluster: [(block: PictureBlock, lane: Int)] = []
        var ends: [UInt64] = []
        func close() {
            let count = Double(max(1, ends.count))
            let width = (column.width - (count - 1) * distance) / count
            for (block, lane) in cluster {
                places.append(Place(block: block, left: column.left + Double(lane) * (width + distance), width: width))
            }
            cluster = []
            ends = []
        }
        for block in blocks {
            if ends.allSatisfy({ $0 <= block.range.lowerBound }) { close() }
            let free = ends.firstIndex { $0 <= block.range.lowerBound } ?? (ends.count < limit ? ends.count : limit - 1)
            if free == ends.count { ends.append(block.range.upperBound) }
            ends[free] = max(ends[free], block.range.upperBound)
            cluster.append((block, free))
        }
        close()
        return places
    }
}
