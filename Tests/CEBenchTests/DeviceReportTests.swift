import CEBench
import HostSystem
import JSON
import TestSupport
import Testing

/// What a board measured, and what is made of it.
@Suite struct DeviceReportTests {
    private static let text = """
        cebench-device 1\r
        board: my board, CE 6.0\r
        # a comment\r
        \r
        copy-map 4096 2000 100\r
        copy-map 1048576 512000 100\r
        release 4096 1000 100\r
        release 1048576 256000 100\r
        memcpy 4096 20000 100\r
        memcpy 1048576 5120000 100\r
        ioctl 0 15000 1000\r
        frames-mapped 307200 20000 60\r

        """

    private func device() throws -> DeviceReport { try DeviceReport(bytes: Array(Self.text.utf8)) }

    @Test func `a file is read, with the line ends of Windows`() throws {
        let device = try device()
        #expect(device.board == "my board, CE 6.0")
        #expect(device.figures.count == 8)
        #expect(device.seconds("copy-map", 4096) == 2e-6)
        #expect(device.seconds("ioctl", 0) == 15e-6)
        #expect(device.seconds("ioctl", 4096) == nil)
    }

    @Test(arguments: [
        ("", "does not begin with 'cebench-device 1'"),
        ("cebench-device 2\nioctl 0 1 1\n", "is of another version; this program reads 'cebench-device 1'"),
        ("cebench-device 1\n", "has no figure"),
        ("cebench-device 1\nioctl 0 1\n", "line 2: is not workload, bytes, nanoseconds and operations"),
        ("cebench-device 1\nioctl 0 -1 1\n", "line 2: is not workload, bytes, nanoseconds and operations"),
        ("cebench-device 1\nioctl 0 1 0\n", "line 2: is not workload, bytes, nanoseconds and operations"),
        (
            "cebench-device 1\nioctl 0 9999999999999999 1\n",
            "line 2: is not workload, bytes, nanoseconds and operations"
        ),
        ("cebench-device 1\nioctl 2000000000000 1 1\n", "line 2: is not workload, bytes, nanoseconds and operations"),
        ("cebench-device 1\n\u{1B}[2J 0 1 1\n", "line 2: is not workload, bytes, nanoseconds and operations"),
        ("cebench-device 1\nboard: \u{1B}[2J\n", "line 2: the board's name is 1 to 80 letters of ASCII"),
        ("cebench-device 1\nioctl 0 1 1\nioctl 0 2 1\n", "line 3: ioctl of 0 bytes is there already"),
    ])
    func `a file that is none says what is wrong`(text: String, message: String) {
        #expect(throws: ReportError(message)) { try DeviceReport(bytes: Array(text.utf8)) }
    }

    @Test func `a file without end is not read`() {
        let long = "cebench-device 1\n" + String(repeating: "#", count: 70_000)
        #expect(throws: ReportError("is longer than 65536 bytes")) { try DeviceReport(bytes: Array(long.utf8)) }
        let many = "cebench-device 1\n" + (0...500).map { "ioctl \($0) 1 1\n" }.joined()
        #expect(throws: ReportError("has more than 500 figures")) { try DeviceReport(bytes: Array(many.utf8)) }
    }

    @Test func `a size between the measured ones lies on a line, and says so`() throws {
        let costs = DeviceCosts(try device())
        let measured = try #require(costs.cost("copy-map", 4096))
        #expect(measured.isMeasured && measured.seconds == 2e-6)
        let between = try #require(costs.cost("copy-map", 524_288))
        #expect(!between.isMeasured)
        #expect(abs(between.seconds - 256e-6) < 1e-9)
        #expect(costs.cost("copy-map-kernel", 4096)?.isMeasured == false)
        #expect(costs.cost("frames-mapped", 4096) == nil)
        #expect(costs.cost("boot", 0) == nil)
    }

    @Test func `a run is told beside the board`() throws {
        let report = try SampleReport.make()
        #expect(DeviceComparison(try device(), report).compared == 0)
        let large = try DeviceReport(
            bytes: Array((Self.text + "copy-map 33554432 10000 3\nrelease 33554432 9000 3\n").utf8))
        let comparison = DeviceComparison(large, report)
        #expect(comparison.compared == 2)
        #expect(
            comparison.text.split(separator: "\n") == [
                "here: unicorn 2.0.1; board: my board, CE 6.0",
                "workload   size     here    board  board / here",
                "copy-map  32 MB  5.00 µs  10.0 µs          2.00",
                "release   32 MB  3.00 µs  9.00 µs          3.00",
                "On the board: What does mapping cost? To map and release takes, for 4 KB 3.00 µs, one copy 20.0 µs; "
                    + "for 1 MB 768 µs, one copy 5.12 ms; for 32 MB 19.0 µs, one copy 164 ms. Mapping costs less "
                    + "than one copy from 4.00 KB on.",
            ])
        let lines = DeviceCosts(large).text(report).split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("estimate  ") })
        #expect(lines[1].hasSuffix("10.0 µs  measured"))
    }

    @Test func `mapping's cost is said in a sentence, with where it begins to pay`() throws {
        func measurement(_ name: String, _ size: UInt64, _ seconds: Double, _ toCopy: Double) throws -> Measurement {
            Measurement(
                name: name, size: size, seconds: try #require(Summary([seconds])), counts: OperationCounts(),
                ratios: toCopy == 0 ? [] : [.init(baseline: "memcpy", ratio: Ratio(value: toCopy, spread: 0))])
        }
        let report = BenchReport(
            machine: "m", engine: "e", board: "b",
            measurements: [
                try measurement("copy-map", 4096, 1e-6, 10), try measurement("copy-map", 1 << 20, 2e-6, 0.05),
                try measurement("release", 4096, 1e-6, 0), try measurement("release", 1 << 20, 2e-6, 0),
            ])
        #expect(
            report.mappingAnswer
                == "What does mapping cost? To map and release takes, for 4 KB 2.00 µs, one copy 100 ns; for 1 MB "
                + "4.00 µs, one copy 40.0 µs. Mapping costs less than one copy from 92.0 KB on.")
        #expect(BenchReport(machine: "m", engine: "e", board: "b").mappingAnswer == nil)
    }

    @Test func `what a board builds is what the benchmark was built of`() throws {
        let files = Dictionary(uniqueKeysWithValues: GuestExport.files.map { ($0.name, $0.content) })
        for name in ["frm.c", "frames.h", "frames.c", "measure.c"] {
            #expect(files[name] == (try FileAccess().read("\(Fixtures.root)/guests/bench/\(name)")), "\(name)")
        }
        let exported = try JSONValue(parsing: try #require(files["programs.json"]))
        let own = try JSONValue(parsing: try FileAccess().read("\(Fixtures.root)/guests/bench/programs.json"))
        #expect(exported == own)
        for name in ["frm", "frames", "measure"] {
            let text = String(decoding: try #require(files["\(name)/sources"]), as: UTF8.self)
            #expect(text.contains("SOURCES=..\\\(name).c\n"))
            #expect(files["\(name)/makefile"] != nil)
        }
        #expect(files.count == 14)
    }

    @Test func `thresholds are held for what was to be measured`() throws {
        let entry = """
            "counts": { "descriptors": 8224, "tables": 8, "tlbInvalidations": 0, "guestInstructions": 0, "pages": 8 }
            """
        let file = try Thresholds(
            json: JSONValue(
                parsing: """
                    { "version": 1, "board": "test board", "thresholds": [
                      { "name": "release", "size": 33554432, \(entry) }, { "name": "release", "size": 4096, \(entry) },
                      { "name": "frames-read", "size": 307200, \(entry) } ] }
                    """.utf8))
        let report = try SampleReport.make()
        #expect(file.violations(in: report, of: WorkloadChoice(["release"], sizes: [32 << 20])) == [])
        #expect(
            file.violations(in: report, of: WorkloadChoice(["release"], sizes: nil)) == [
                "release 4 KB: was not measured"
            ])
        #expect(
            file.violations(in: report, of: WorkloadChoice(["release", "frames"], sizes: [32 << 20]))
                == ["frames-read 300 KB: was not measured"])
        #expect(
            file.violations(
                in: BenchReport(machine: "m", engine: "e", board: "test board"),
                of: WorkloadChoice(["boot"], sizes: nil)) == ["no threshold is about what was measured"])
    }

    @Test func `the table explains its columns, and the baselines that are in it`() throws {
        let text = try SampleReport.make().text
        #expect(text.contains("\nwords     page-table words written and cleared: exact, and the same on a board\n"))
        #expect(text.contains("\nx floor   a plain loop"))
        #expect(!text.contains("x qemu"))
    }
}
