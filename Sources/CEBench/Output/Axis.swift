internal import Glibc

/// The natural logarithm and its inverse, for scales.
func logarithm(_ value: Double) -> Double { log(value) }
func power(_ value: Double) -> Double { exp(value) }

/// A logarithmic scale between two places on the paper.
struct Axis {
    private let low: Double
    private let high: Double
    private let start: Double
    private let end: Double
    /// Round values on it.
    let ticks: [Double]

    /// - Parameter step: the factor between ticks.
    /// - Returns: nil without positive values.
    init?(_ values: [Double], _ start: Double, _ end: Double, step: Double) {
        let positive = values.filter { $0 > 0 && $0.isFinite }
        guard let least = positive.min(), let most = positive.max() else { return nil }
        let first = (logarithm(least) / logarithm(step)).rounded(.down)
        let last = max((logarithm(most) / logarithm(step)).rounded(.up), first + 1)
        low = first * logarithm(step)
        high = last * logarithm(step)
        self.start = start
        self.end = end
        ticks = (0...Int(last - first)).map { power((first + Double($0)) * logarithm(step)).roundedToTick }
    }

    func contains(_ value: Double) -> Bool { value > 0 && logarithm(value) >= low && logarithm(value) <= high }

    func position(_ value: Double) -> Double { start + (logarithm(value) - low) / (high - low) * (end - start) }
}

extension Double {
    /// Powers that the exponential function missed by a hair are made whole.
    fileprivate var roundedToTick: Double { self >= 1 ? rounded() : self }
}
