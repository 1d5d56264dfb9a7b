internal import Diagnostics

/// The documentation page of the rules, made from what the rules say of themselves.
public enum RulesPage {
    public static var text: String {
        let rules = MapRules.all.map { type(of: $0).about }
        var page = """
            # Rules

            What `cebsp check` looks for. This page is made from the rules themselves by `cebsp explain --rules-page`; change a rule's
            documentation in `Sources/OEMAddrTable/Rules` and make the page again. Findings of the readers (CE0001 and up) are explained
            by `cebsp explain`.

            | rule | severity | |
            |---|---|---|

            """
        for rule in rules { page += "| [\(rule.id)](#\(anchor(rule))) | \(rule.severity.rawValue) | \(rule.title) |\n" }
        for rule in rules { page += section(rule) }
        return page
    }

    private static func anchor(_ rule: RuleDocumentation) -> String {
        let heading = "\(rule.id) \(rule.title)".lowercased()
        return String(
            heading.compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : nil })
    }

    private static func section(_ rule: RuleDocumentation) -> String {
        var text = "\n## \(rule.id) \(rule.title)\n\n"
        text += "Severity: \(rule.severity.rawValue)." + (rule.severityRemark.map { " \($0)" } ?? "") + "\n\n"
        text += rule.explanation + "\n\nSource: \(rule.source)\n"
        for (head, example) in [("Bad", rule.badExample), ("Good", rule.goodExample)] {
            for (file, content) in example { text += "\n\(head), `\(file)`:\n\n```\n\(content)\n```\n" }
        }
        return text
    }
}
