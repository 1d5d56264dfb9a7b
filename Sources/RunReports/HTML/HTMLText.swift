import Diagnostics
internal import GuestAddress
internal import MachineTerms

/// The report as one page that needs no network, as it is written: a summary, a filter, and each scenario with
/// everything known of it.
struct HTMLText {
    private(set) var text = ""
    /// What is shown of a guest's output; the JSON report has all.
    private static let outputLimit = 2000
    private static let tableLimit = 500

    mutating func raw(_ markup: String) { text += markup }

    mutating func element(_ name: String, _ content: String, style: String? = nil) {
        raw("<\(name)\(style.map { " class=\"\($0)\"" } ?? "")>\(Self.escaped(content))</\(name)>\n")
    }

    /// Text that cannot become markup, in an element or a quoted attribute.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default:
                let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return result
    }

    static func decimal(_ seconds: Double) -> String {
        let milliseconds = Int64(max(0, min(seconds, 1e12)) * 1000 + 0.5)
        return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
    }

    /// Virtual time in the unit in which it has digits: runs last from microseconds to minutes.
    static func duration(_ nanoseconds: UInt64) -> String {
        switch nanoseconds {
        case 0..<1_000_000: "\(nanoseconds / 1000) µs"
        case 0..<1_000_000_000: "\(nanoseconds / 1_000_000).\(nanoseconds / 100_000 % 10) ms"
        default: "\(decimal(Double(nanoseconds) / 1e9)) s"
        }
    }

    /// What stands before the scenarios.
    mutating func beginning(of report: RunReport) {
        raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        element("title", "cebsp: \(report.summary)")
        raw("<style>\(HTMLAssets.style)</style>\n</head>\n<body>\n<header>\n")
        element("h1", "Scenarios: \(report.summary)")
        let time = report.results.reduce(0) { $0 + $1.seconds }
        element(
            "p", "\(report.results.count) in \(Self.decimal(time)) s of work · \(report.tool) · \(report.engine)",
            style: "quiet")
        raw("<div class=\"filter\" role=\"search\">\n")
        raw("<input id=\"search\" type=\"search\" placeholder=\"Filter by name, file, output (press /)\"")
        raw(" aria-label=\"Filter\">\n")
        for status in ScenarioResult.Status.allCases where report.count(status) > 0 {
            raw(
                "<label class=\"chip \(status.rawValue)\"><input type=\"checkbox\" checked value=\"\(status.rawValue)\"> "
            )
            raw("\(report.count(status)) \(status.rawValue)</label>\n")
        }
        raw("<button id=\"expand\" type=\"button\">Open all</button>\n</div>\n")
        raw("<p class=\"quiet\">Keys: / filter, j and k next and previous, Enter opens</p>\n</header>\n<main>\n")
    }

    /// What stands behind them.
    static let end = "</main>\n<script>\(HTMLAssets.script)</script>\n</body>\n</html>\n"

    mutating func section(_ result: ScenarioResult) {
        let run = result.observation
        let opened = result.isGood ? "" : " open"
        raw("<details class=\"scenario\" data-status=\"\(result.status.rawValue)\"\(opened)>\n<summary>")
        raw("<span class=\"badge \(result.status.rawValue)\">\(result.status.rawValue)</span> ")
        raw("<span class=\"name\">\(Self.escaped(result.name))")
        raw(result.repetition > 1 ? " #\(result.repetition)</span> " : "</span> ")
        raw(
            "<span class=\"quiet\">\(Self.escaped(result.selector)) · \(Self.decimal(result.seconds)) s</span></summary>\n"
        )
        if let shows = result.shows { element("p", shows) }
        if let message = result.message { element("pre", message, style: "message") }
        if !result.failures.isEmpty {
            table(
                "Failures", ["What", "Expected", "Found", "Where"],
                result.failures.map { [$0.text, $0.expected, $0.found, $0.location.description] })
        }
        for fault in run.faults {
            element("h3", "Fault: \(fault.kind.rawValue) (\(fault.reason.rawValue)) in \(fault.process)")
            element("pre", fault.text, style: "fault")
        }
        findings(run)
        if !run.leaks.isEmpty { table("Leaks", ["Leak"], run.leaks.map { [$0] }) }
        if !run.notInjected.isEmpty { table("Not injected", ["Injection"], run.notInjected.map { [$0] }) }
        if !run.output.isEmpty {
            let output = FoldedOutput(run).lines
            let cut = output.count - Self.outputLimit
            element("h3", cut > 0 ? "Output, the last \(Self.outputLimit) of \(output.count) lines" : "Output")
            element("pre", output.suffix(Self.outputLimit).joined(separator: "\n"), style: "output")
        }
        times(run)
        if !run.ledger.isEmpty {
            element("h3", "Physical pages")
            picture(LedgerChart(run.ledger).svg)
            table(
                nil, ["", "start", "peak", "end"],
                run.ledger.map { [$0.use.rawValue, "\($0.start)", "\($0.peak)", "\($0.end)"] })
            accounts("Physical pages by process", "Use", run.processLedger.filter { $0.peak > 0 }) { $0.use.rawValue }
            accounts("Physical pages by call", "Taken by", run.siteLedger) { "\($0.site ?? "") (\($0.use.rawValue))" }
        }
        if !run.calls.isEmpty {
            table(
                "Kernel calls", ["Call", "Made", "Failed", "Last return"],
                run.calls.map {
                    [$0.name, "\($0.count)", "\($0.failed)", $0.lastReturn.map { "0x" + String($0, radix: 16) } ?? ""]
                })
        }
        if run.instructions > 0 {
            let processes = run.processes.map { "\($0.name): \($0.exitCode.map { "exit \($0)" } ?? "running")" }
            let figures = [
                "\(run.instructions) instructions", "\(Self.duration(run.virtualNanoseconds)) of virtual time",
            ]
            element("p", (processes + figures).joined(separator: " · "), style: "quiet")
        }
        raw("</details>\n")
    }

    /// What the threads were at when a run ended before its time.
    private mutating func hang(_ run: ScenarioObservation) {
        let threads = ThreadText(run).lines
        guard !threads.isEmpty else { return }
        element("h3", "What the threads were at")
        element("pre", threads.joined(separator: "\n"), style: "output")
    }

    /// What threads were at, what screens showed, and what happened when.
    private mutating func times(_ run: ScenarioObservation) {
        hang(run)
        pictures(run)
        if !run.lanes.isEmpty { activity(run) }
        if !run.mappings.isEmpty { mappings(run) }
    }

    private mutating func mappings(_ run: ScenarioObservation) {
        element("h3", "Mappings over time")
        picture(MappingChart(run.mappings, end: run.virtualNanoseconds).svg)
        table(
            nil, ["Process", "Virtual", "Physical", "Attributes", "Made by", "Released by"],
            run.mappings.map {
                [
                    $0.process, $0.virtual.description, $0.physical?.description ?? "",
                    "\($0.kind.rawValue) \($0.attributes)",
                    $0.createdBy, $0.releasedBy ?? "–",
                ]
            })
    }

    private mutating func accounts(
        _ title: String, _ head: String, _ accounts: [ScenarioObservation.LedgerAccount],
        _ name: (ScenarioObservation.LedgerAccount) -> String
    ) {
        guard !accounts.isEmpty else { return }
        table(
            title, ["Process", head, "start", "peak", "when fullest", "end"],
            accounts.map {
                [$0.process, name($0), "\($0.start)", "\($0.peak)", "\($0.fullest)", "\($0.end)"]
            })
    }

    /// A picture keeps the size at which its letters can be read; on a narrow screen it is moved sideways.
    mutating func picture(_ svg: String) { raw("<div class=\"wide\" tabindex=\"0\">\n\(svg)</div>\n") }

    /// Words stay whole: a table wider than the screen is moved sideways.
    private static func cell(_ text: String) -> String {
        "<td\(text.utf8.count > 80 ? " class=\"long\"" : "")>\(escaped(text))</td>"
    }

    mutating func table(_ title: String?, _ heads: [String], _ rows: [[String]]) {
        if let title { element("h3", title) }
        raw("<div class=\"wide\"><table><thead><tr>")
        for head in heads { raw("<th scope=\"col\">\(Self.escaped(head))</th>") }
        raw("</tr></thead><tbody>\n")
        for row in rows.prefix(Self.tableLimit) {
            raw("<tr>" + row.map(Self.cell).joined() + "</tr>\n")
        }
        raw("</tbody></table></div>\n")
        if rows.count > Self.tableLimit { element("p", "and \(rows.count - Self.tableLimit) more", style: "quiet") }
    }
}
