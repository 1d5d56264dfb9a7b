import ARMCore
internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import Unicorn

/// `cebench run`.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Measures workloads, each in turn with what it is compared to.")

    @Argument(help: "Workloads, as `cebench list` names them; all when none is given.")
    var workloads: [String] = []

    @Option(help: "Sizes of whole pages: 4K,1M,32M. When none are given, those that are usual for a workload.")
    var sizes: SizeList?

    @Option(help: "A board file; a Cortex-A8 with 1.5 GB when none is given.")
    var board: String?

    @Option(help: "The most samples of a workload at one size.")
    var samples: Int = 60

    @Option(help: "Seconds for one workload at one size.")
    var budget: Double = 0.7

    @Option(help: "The scenario of the workloads `scenario` and `state`; an example when none is given.")
    var scenario: String?

    @Option(help: "Write the result as JSON.")
    var json: String?

    @Option(help: "Write the result as CSV.")
    var csv: String?

    @Option(help: "Write the result as a Markdown table.")
    var markdown: String?

    @Option(help: "Draw cost against size.")
    var svg: String?

    @Option(
        help:
            "Estimate the work on a core (\(Self.estimable)) from published cycles, or on a board by its device.txt."
    )
    var estimate: String?

    @Option(
        help: "Fail when the result does not keep to what this file says of the workloads and sizes that are measured.")
    var thresholds: String?

    private static var estimable: String { CycleCosts.all.map(\.cpu.rawValue).joined(separator: ", ") }

    func validate() throws {
        guard (1...100_000).contains(samples) else { throw ValidationError("--samples is a number from 1 to 100000") }
        guard budget > 0, budget <= 3600 else { throw ValidationError("--budget is from 0 to 3600 seconds") }
        for name in workloads where !Workload.all.contains(where: { $0.name == name }) {
            let names = Workload.all.map(\.name).joined(separator: ", ")
            throw ValidationError("no workload is called '\(name)'; there are \(names)")
        }
        if let estimate, CycleCosts.named(estimate) == nil, FileAccess().kind(of: estimate) == nil {
            throw ValidationError(
                "no cycle counts for '\(estimate)', and no file of that name; there are \(Self.estimable)")
        }
    }

    func run() throws {
        Host.ignoreBrokenPipes()
        if let refusal = EngineTraits.running.refusal { throw ExitStatus.missingInput.stop(refusal) }
        for path in [json, csv, markdown, svg].compactMap({ $0 }) where !FileAccess().isWritable(path) {
            throw ExitStatus.missingInput.stop("\(path): cannot be written")
        }
        let limits = try thresholds.map(readThresholds)
        let device = try estimate.flatMap { CycleCosts.named($0) == nil ? try CommandFile.device($0) : nil }
        let board = try CommandFile.board(board)
        let session = BenchSession(
            workloads: workloads.isEmpty ? Workload.all : Workload.all.filter { workloads.contains($0.name) },
            sizes: sizes?.sizes, board: board, plan: SamplingPlan(samples: samples, budget: budget),
            scenario: scenario ?? ExampleScenario.path)
        let report: BenchReport
        do {
            report = try session.run()
        } catch let error as SizeError {
            throw ExitStatus.usage.stop("\(error)")
        } catch {
            throw ExitStatus.defect.stop("\(error)")
        }
        StandardStream.output.write(report.text)
        for answer in [report.mappingAnswer, report.answer].compactMap({ $0 }) {
            StandardStream.output.write("\n" + answer + "\n")
        }
        if let costs = estimate.flatMap(CycleCosts.named) { StandardStream.output.write("\n" + costs.text(report)) }
        if let costs = device.map(DeviceCosts.init) {
            StandardStream.output.write("\n" + costs.text(report))
            if let answer = costs.answer { StandardStream.output.write("estimate  On the board: \(answer)\n") }
        }
        try write(report)
        guard let limits else { return }
        let violations = limits.violations(
            in: report, of: WorkloadChoice(session.workloads.map(\.name), sizes: sizes?.sizes))
        guard violations.isEmpty else {
            throw ExitStatus.failure.stop("past the thresholds\n" + violations.joined(separator: "\n"))
        }
    }

    private func readThresholds(_ path: String) throws -> Thresholds {
        let json = try CommandFile.json(path)
        do { return try Thresholds(json: json) } catch { throw ExitStatus.malformedInput.stop("\(path): \(error)") }
    }

    private func write(_ report: BenchReport) throws {
        let files: [(String?, () -> String)] = [
            (json, { report.json.serialized(.indented) + "\n" }), (csv, { report.csv }),
            (markdown, { report.markdown }), (svg, { CostPlot(report).svg }),
        ]
        for (path, text) in files {
            guard let path else { continue }
            do { try FileAccess().write(text(), to: path) } catch { throw ExitStatus.missingInput.stop("\(error)") }
        }
    }
}
