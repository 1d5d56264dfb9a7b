import CEBench
import JSON
import Testing

@Suite struct ComparisonTests {
    @Test func `a run is as good as itself`() throws {
        let report = try SampleReport.make()
        let comparison = try Comparison(report, report, limit: 0.1)
        #expect(comparison.problems.isEmpty)
        #expect(comparison.compared == 2)
    }

    @Test func `a doctored median names its workload`() throws {
        let comparison = try Comparison(SampleReport.make(), SampleReport.make(release: 3.6e-6), limit: 0.1)
        #expect(comparison.problems.map(\.description) == ["release 32 MB: 3.00 µs became 3.60 µs, 20.0% slower"])
    }

    @Test func `what is within the limit is no problem`() throws {
        let comparison = try Comparison(SampleReport.make(), SampleReport.make(release: 3.6e-6), limit: 0.25)
        #expect(comparison.problems.isEmpty)
    }

    @Test func `more descriptors are worse whatever the times say`() throws {
        let comparison = try Comparison(SampleReport.make(), SampleReport.make(descriptors: 8225), limit: 1)
        #expect(
            comparison.problems.map(\.description) == [
                "copy-map 32 MB: descriptors grew from 8224 to 8225",
                "release 32 MB: descriptors grew from 8224 to 8225",
            ])
    }

    @Test func `runs of different boards are not compared`() throws {
        #expect(throws: ReportError("the runs are of different boards: test board and another")) {
            try Comparison(SampleReport.make(), SampleReport.make(board: "another"), limit: 0.1)
        }
    }

    private let thresholds = """
        { "version": 1, "board": "test board", "thresholds": [
          { "name": "release", "size": 33554432, "ratios": { "floor": 2 },
            "counts": { "descriptors": 8224, "tables": 8, "tlbInvalidations": 0, "guestInstructions": 0, "pages": 9 } },
          { "name": "boot", "size": 0, "ratios": {},
            "counts": { "descriptors": 0, "tables": 0, "tlbInvalidations": 0, "guestInstructions": 0, "pages": 0 } } ] }
        """

    @Test func `thresholds hold counts exactly and ratios at most`() throws {
        let file = try Thresholds(json: JSONValue(parsing: thresholds.utf8))
        #expect(
            file.violations(in: try SampleReport.make()) == [
                "release 32 MB: pages is 8, the thresholds say 9", "release 32 MB: 2.50 x floor, the limit is 2.00",
                "boot: was not measured",
            ])
        #expect(
            file.violations(in: try SampleReport.make(board: "another")) == [
                "the thresholds are those of board test board, not another"
            ])
    }

    @Test func `a file without thresholds is refused`() throws {
        #expect(throws: ReportError("is not a thresholds file of version 1")) {
            try Thresholds(json: JSONValue(parsing: "{}".utf8))
        }
    }
}
