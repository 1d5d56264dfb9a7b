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

    static let width = 1180.0
    static let laneTop = 54.0
    static let regionLeft = 112.0
    static let regionWidth = 196.0
    static let rowLeft = 318.0
    static let rowWidth = 208.0
    static let physicalLeft = 806.0
    static let physicalWidth = 250.0
    private static let windowHeight = 25.0
    private static let labelDistance = 10.5

    let height: Double
    let blocks: [PlacedBlock]
    let ribbons: [Ribbon]
    let virtualLabels: [Label]
    let physicalLabels: [Label]
    let gaps: [Gap]

    init(_ picture: MapPicture) {
        let virtual = Self.virtualScale(picture)
        let physicalTop = Self.laneTop
        let physical = CompressedScale(picture.physical.map(\.range), top: physicalTop)
        var blocks: [PlacedBlock] = []
        for window in Self.plainWindows(picture) {
            let top = virtual.position(of: window.range.lowerBound)
            blocks.append(
                PlacedBlock(
                    block: PictureBlock(
                        kind: .window, range: window.range, title: window.title,
                        details: [sizeText(window.range)]),
                    left: Self.regionLeft, top: top, width: Self.rowLeft + Self.rowWidth - Self.regionLeft,
                    height: virtual.position(of: window.range.upperBound) - top))
        }
        func place(_ list: [PictureBlock], _ scale: CompressedScale, _ left: Double, _ width: Double) {
            for block in list {
                let top = scale.position(of: block.range.lowerBound)
                blocks.append(
                    PlacedBlock(
                        block: block, left: left, top: top, width: width,
                        height: scale.position(of: block.range.upperBound) - top))
            }
        }
        place(picture.rows, virtual, Self.rowLeft, Self.rowWidth)
        for (list, lane, lanes) in Self.lanes(picture.regions) {
            let width = (Self.regionWidth - Double(lanes - 1) * 3) / Double(lanes)
            place(list, virtual, Self.regionLeft + Double(lane) * (width + 3), width)
        }
        place(picture.physical, physical, Self.physicalLeft, Self.physicalWidth)
        self.blocks = blocks
        ribbons = picture.connections.map { connection in
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
            Self.gaps(virtual, Self.regionLeft, Self.rowLeft + Self.rowWidth - Self.regionLeft)
            + Self.gaps(physical, Self.physicalLeft, Self.physicalWidth)
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

    /// Regions in as many columns as overlap at most, up to four.
    private static func lanes(_ regions: [PictureBlock]) -> [(blocks: [PictureBlock], lane: Int, lanes: Int)] {
        var ends: [UInt64] = []
        var columns: [[PictureBlock]] = []
        for region in regions {
            let free = ends.firstIndex { $0 <= region.range.lowerBound } ?? (ends.count < 4 ? nil : 3)
            if let free {
                ends[free] = max(ends[free], region.range.upperBound)
                columns[free].append(region)
            } else {
                ends.append(region.range.upperBound)
                columns.append([region])
            }
        }
        return columns.enumerated().map { ($1, $0, columns.count) }
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
