import CEBench
import JSON
import Testing

@Suite struct ReportTests {
    @Test func `a report reads back as it was written, without the ratios that are not trusted`() throws {
        let report = try SampleReport.make()
        let text = report.json.serialized(.indented)
        let read = try BenchReport(json: JSONValue(parsing: text.utf8))
        #expect(read.measurements.map(\.name) == ["copy-map", "release"])
        #expect(read.measurements.map(\.seconds) == report.measurements.map(\.seconds))
        #expect(read.measurements.map(\.counts) == report.measurements.map(\.counts))
        #expect(read.measurements[0].ratio(to: "floor")?.value == 1.5)
        #expect(read.measurements[0].ratio(to: "mmap") == nil)
        #expect(read.engine == "unicorn 2.0.1")
        #expect(read.notes == ["a note"])
    }

    @Test func `the document has the keys of the contract`() throws {
        let json = try SampleReport.make().json
        #expect(json["version"]?.int == 1)
        let workload = try #require(json["workloads"]?.elements?.first)
        #expect(workload["name"]?.text == "copy-map")
        #expect(workload["size"]?.int == 33_554_432)
        #expect(workload["samples"]?.int == 3)
        #expect(workload["seconds"]?["median"]?.double == 5e-6)
        #expect(workload["seconds"]?["min"]?.double == 4e-6)
        #expect(workload["counts"]?["descriptors"]?.int == 8224)
        #expect(workload["counts"]?["tlbInvalidations"]?.int == 0)
        #expect(workload["ratios"] == ["floor": .number(1.5)])
    }

    @Test func `the table refuses a ratio that spreads too far`() throws {
        let text = try SampleReport.make().text
        #expect(text.contains("copy-map  32 MB  5.00 µs"))
        #expect(text.contains("1.50 x floor, mmap: too noisy"))
        #expect(text.contains("a note"))
    }

    @Test func `CSV has the numbers of JSON`() throws {
        let lines = try SampleReport.make().csv.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(
            lines[0] == [
                "name", "size", "samples", "min", "median", "p95", "p99", "q1", "q3", "outliers", "descriptors",
                "tables", "tlbInvalidations", "guestInstructions", "pages", "ratio:floor", "ratio:mmap",
            ])
        #expect(lines[1].prefix(5) == ["copy-map", "33554432", "3", "4e-06", "5e-06"])
        #expect(lines[1].suffix(7) == ["8224", "8", "0", "0", "8", "1.5", ""])
    }

    @Test(arguments: [
        ("{}", "is not a result of cebench"),
        ("{\"version\": 2, \"workloads\": []}", "has version 2 of the format; this program reads version 1"),
        ("{\"version\": 1, \"workloads\": []}", "has no 'machine'"),
        (
            "{\"version\": 1, \"machine\": \"\", \"engine\": \"\", \"board\": \"\", \"workloads\": [{\"name\": 3}]}",
            "workload 1 is not a measurement"
        ),
    ])
    func `a file that is no result says what is wrong`(text: String, message: String) throws {
        let json = try JSONValue(parsing: text.utf8)
        #expect(throws: ReportError(message)) { try BenchReport(json: json) }
    }

    @Test func `the estimate says what it is on every line`() throws {
        let costs = try #require(CycleCosts.named("arm926"))
        let report = try SampleReport.make()
        #expect(costs.text(report).split(separator: "\n").allSatisfy { $0.hasPrefix("estimate") })
        // 8,224 stores and 8 cleared pages of 1,024 words at 400 MHz.
        #expect(abs(costs.seconds(report.measurements[0].counts) - 41.04e-6) < 1e-12)
    }

    @Test func `the answer needs frames`() throws {
        #expect(try SampleReport.make().answer == nil)
        let frames = try zip(["frames-mapped", "frames-read", "frames-twice"], [2e-6, 30e-6, 60e-6]).map {
            Measurement(
                name: $0, size: 307_200, seconds: try #require(Summary([$1])), counts: OperationCounts(), ratios: [])
        }
        let report = BenchReport(machine: "m", engine: "e", board: "b", measurements: frames)
        #expect(
            report.answer
                == "Share or copy? Share: a frame takes 2.00 µs by mapping (0.0061% of 33 ms, 500,000 frames/s), "
                + "30.0 µs by ReadFile (0.0909% of 33 ms, 33,333 frames/s), 60.0 µs by two copies (0.18% of 33 ms, "
                + "16,667 frames/s).")
    }

    @Test func `the plot shows where mapping begins to pay, touched and untouched`() throws {
        func measurement(_ name: String, _ size: UInt64, _ seconds: Double, _ toCopy: Double) throws -> Measurement {
            Measurement(
                name: name, size: size, seconds: try #require(Summary([seconds])), counts: OperationCounts(),
                ratios: [.init(baseline: "memcpy", ratio: Ratio(value: toCopy, spread: 0))])
        }
        // A copy takes 1 s at 4 KB and 16 s at 64 KB; mapping and releasing 2 s and 8 s, with touching 4 s and 4 s.
        let plot = CostPlot(
            BenchReport(
                machine: "m", engine: "e", board: "b",
                measurements: [
                    try measurement("copy-map", 4096, 1, 1), try measurement("copy-map", 65536, 4, 0.25),
                    try measurement("release", 4096, 1, 0), try measurement("release", 65536, 4, 0),
                    try measurement("remap", 4096, 4, 4), try measurement("remap", 65536, 4, 0.25),
                ]))
        // A half and two fifths of the way on the logarithmic scale.
        #expect(abs(try #require(plot.touchedBreakEven) - 16384) < 1)
        #expect(abs(try #require(plot.breakEven) - 16384) < 1)
        #expect(plot.svg.contains(">map + release costs less than one copy from 16.0 KB on<"))
        #expect(plot.svg.contains(">with every page touched (remap) from 16.0 KB on<"))
        #expect(plot.svg.contains(">size of the mapping<") && plot.svg.contains(">time of one operation (median)<"))
        #expect(plot.svg.contains("@media (prefers-color-scheme: dark)"))
        // Half of the way between 4 KB and 64 KB, on the copy's line from 1 s to 16 s: 4 s there.
        #expect(plot.svg.contains("<circle class=\"point copy\" cx=\"348.0\" cy=\"288.8\" r=\"4\"/>"))
        #expect(plot.svg.contains(">1 s<") && plot.svg.contains(">100 s<"))
        #expect(plot.svg.hasSuffix("</svg>\n"))
    }

    @Test func `a row that is too wide goes on below its comparisons`() throws {
        let names = ["floor", "memcpy", "mmap", "unicorn", "qemu", "no-mmu-no-clock"]
        let report = BenchReport(
            machine: "m", engine: "e", board: "b",
            measurements: [
                Measurement(
                    name: "copy-map", size: 32 << 20, seconds: try #require(Summary([5e-6])), counts: OperationCounts(),
                    ratios: names.map { .init(baseline: $0, ratio: Ratio(value: 1.5, spread: 0)) })
            ])
        let lines = report.text.split(separator: "\n")
        let row = try #require(lines.firstIndex { $0.hasPrefix("copy-map") })
        #expect(lines[row].hasSuffix("1.50 x floor, 1.50 x memcpy, 1.50 x mmap, 1.50 x unicorn,"))
        #expect(lines[row + 1].drop { $0 == " " } == "1.50 x qemu, 1.50 x no-mmu-no-clock")
        #expect(lines.allSatisfy { $0.count <= 120 })
    }
}
