internal import MachineTerms
internal import PrintableText
internal import RunReports

/// Two runs as a table in Markdown, for a pull request.
struct ComparisonTable {
    let comparison: RunComparison
    let breaches: [BudgetCheck.Breach]
    /// Whether scenarios stand in it of which nothing is other than before.
    let showsAll: Bool

    /// Rows beyond these are counted: a comment of a pull request holds 65,536 characters.
    private static let rowLimit = 200

    var text: String {
        let past = Dictionary(grouping: breaches, by: \.pair)
        let pairs = Array(comparison.pairs.enumerated())
        let shown = pairs.filter { showsAll || $0.element.differs || past[$0.offset] != nil }
        var text = ""
        if !shown.isEmpty {
            // What is past the budget comes first.
            let order = shown.filter { past[$0.offset] != nil } + shown.filter { past[$0.offset] == nil }
            text += "| scenario |" + RunFigure.allCases.map { " \(FigureText.name($0)) |" }.joined() + "\n"
            text += "|---|" + RunFigure.allCases.map { _ in "--:|" }.joined() + "\n"
            for (index, pair) in order.prefix(Self.rowLimit) { text += row(pair, past[index] ?? []) }
            let more = order.count - Self.rowLimit
            text += (more > 0 ? "\n\(more) more rows are not shown.\n" : "") + "\n"
        }
        let differing = pairs.count { $0.element.differs }
        text += "\(pairs.count) \(pairs.count == 1 ? "scenario" : "scenarios") compared, "
        text += "\(differing) \(differing == 1 ? "differs" : "differ")"
        return text + (breaches.isEmpty ? "" : ", **\(past.count) past the budget**") + ".\n"
    }

    private func row(_ pair: RunComparison.Pair, _ breaches: [BudgetCheck.Breach]) -> String {
        var name = Self.escaped(pair.name)
        if let status = breaches.first(where: { $0.figure == nil }) {
            name = "**\(name) \(status.bound)**"
        } else if let note = Self.note(pair) {
            name += " (\(note))"
        }
        let cells = RunFigure.allCases.map { figure in
            let bound = breaches.first { $0.figure == figure }?.bound
            return cell(pair, figure, bound)
        }
        return "| \(name) |" + cells.map { " \($0) |" }.joined() + "\n"
    }

    /// What is to be said of a scenario that is no figure.
    private static func note(_ pair: RunComparison.Pair) -> String? {
        guard let after = pair.after else { return "gone" }
        guard let before = pair.before else { return "new" }
        return before.status == after.status ? nil : "\(before.status.rawValue), now \(after.status.rawValue)"
    }

    private func cell(_ pair: RunComparison.Pair, _ figure: RunFigure, _ bound: String?) -> String {
        let (before, after) = (pair.figuresBefore[figure], pair.figuresAfter[figure])
        var text =
            switch (before, after) {
            case (nil, nil): ""
            case (let before?, nil): "\(FigureText.value(before, figure)) → ?"
            case (nil, let after?): FigureText.value(after, figure)
            case (let before?, let after?) where before == after: FigureText.value(after, figure)
            case (let before?, let after?):
                "\(FigureText.value(before, figure)) → \(FigureText.value(after, figure))"
                    + (FigureText.change(before, after).map { " (\($0))" } ?? "")
            }
        // The earlier figure stands in the cell already.
        if let bound { text = "**\(text), \(bound.split(separator: ", ").last ?? "")**" }
        return text
    }

    /// A name that is nothing but text to a reader of Markdown, and calls nobody.
    static func escaped(_ name: String) -> String {
        var text = ""
        for character in printable(name) {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "@": text += "&#64;"
            case "#": text += "&#35;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "(", ")": text += "\\\(character)"
            case ":": text += "&#58;"
            default: text.append(character)
            }
        }
        return text
    }
}
