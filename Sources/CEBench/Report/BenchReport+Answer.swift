extension BenchReport {
    /// The time between two frames of a camera that makes 30 a second.
    private static let frameTime = 0.033

    /// Share or copy? One line, when the run measured frames.
    package var answer: String? {
        let ways = [("frames-mapped", "by mapping"), ("frames-read", "by ReadFile"), ("frames-twice", "by two copies")]
        let found = ways.compactMap { name, way in
            measurements.first { $0.name == name }.map { (seconds: $0.seconds.median, way: way) }
        }
        guard found.count == ways.count, let best = found.min(by: { $0.seconds < $1.seconds }) else { return nil }
        let verdict = best.way == found[0].way ? "Share" : "Copy"
        let figures = found.map {
            "\(Units.seconds($0.seconds)) \($0.way) (\(Units.significant($0.seconds / Self.frameTime * 100))% of 33 ms, "
                + "\(Units.significant(1 / $0.seconds)) frames/s)"
        }
        return "Share or copy? \(verdict): a frame takes \(figures.joined(separator: ", "))."
    }
}
