/// What a number of samples says, in the unit of the samples.
package struct Summary: Hashable, Sendable {
    package let count: Int
    package let minimum: Double
    package let median: Double
    package let p95: Double
    package let p99: Double
    /// The first and third quartile.
    package let lowerQuartile: Double
    package let upperQuartile: Double
    /// Samples more than 1.5 interquartile ranges outside the quartiles (Tukey's fences).
    package let outliers: Int

    /// - Returns: nil without samples.
    package init?(_ samples: [Double]) {
        let sorted = samples.sorted()
        guard let first = sorted.first else { return nil }
        count = sorted.count
        minimum = first
        median = Self.quantile(0.5, of: sorted)
        p95 = Self.quantile(0.95, of: sorted)
        p99 = Self.quantile(0.99, of: sorted)
        let lower = Self.quantile(0.25, of: sorted)
        let upper = Self.quantile(0.75, of: sorted)
        lowerQuartile = lower
        upperQuartile = upper
        let reach = 1.5 * (upper - lower)
        outliers = sorted.count { $0 < lower - reach || $0 > upper + reach }
    }

    package var interquartileRange: Double { upperQuartile - lowerQuartile }

    /// The interquartile range as a share of the median: how far apart the middle half of the samples lies.
    package var spread: Double { median > 0 ? interquartileRange / median : 0 }

    /// The value below which a share of the samples lies, interpolated between neighbours.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let position = share * Double(sorted.count - 1)
        let index = Int(position)
        guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
        let fraction = position - Double(index)
        return sorted[index] + fraction * (sorted[index + 1] - sorted[index])
    }
}
