/// Where the columns of a drawing are, in points.
struct PictureMetrics: Hashable, Sendable {
    struct Column: Hashable, Sendable {
        var left: Double
        var width: Double
        var right: Double { left + width }
    }

    var width: Double
    var regions: Column
    var rows: Column
    var physical: Column
    /// Where title and legend start.
    var margin: Double
    /// Whether physical memory stands below virtual addresses, and not beside them with ribbons between.
    var isStacked: Bool

    /// For a screen or a sheet of paper.
    static let wide = PictureMetrics(
        width: 1180, regions: Column(left: 112, width: 196), rows: Column(left: 318, width: 208),
        physical: Column(left: 806, width: 250), margin: 20, isStacked: false)
    /// For a telephone.
    static let narrow = PictureMetrics(
        width: 372, regions: Column(left: 64, width: 122), rows: Column(left: 192, width: 176),
        physical: Column(left: 64, width: 304), margin: 4, isStacked: true)
}
