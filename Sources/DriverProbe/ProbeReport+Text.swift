extension ProbeReport {
    /// The status as people read it.
    private var word: String { status == .none ? "not tried" : status.rawValue }

    /// One line of a table.
    package var line: String {
        let name = device ?? prefix.flatMap { $0.isEmpty ? nil : $0 } ?? "-"
        var text = "\(word)\(pad(word, 10))  \(name)\(pad(name, 6))  \(file)"
        var remarks: [String] = []
        if let reason { remarks.append(reason) }
        var hung: [String] = []
        for entry in entries where entry.outcome == "did not return" && !hung.contains(entry.name) {
            hung.append(entry.name)
        }
        if !hung.isEmpty { remarks.append("\(hung.joined(separator: ", ")) did not return") }
        if !faults.isEmpty { remarks.append(counted(faults.count, "fault")) }
        let errors = findings.count { $0.severity == "error" }
        if !findings.isEmpty {
            remarks.append("\(counted(findings.count, "finding")), \(errors == 0 ? "no" : String(errors)) error")
            if errors > 1 { remarks[remarks.count - 1] += "s" }
        }
        if !missing.isEmpty { remarks.append("\(counted(missing.count, "function")) missing") }
        if !remarks.isEmpty { text += ": " + remarks.joined(separator: "; ") }
        return text + "\n"
    }

    /// All of it.
    package var text: String {
        var text = head
        if let reason { text += "  \(reason)\n" }
        text += section(
            "asked of the registry",
            queries.map { query in
                let name = query.name.map { $0.isEmpty ? "its default value" : $0 } ?? "the key"
                return "\(query.isFound ? "found  " : "missing")  \(name) below \(query.key)"
            })
        text += section(
            "mapped physical memory",
            mappings.map { "\($0.base), 0x\(String($0.size, radix: 16)) bytes by \($0.by): \($0.place)" })
        text += section("control codes", codes.map(\.text))
        text += section(
            "entry points",
            entries.map {
                let calls = $0.succeeded == 0 ? "no call" : counted(Int($0.succeeded), "call")
                return "\($0.name)\(pad($0.name, 9))  \($0.arguments)\(pad($0.arguments, 8))  \($0.outcome), "
                    + "\(calls) succeeded"
            })
        text += section("imports that nobody provides", missing)
        text += section(
            "of them called, and answered with 0",
            missingCalls.map {
                "\($0.function), \(counted(Int($0.count), "time")), from \($0.callers.joined(separator: ", "))"
            })
        text += section("faults", faults)
        text += section(
            "findings (cebsp explain ID says more)",
            findings.map { "\($0.severity) [\($0.id)] in \($0.during): \($0.message) (\($0.place))" })
        if status != .activated { text += section("output", output) }
        return text
    }

    /// `wnt.dll: ARM (0x1c0), prefix WNT: activated as WNT1:`.
    private var head: String {
        guard let machine else { return "\(file): not tried\n" }
        guard let prefix else { return "\(file): \(machine): not tried\n" }
        let kind = prefix.isEmpty ? "entry points without a prefix (Flags 0x8)" : "prefix \(prefix)"
        return "\(file): \(machine), \(kind): \(word)\(device.map { " as \($0)" } ?? "")\n"
    }

    private func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

    private func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "  \(title):\n" + lines.map { "    \($0)\n" }.joined()
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count))
    }
}

extension ProbeReport.Code {
    /// `0x222004  answered; its code compares with it`.
    fileprivate var text: String {
        let failure = error.map { $0 == 0 ? "failed" : "failed with error \($0)" } ?? "not called"
        let place = source == "run" ? "no comparison with it was found" : "its code compares with it"
        return "\(hex(code))  \(isAnswered ? "answered" : failure); \(place)"
    }
}
