internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON

/// `cebench compare`.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Tells what got slower from one run to another, or how a board compares.",
        discussion: """
            With device.txt, which the program of export-guest writes on a board, in place of a run, it prints both
            times of each workload, and says what mapping costs there; a board is not judged.
            """)

    @Argument(help: "The JSON of the earlier run, or a board's device.txt.")
    var old: String

    @Argument(help: "The JSON of the later run.")
    var new: String

    @Option(help: "How much slower a median may be.")
    var failOver: Percentage = Percentage(share: 0.1)

    func run() throws {
        switch (try CommandFile.measured(old), try CommandFile.measured(new)) {
        case (.device(let device), .run(let report)), (.run(let report), .device(let device)):
            try compare(device, report)
        case (.run(let before), .run(let after)): try compare(before, after)
        case (.device, .device): throw ExitStatus.usage.stop("\(old) and \(new) are both of a board: one is a run")
        }
    }

    private func compare(_ device: DeviceReport, _ report: BenchReport) throws {
        let comparison = DeviceComparison(device, report)
        guard comparison.compared > 0 else {
            throw ExitStatus.malformedInput.stop("run and board have no workload of the same size in common")
        }
        StandardStream.output.write(comparison.text)
    }

    private func compare(_ before: BenchReport, _ after: BenchReport) throws {
        let comparison: Comparison
        do {
            comparison = try Comparison(before, after, limit: failOver.share)
        } catch { throw ExitStatus.malformedInput.stop("\(error)") }
        for name in comparison.missing { StandardStream.error.write("cebench: note: \(name) is only in \(old)\n") }
        StandardStream.output.write(
            comparison.problems.map { $0.description + "\n" }.joined()
                + "\(comparison.compared) compared, \(Set(comparison.problems.map(\.workload)).count) worse\n")
        if !comparison.problems.isEmpty { throw ExitStatus.failure.exitCode }
        if comparison.compared == 0 { throw ExitStatus.malformedInput.stop("the runs have no workload in common") }
    }
}

/// `10%`, or the share `0.1`.
struct Percentage: ExpressibleByArgument {
    let share: Double

    init(share: Double) { self.share = share }

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        guard let number = Double(isPercent ? String(argument.dropLast()) : argument), number.isFinite, number >= 0
        else { return nil }
        share = isPercent ? number / 100 : number
    }

    var defaultValueDescription: String { "\(Units.significant(share * 100))%" }
}

/// `cebench thresholds`.
struct ThresholdsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thresholds",
        abstract: "Prints a thresholds file made of a run: its counts, and its ratios with some room.")

    @Argument(help: "The JSON of the run.")
    var result: String

    @Option(help: "How many times its measured value a ratio may become.")
    var room: Double = 2.5

    func run() throws {
        let report = try CommandFile.report(result)
        let list = report.measurements.map { measurement in
            JSONValue.object([
                .init("name", .string(measurement.name)), .init("size", .count(measurement.size)),
                .init(
                    "counts",
                    .object(zip(OperationCounts.names, measurement.counts.values).map { .init($0, .count($1)) })),
                .init(
                    "ratios",
                    .object(
                        measurement.ratios.filter(\.ratio.isTrusted).map {
                            .init($0.baseline, .number(roundedUp($0.ratio.value * room)))
                        })),
            ])
        }
        let file = JSONValue.object([
            .init("version", 1), .init("board", .string(report.board)), .init("thresholds", .array(list)),
        ])
        StandardStream.output.write(file.serialized(.indented) + "\n")
    }

    /// Two digits are enough for a limit.
    private func roundedUp(_ value: Double) -> Double {
        value >= 1 ? (value * 10).rounded(.up) / 10 : (value * 1000).rounded(.up) / 1000
    }
}
