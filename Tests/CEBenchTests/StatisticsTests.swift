import CEBench
import Testing

@Suite struct StatisticsTests {
    @Test func `quantiles are interpolated between samples`() throws {
        let summary = try #require(Summary([4, 1, 3, 2]))
        #expect(summary.count == 4)
        #expect(summary.minimum == 1)
        #expect(summary.median == 2.5)
        #expect(summary.lowerQuartile == 1.75)
        #expect(summary.upperQuartile == 3.25)
        #expect(summary.interquartileRange == 1.5)
        #expect(summary.spread == 0.6)
        #expect(abs(summary.p95 - 3.85) < 1e-12)
        #expect(abs(summary.p99 - 3.97) < 1e-12)
    }

    @Test func `a single sample is all of its own statistics`() throws {
        let summary = try #require(Summary([7]))
        #expect(summary.median == 7)
        #expect(summary.p99 == 7)
        #expect(summary.spread == 0)
        #expect(summary.outliers == 0)
    }

    @Test func `there is no summary of nothing`() {
        #expect(Summary([]) == nil)
    }

    @Test func `what lies far outside the quartiles is an outlier`() throws {
        let summary = try #require(Summary([10, 11, 12, 13, 14, 100]))
        #expect(summary.outliers == 1)
        #expect(summary.median == 12.5)
    }

    @Test func `a ratio is that of the medians and knows how far its samples spread`() throws {
        let ratio = try #require(Ratio([2, 4, 6], over: [1, 2, 3]))
        #expect(ratio.value == 2)
        #expect(ratio.spread == 0)
        #expect(ratio.isTrusted)
    }

    @Test func `a ratio whose samples spread too far is not trusted`() throws {
        let ratio = try #require(Ratio([1, 10, 1, 10], over: [1, 1, 1, 1]))
        #expect(!ratio.isTrusted)
    }

    @Test func `there is no ratio over a baseline that took no time`() {
        #expect(Ratio([1], over: [0]) == nil)
    }

    @Test func `samples are taken in turn and divided by the operations`() throws {
        var order: [String] = []
        let probes = [
            Probe("a", prepare: { order.append("pa") }, run: { order.append("a") }, finish: { order.append("fa") }),
            Probe("b", run: { order.append("b") }),
        ]
        let times = try SamplingPlan(samples: 2, budget: 10).measure(probes) { order.append("|") }
        #expect(times.map(\.count) == [2, 2])
        #expect(
            order == [
                "pa", "a", "fa", "b", "pa", "a", "fa", "b", "|", "pa", "a", "fa", "b", "pa", "a", "fa", "b",
            ])
    }
}
