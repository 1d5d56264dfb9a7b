import CEBench
import Testing

/// A run of two workloads with figures that tests know.
enum SampleReport {
    static func make(release: Double = 3e-6, descriptors: UInt64 = 8224, board: String = "test board") throws
        -> BenchReport
    {
        var counts = OperationCounts()
        counts.descriptors = descriptors
        counts.tables = 8
        counts.pages = 8
        return BenchReport(
            machine: "a processor, 2 cores", engine: "unicorn 2.0.1", board: board,
            measurements: [
                Measurement(
                    name: "copy-map", size: 32 << 20, seconds: try #require(Summary([4e-6, 5e-6, 6e-6])),
                    counts: counts,
                    ratios: [
                        .init(baseline: "floor", ratio: Ratio(value: 1.5, spread: 0.1)),
                        .init(baseline: "mmap", ratio: Ratio(value: 0.02, spread: 0.9)),
                    ]),
                Measurement(
                    name: "release", size: 32 << 20, seconds: try #require(Summary([release])), counts: counts,
                    ratios: [.init(baseline: "floor", ratio: Ratio(value: 2.5, spread: 0))]),
            ], notes: ["a note"])
    }
}
