internal import CEScenario
internal import HostSystem

/// Tells a run on the terminal: one line a scenario when it ends, the failures in full at the end, a summary.
struct ConsoleReporter {
    let total: Int
    /// Whether the guest's output is printed; otherwise it is shown with failures only.
    let showsOutput: Bool
    /// Whether what the kernel says while it boots is printed too.
    let showsBootLog: Bool
    /// Whether the figures of physical pages are printed after each scenario.
    let showsLedger: Bool
    /// Physical addresses whose pages are told of after each scenario.
    let pages: [UInt32]
    /// Whether findings are printed of every scenario, not only of one that fails or is alone.
    let showsFindings: Bool
    let isColored = StandardStream.output.wantsColor
    /// A progress line is for a person who waits, never for a log.
    let hasProgress = StandardStream.error.isTerminal && StandardStream.error.wantsColor
    private var finished: [ScenarioResult] = []

    init(
        total: Int, showsOutput: Bool, showsBootLog: Bool = false, showsLedger: Bool = false,
        pages: [UInt32] = [], showsFindings: Bool = false
    ) {
        self.total = total
        self.showsOutput = showsOutput
        self.showsBootLog = showsBootLog
        self.showsLedger = showsLedger
        self.pages = pages
        self.showsFindings = showsFindings
    }

    /// Lines of output shown with a failure; the rest is in the report files.
    private static let outputLimit = 40

    mutating func report(_ result: ScenarioResult) {
        clearProgress()
        finished.append(result)
        var text = ""
        if showsBootLog { for line in result.observation.bootLog { text += printable(line) + "\n" } }
        if showsOutput { for line in result.observation.output { text += printable(line) + "\n" } }
        text += line(of: result)
        for line in result.observation.notInjected { text += indented(line) }
        if showsLedger { text += LedgerText(result.observation).text }
        if result.status != .skipped { for page in pages { text += PageText(result.observation, page).text } }
        if showsOutput || showsFindings || !result.isGood {
            for finding in result.observation.findings { text += indented(finding.text) }
        }
        StandardStream.output.write(text)
        showProgress()
    }

    private func line(of result: ScenarioResult) -> String {
        let time =
            result.status == .skipped ? result.message.map { " (\($0))" } ?? "" : " (\(milliseconds(result.seconds)))"
        let number = result.repetition > 1 ? " #\(result.repetition)" : ""
        return "\(colored(result.status)): \(result.name)\(number)\(time)\n"
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
    func finish(_ report: RunReport) {
        clearProgress()
        var text = ""
        for result in report.results where !result.isGood {
            text += "\n\(result.name) (\(result.file)): \(result.status.rawValue)\n"
            for failure in result.failures { text += "\(failure)\n" }
            if let message = result.message { text += message + "\n" }
            // The output has the reports as well, but only its end is shown.
            let shown =
                showsOutput ? result.observation.output[...] : result.observation.output.suffix(Self.outputLimit)
            for fault in result.observation.faults
            where fault.text.split(separator: "\n").contains(where: { !shown.contains(String($0)) }) {
                text += indented(fault.text)
            }
            if !showsOutput, !result.observation.output.isEmpty {
                let output = result.observation.output
                let cut = output.count - Self.outputLimit
                text += "output\(cut > 0 ? ", the last \(Self.outputLimit) of \(output.count) lines" : ""):\n"
                for line in output.suffix(Self.outputLimit) { text += "  \(printable(line))\n" }
            }
        }
        if report.results.count != 1 { text += (text.isEmpty ? "" : "\n") + "\(report.summary)\n" }
        StandardStream.output.write(text)
    }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "  \(printable(String($0)))\n" }.joined()
    }

    /// A guest's text without what would steer the terminal.
    private func printable(_ line: String) -> String {
        guard line.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) else {
            return line
        }
        var scalars = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            let isControl = scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F
            scalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }

    private func showProgress() {
        guard hasProgress, finished.count < total else { return }
        let bad = finished.count { !$0.isGood }
        StandardStream.error.write("\(finished.count)/\(total)" + (bad > 0 ? ", \(bad) not good" : ""))
    }

    private func clearProgress() {
        if hasProgress { StandardStream.error.write("\r\u{1B}[K") }
    }
}
