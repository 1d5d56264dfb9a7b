internal import GuestAddress

/// The picture with a place for everything, in points.
struct PictureLayout: Sendable {
    struct PlacedBlock: Sendable {
        var block: PictureBlock
        var left: Double
        var top: Double
        var width: Double
        var height: Double
    }

    struct Ribbon: Sendable {
        var connection: MapPicture.Connection
        var left: (top: Double, bottom: Double)
        var right: (top: Double, bottom: Double)
    }

    struct Label: Sendable {
        var text: String
        var y: Double
    }

    struct Gap: Sendable {
        var text: String
        var y: Double
        var left: Double
        var width: Double
    }

    /// The heads of the columns stand above.
    static let laneTop = 54.0
    private static let windowHeight = 25.0
    private static let labelDistance = 10.5

    let metrics: PictureMetrics
    let height: Double
    /// Where the column of physical memory starts.
    let physicalTop: Double
    let blocks: [PlacedBlock]
    let ribbons: [Ribbon]
    let virtualLabels: [Label]
    let physicalLabels: [Label]
    let gaps: [Gap]

    init(_ picture: MapPicture, _ metrics: PictureMetrics) {
        self.metrics = metrics
        let virtual = Self.virtualScale(picture)
        physicalTop = metrics.isStacked ? virtual.bottom + 18 + Self.laneTop : Self.laneTop
        let physical = CompressedScale(picture.physical.map(\.range), top: physicalTop)
        var blocks: [PlacedBlock] = []
        for window in Self.plainWindows(picture) {
            let top = virtual.position(of: window.range.lowerBound)
            blocks.append(
                PlacedBlock(
                    block: PictureBlock(
                        kind: .window, range: window.range, title: window.title,
                        details: [sizeText(window.range)]),
                    left: metrics.regions.left, top: top, width: metrics.rows.right - metrics.regions.left,
                    height: virtual.position(of: window.range.upperBound) - top))
        }
        func place(_ list: [PictureBlock], _ scale: CompressedScale, _ column: PictureMetrics.Column) {
            for place in PictureLanes.places(list, in: column) {
                let top = scale.position(of: place.block.range.lowerBound)
                blocks.append(
                    PlacedBlock(
                        block: place.block, left: place.left, top: top, width: place.width,
                        height: scale.position(of: place.block.range.upperBound) - top))
            }
        }
        place(picture.rows, virtual, metrics.rows)
        place(picture.regions, virtual, metrics.regions)
        place(picture.physical, physical, metrics.physical)
        self.blocks = blocks
        ribbons = (metrics.isStacked ? [] : picture.connections).map { connection in
            Ribbon(
                connection: connection,
                left: (
                    virtual.position(of: connection.virtual.lowerBound),
                    virtual.position(of: connection.virtual.upperBound)
                ),
                right: (
                    physical.position(of: connection.physical.lowerBound),
                    physical.position(of: connection.physical.upperBound)
                ))
        }
        virtualLabels = Self.labels(virtual)
        physicalLabels = Self.labels(physical)
        gaps =
            Self.gaps(virtual, metrics.regions.left, metrics.rows.right - metrics.regions.left)
            + Self.gaps(physical, metrics.physical.left, metrics.physical.width)
        height = max(virtual.bottom, physical.bottom) + 24
    }

    /// The windows that no row, device row or region touches; they get a line each.
    private static func plainWindows(_ picture: MapPicture) -> [KernelWindow] {
        let used = IntervalUnion((picture.rows + picture.regions).map(\.range))
        return picture.windows.filter { !used.overlaps($0.range) }
    }

    private static func virtualScale(_ picture: MapPicture) -> CompressedScale {
        let plain = plainWindows(picture)
        let ranges = (picture.rows + picture.regions).map(\.range) + plain.map(\.range)
        let fixed = Dictionary(plain.map { ($0.range, windowHeight) }) { first, _ in first }
        return CompressedScale(ranges, fixed: fixed, top: laneTop)
    }

    private static func labels(_ scale: CompressedScale) -> [Label] {
        var labels: [Label] = []
        func add(_ address: UInt64, _ y: Double) {
            if let last = labels.last, y - last.y < labelDistance { return }
            labels.append(Label(text: hexadecimal(address), y: y))
        }
        for segment in scale.segments { add(segment.range.lowerBound, segment.top) }
        if let last = scale.segments.last { add(last.range.upperBound, last.bottom) }
        return labels
    }

    private static func gaps(_ scale: CompressedScale, _ left: Double, _ width: Double) -> [Gap] {
        scale.segments.filter(\.isGap).map {
            Gap(text: sizeText($0.range), y: $0.top + $0.height / 2, left: left, width: width)
        }
    }
}
