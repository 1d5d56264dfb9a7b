public import Diagnostics
internal import PrintableText

/// Findings in the form compilers have, which every editor understands.
public struct TextReport: Sendable {
    /// Columns of a source line that are shown.
    private static let lineLimit = 160

    private let lines: SourceLines
    private let style: TerminalStyle

    public init(lines: SourceLines, colored: Bool) {
        self.lines = lines
        style = TerminalStyle(isOn: colored)
    }

    /// The findings, each with its source line, a caret, notes and a hint.
    public func text(of findings: [Finding]) -> String {
        var text = ""
        for finding in findings {
            text += header(finding.location, finding.severity, finding.message + " [\(finding.id)]")
            text += excerpt(finding.location)
            for note in finding.notes {
                text +=
                    note.location.map { header($0, .note, note.message) } ?? "    note: \(printable(note.message))\n"
            }
            if let hint = finding.hint { text += "    \(style.bold("hint:")) \(printable(hint))\n" }
        }
        return text
    }

    /// `2 errors, 1 warning`, or nil when there is nothing to count.
    public static func summary(of findings: [Finding]) -> String? {
        let parts = [Severity.error, .warning, .note].compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func header(_ location: SourceLocation, _ severity: Severity, _ message: String) -> String {
        let place = location.file.isEmpty ? "" : style.bold(printable(location.description) + ": ")
        return place + style.severity(severity, severity.rawValue + ":") + " " + printable(message) + "\n"
    }

    private func excerpt(_ location: SourceLocation) -> String {
        guard let line = lines.line(location.line, of: location.file), !line.isEmpty else { return "" }
        let start = location.column > Self.lineLimit - 20 ? location.column - 20 : 0
        let window = line.dropFirst(start).prefix(Self.lineLimit)
        let shown = String(decoding: window.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
        var text = "    " + printable(shown) + "\n"
        guard location.column > 0, location.column - 1 - start <= window.count else { return text }
        let lead = window.prefix(location.column - 1 - start)
        let before = lead.allSatisfy { $0 < 0x80 } ? lead.count : String(decoding: lead, as: UTF8.self).count
        let room = max(1, min(location.length, window.count - (location.column - 1 - start)))
        let caret = "^" + String(repeating: "~", count: room - 1)
        text += "    " + String(repeating: " ", count: before) + style.caret(caret) + "\n"
        return text
    }
}

/// Colours of a terminal, or none.
public struct TerminalStyle: Sendable {
    public let isOn: Bool

    public init(isOn: Bool) { self.isOn = isOn }

    public func bold(_ text: String) -> String { paint(text, "1") }
    public func dim(_ text: String) -> String { paint(text, "2") }
    public func caret(_ text: String) -> String { paint(text, "1;32") }

    public func severity(_ severity: Severity, _ text: String) -> String {
        switch severity {
        case .error: paint(text, "1;31")
        case .warning: paint(text, "1;35")
        case .note: paint(text, "1;36")
        }
    }

    /// The text between the control sequence with these parameters and the one that ends it.
    public func paint(_ text: String, _ parameters: String) -> String {
        isOn ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
    }
}
