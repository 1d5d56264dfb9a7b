/// How a workload's time compares with a baseline's that was measured in turn with it.
package struct Ratio: Hashable, Sendable {
    /// The workload's median divided by the baseline's.
    package let value: Double
    /// The interquartile range of the sample-by-sample quotients as a share of their median.
    package let spread: Double

    /// Above this spread a ratio says more about the noise of the machine than about the workload.
    package static let spreadLimit = 0.5

    /// Whether the ratio may be shown.
    package var isTrusted: Bool { spread <= Self.spreadLimit }

    package init(value: Double, spread: Double) {
        self.value = value
        self.spread = spread
    }

    /// - Parameters:
    ///   - samples: of the workload.
    ///   - baseline: as many of the baseline, taken in turn with those.
    /// - Returns: nil without samples, or when the baseline took no measurable time.
    package init?(_ samples: [Double], over baseline: [Double]) {
        guard let own = Summary(samples), let other = Summary(baseline), other.median > 0 else { return nil }
        let quotients = zip(samples, baseline).compactMap { $1 > 0 ? $0 / $1 : nil }
        guard let pairs = Summary(quotients) else { return nil }
        value = own.median / other.median
        spread = pairs.spread
    }
}
