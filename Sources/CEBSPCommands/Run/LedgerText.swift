internal import CEScenario
internal import MachineTerms
internal import RunReports

/// The page ledger of a run as `cebsp run --ledger` prints it: pages in each use, of each process, and of each call
/// that took some.
struct LedgerText {
    private let run: ScenarioObservation

    init(_ run: ScenarioObservation) { self.run = run }

    /// Rows shown of a table; the JSON report has all.
    private static let processLimit = 12
    private static let siteLimit = 16
    private static let siteWidth = 80

    var text: String {
        guard !run.ledger.isEmpty else { return "" }
        return uses + processes + sites
    }

    /// Pages in each use when the guests start, at most, and at the end.
    private var uses: String {
        var text = row("pages", ["start", "peak", "end"])
        for figure in run.ledger {
            text += row(figure.use.rawValue, [figure.start, figure.peak, figure.end].map(String.init))
        }
        return text
    }

    private var processes: String {
        let totals = run.processLedger.filter { $0.use == .total }
        guard !totals.isEmpty else { return "" }
        var text =
            "\n" + row("process", ["start", "peak", "fullest", "end", "kernel", "tables", "committed", "shared"])
        for total in totals.prefix(Self.processLimit) {
            let peaks = [PageUse.kernel, .pageTables, .committed, .shared].map { use in
                run.processLedger.first { $0.processID == total.processID && $0.use == use }?.peak ?? 0
            }
            let figures = [total.start, total.peak, total.fullest, total.end] + peaks
            text += row(total.process, figures.map(String.init))
        }
        return text + more(totals.count - Self.processLimit, "process", "processes")
    }

    private var sites: String {
        guard !run.siteLedger.isEmpty else { return "" }
        // The largest first; calls of equal size as they came.
        let order = run.siteLedger.indices.sorted {
            (run.siteLedger[$1].peak, $0) < (run.siteLedger[$0].peak, $1)
        }
        let shown = order.prefix(Self.siteLimit).map { run.siteLedger[$0] }
        let width = max(8, min(Self.siteWidth, shown.map { name($0).count }.max() ?? 0))
        var text = "\n" + row("taken by", ["start", "peak", "fullest", "end"], width: width) { "  for" }
        for account in shown {
            let figures = [account.start, account.peak, account.fullest, account.end]
            text += row(name(account), figures.map(String.init), width: width) {
                "  \(account.process), \(account.use.rawValue)"
            }
        }
        return text + more(order.count - shown.count, "call", "calls")
    }

    private func name(_ account: ScenarioObservation.LedgerAccount) -> String {
        let site = account.site ?? ""
        return site.count > Self.siteWidth ? String(site.prefix(Self.siteWidth - 1)) + "…" : site
    }

    private func more(_ count: Int, _ one: String, _ many: String) -> String {
        count > 0 ? "  and \(count) more \(count == 1 ? one : many); --json has all\n" : ""
    }

    private func row(_ name: String, _ cells: [String], width: Int = 14, _ end: () -> String = { "" }) -> String {
        let label = name + String(repeating: " ", count: max(0, width - name.count))
        let figures = cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }
        return "  \(label)\(figures.joined())\(end())\n"
    }
}
