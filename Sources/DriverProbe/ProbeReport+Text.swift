extension ProbeReport {
    /// One line of a table.
    package var line: String {
        let name = device ?? prefix ?? "-"
        var text = "\(status.rawValue)\(pad(status.rawValue, 10))  \(name)\(pad(name, 6))  \(file)"
        var remarks: [String] = []
        if let reason { remarks.append(reason) }
        let hung = entries.filter { $0.outcome == "did not return" }.map(\.name)
        if !hung.isEmpty { remarks.append("\(hung.joined(separator: ", ")) did not return") }
        if !faults.isEmpty { remarks.append("\(faults.count) faults") }
        let errors = findings.count { $0.severity == "error" }
        if !findings.isEmpty { remarks.append("\(findings.count) findings, \(errors) of them errors") }
        if !missing.isEmpty { remarks.append("\(missing.count) functions missing") }
        if !remarks.isEmpty { text += ": " + remarks.joined(separator: "; ") }
        return text + "\n"
    }

    /// All of it.
    package var text: String {
        var text = "\(file): \(machine ?? "no image"), prefix \(prefix.map { $0.isEmpty ? "none" : $0 } ?? "none"): "
        text += "\(status.rawValue)\(device.map { " as \($0)" } ?? "")\n"
        if let reason { text += "  \(reason)\n" }
        text += section(
            "registry",
            queries.map { query in
                let name = query.name.map { $0.isEmpty ? "its default value" : $0 } ?? "the key"
                return "\(query.isFound ? "found  " : "missing")  \(name) below \(query.key)"
            })
        text += section(
            "mapped", mappings.map { "\($0.base), 0x\(String($0.size, radix: 16)) bytes by \($0.by): \($0.place)" })
        text += section(
            "control codes",
            codes.map { code in
                let failure = code.error.map { $0 == 0 ? "failed" : "failed with \($0)" } ?? "not called"
                let answer = code.isAnswered ? "answered" : failure
                return
                    "\(hex(code.code))  \(answer), in its \(code.source)"
            })
        text += section(
            "entry points",
            entries.map {
                "\($0.name)\(pad($0.name, 9))  \($0.arguments)\(pad($0.arguments, 8))  \($0.outcome), "
                    + "\($0.succeeded) calls succeeded"
            })
        text += section("missing functions", missing)
        text += section("faults", faults)
        text += section(
            "findings", findings.map { "\($0.severity) [\($0.id)] in \($0.during): \($0.message) (\($0.place))" })
        if status != .activated { text += section("output", output) }
        return text
    }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "  \(title):\n" + lines.map { "    \($0)\n" }.joined()
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count))
    }
}
