internal import CEScenario
internal import HostSystem
internal import PrintableText
internal import RunReports
internal import ScenarioFiles

/// Tells a run on the terminal: one line a scenario when it ends, the failures in full at the end, a summary.
struct ConsoleReporter {
    /// What is told.
    struct View {
        /// Standard error when a report takes standard output.
        var stream = StandardStream.output
        /// Whether the output of every guest is printed, and what the kernel says while it boots; otherwise output is
        /// shown with failures.
        var isVerbose = false
        /// How many scenarios run at once: the lines of guests that run side by side are led by the scenario's name.
        var jobs = 1
        /// Whether scenarios that pass are told by their number only.
        var isQuiet = false
        /// Whether the figures of physical pages are printed after each scenario.
        var showsLedger = false
        /// Physical addresses whose pages are told of after each scenario.
        var pages: [UInt32] = []
        /// Whether findings are printed of every scenario, not only of one that fails or is alone.
        var showsFindings = false
    }

    private let total: Int
    private let view: View
    private let showsOutput: Bool
    private let isColored: Bool
    /// A progress line is for a person who waits, never for a log.
    private let hasProgress = StandardStream.error.isTerminal && StandardStream.error.wantsColor
    private let start = Host.monotonicSeconds
    private var finished = 0
    private var bad = 0
    /// How many lines of each scenario that runs have been shown.
    private var shown: [Int: Int] = [:]

    /// - Parameter isSingle: whether there is one scenario only, whose output is always shown.
    init(total: Int, view: View = View(), isSingle: Bool = false) {
        self.total = total
        self.view = view
        showsOutput = view.isVerbose || isSingle
        isColored = view.stream.wantsColor
    }

    /// Lines of output shown with a failure; the rest is in the report files.
    private static let outputLimit = 40

    /// Whether output is shown while guests run.
    var isFollowing: Bool { showsOutput && !view.isQuiet }

    /// What leads the lines of a guest's output.
    private func leader(_ name: String, _ repetition: Int) -> String {
        guard view.jobs > 1, total > 1 else { return "" }
        return "\(printable(name))\(repetition > 1 ? " #\(repetition)" : "") | "
    }

    /// Shows output of a guest that runs.
    mutating func show(_ printed: PrintedLines, of task: ScenarioTask, at position: Int) {
        clearProgress()
        let leader = leader(task.scenario.name, task.repetition)
        if view.isVerbose { writeLines(printed.boot, leader) }
        writeLines(printed.lines, leader)
        shown[position, default: 0] += printed.lines.count
        showProgress()
    }

    /// Tells a result.
    /// - Parameter position: of the task that it is of; nil of a file that cannot be read.
    mutating func report(_ result: ScenarioResult, at position: Int? = nil) {
        clearProgress()
        finished += 1
        if !result.isGood { bad += 1 }
        if view.isQuiet, result.isGood { return showProgress() }
        let run = result.observation
        let told = position.flatMap { shown.removeValue(forKey: $0) }
        let leader = leader(result.name, result.repetition)
        if view.isVerbose, told == nil { writeLines(run.bootLog, leader) }
        if showsOutput { writeLines(Array(run.output.dropFirst(told ?? 0)), leader) }
        // Of a file that cannot be read alone its message says all.
        var text = isOnlyFile(result) ? "" : line(of: result)
        for line in run.notInjected { text += indented(line) }
        if view.showsLedger { text += printable(LedgerText(run).text, keepsLines: true) }
        if result.status != .skipped {
            for page in view.pages { text += printable(PageText(run, page).text, keepsLines: true) }
        }
        if showsOutput || view.showsFindings || !result.isGood {
            for finding in run.findings { text += indented(finding.text) }
        }
        // It is no failure, but it is what an interrupted engineer wants to know.
        if result.status == .skipped {
            text += outputEnd(run)
            for line in ThreadText(run).lines { text += "  \(printable(line))\n" }
        }
        if view.isVerbose || !result.isGood { text += RefusalText(run).entries.map(indented).joined() }
        view.stream.write(cleaned: text)
        showProgress()
    }

    /// Whether nothing but a file that cannot be read was asked for.
    private func isOnlyFile(_ result: ScenarioResult) -> Bool { total == 1 && result.isOfFile }

    private func writeLines(_ lines: [String], _ leader: String) {
        view.stream.write(cleaned: lines.map { leader + printable($0) + "\n" }.joined())
    }

    private func line(of result: ScenarioResult) -> String {
        let time =
            result.status == .skipped ? result.message.map { " (\($0))" } ?? "" : " (\(milliseconds(result.seconds)))"
        let number = result.repetition > 1 ? " #\(result.repetition)" : ""
        return "\(colored(result.status)): \(printable(result.name))\(number)\(printable(time))\n"
    }

    private func colored(_ status: ScenarioResult.Status) -> String {
        guard isColored else { return status.rawValue }
        let code =
            switch status {
            case .passed: "32"
            case .skipped: "33"
            case .failed, .crashed, .timeout, .error: "31"
            }
        return "\u{1B}[\(code)m\(status.rawValue)\u{1B}[0m"
    }

    private func milliseconds(_ seconds: Double) -> String {
        let value = Int((max(0, min(seconds, 1e9)) * 1000).rounded())
        return value < 1000 ? "\(value) ms" : "\(value / 1000).\(value % 1000 / 100) s"
    }

    /// The failures in full, then the summary. A single scenario needs none: its own line says it.
    /// - Parameter onProgress: told before each failure.
    /// - Throws: `FileError` when a result cannot be read back.
    func finish(_ report: RunReport, onProgress: () -> Void = {}) throws(FileError) {
        clearProgress()
        var isFirst = true
        for result in report.results where !result.isGood {
            onProgress()
            isFirst = false
            view.stream.write(cleaned: (isOnlyFile(result) ? "" : "\n") + failure(try report.whole(result)))
        }
        if report.results.count != 1 { view.stream.write((isFirst ? "" : "\n") + "\(report.summary)\n") }
    }

    private func failure(_ result: ScenarioResult) -> String {
        // The messages about a file that cannot be read begin with its name.
        var text =
            result.isOfFile ? "" : printable("\(result.name) (\(result.file)): \(result.status.rawValue)") + "\n"
        for failure in result.failures { text += lines(failure.description) }
        if let message = result.message { text += lines(message) }
        let output = result.observation.output
        // The output has the reports as well, but only its end is shown.
        let printed = result.observation.faults(printedFrom: showsOutput ? 0 : max(0, output.count - Self.outputLimit))
        for (index, fault) in result.observation.faults.enumerated() where !printed.contains(index) {
            text += indented(fault.text)
        }
        for line in ThreadText(result.observation).lines { text += "  \(printable(line))\n" }
        return text + outputEnd(result.observation)
    }

    /// The end of the output, where it was not shown as a whole.
    private func outputEnd(_ run: ScenarioObservation) -> String {
        guard !showsOutput, !run.output.isEmpty else { return "" }
        let cut = run.output.count - Self.outputLimit
        return "output\(cut > 0 ? ", the last \(Self.outputLimit) of \(run.output.count) lines" : ""):\n"
            + run.output.suffix(Self.outputLimit).map { "  \(printable($0))\n" }.joined()
    }

    /// Text of ours in which names and expected texts of others stand. A line feed of theirs cannot be told from ours;
    /// what begins a line behind it is made harmless where a CI system reads.
    private func lines(_ text: String) -> String { printable(text, keepsLines: true) + "\n" }

    private func indented(_ text: String) -> String {
        text.unicodeScalars.split(separator: "\n").map { "  \(printable(String($0)))\n" }.joined()
    }

    private func showProgress() {
        guard hasProgress, finished > 0, finished < total else { return }
        let left = (Host.monotonicSeconds - start) / Double(finished) * Double(total - finished)
        StandardStream.error.write(
            "\(finished)/\(total)" + (bad > 0 ? ", \(bad) not good" : "") + ", \(milliseconds(left)) left")
    }

    private func clearProgress() {
        if hasProgress { StandardStream.error.write(cleaned: "\r\u{1B}[K") }
    }
}

extension ScenarioResult {
    /// Whether it is about a scenario file that cannot be read, and not about a scenario.
    fileprivate var isOfFile: Bool { status == .error && name == file && message != nil }
}
