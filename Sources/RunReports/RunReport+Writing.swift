package import HostSystem
internal import JSON

/// What a report of a run may be.
package enum ReportFormat: Sendable, CaseIterable {
    case json, junit, html
}

extension RunReport {
    /// Writes the report result by result, so that no more than one is in memory.
    /// - Parameter sink: takes the text piece by piece, each of whole lines.
    /// - Throws: `FileError`, of the sink or of the results' store.
    package func write(_ format: ReportFormat, to sink: (String) throws(FileError) -> Void) throws(FileError) {
        switch format {
        case .json: try writeJSON(to: sink)
        case .junit: try writeJUnit(to: sink)
        case .html: try writeHTML(to: sink)
        }
    }

    /// The result object, `version` 1.
    private func writeJSON(to sink: (String) throws(FileError) -> Void) throws(FileError) {
        func member(_ text: String) -> String { JSONValue.string(text).serialized() }
        try sink(
            "{\n  \"version\": 1,\n  \"tool\": \(member(tool)),\n  \"engine\": \(member(engine)),\n  \"scenarios\": [")
        for (index, result) in results.enumerated() {
            let text = try whole(result).json.serialized(.indented, depth: 2)
            try sink((index == 0 ? "\n    " : ",\n    ") + text)
        }
        try sink(results.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    }

    private func writeJUnit(to sink: (String) throws(FileError) -> Void) throws(FileError) {
        // The counts stand in front of the cases: they are made of the summaries.
        let counts = JUnitDocument(tool: tool, engine: engine, cases: results.map(JUnitDocument.Case.init))
        try sink(counts.head)
        for result in results { try sink(JUnitDocument.text(of: .init(try whole(result)))) }
        try sink(JUnitDocument.tail)
    }

    /// The words under which results are compared, in the order of the results.
    private var groups: [String] {
        var seen: Set<String> = []
        return results.compactMap(\.sideBySide).filter { seen.insert($0).inserted }
    }

    private func writeHTML(to sink: (String) throws(FileError) -> Void) throws(FileError) {
        var head = HTMLText()
        head.beginning(of: self)
        try sink(head.text)
        for group in groups {
            var text = HTMLText()
            var members: [ScenarioResult] = []
            for result in results where result.sideBySide == group && result.repetition == 1 {
                members.append(try whole(result))
            }
            text.sideBySide(group, members)
            try sink(text.text)
        }
        for result in results {
            var section = HTMLText()
            section.section(try whole(result))
            try sink(section.text)
        }
        try sink(HTMLText.end)
    }
}
