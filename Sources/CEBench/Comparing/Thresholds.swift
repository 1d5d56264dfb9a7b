package import JSON

/// What a run must keep to: counts exactly, ratios at most. The file is part of the tree, so that a change of a cost is
/// a change that somebody reads.
package struct Thresholds: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var name: String
        package var size: UInt64
        package var counts: OperationCounts
        /// The most that a ratio to a baseline may be.
        package var ratios: [String: Double]
    }

    package private(set) var board: String
    package private(set) var entries: [Entry]

    /// - Throws: `ReportError` for a document that holds no thresholds.
    package init(json: JSONValue) throws(ReportError) {
        guard json["version"]?.int == 1, let board = json["board"]?.text, let list = json["thresholds"]?.elements else {
            throw ReportError("is not a thresholds file of version 1")
        }
        self.board = board
        entries = []
        for (index, element) in list.enumerated() {
            let counts = OperationCounts.names.compactMap { element["counts"]?[$0]?.int.flatMap(UInt64.init(exactly:)) }
            guard let name = element["name"]?.text, let size = element["size"]?.int.flatMap(UInt64.init(exactly:)),
                counts.count == OperationCounts.names.count
            else { throw ReportError("threshold \(index + 1) has no name, size or counts") }
            var ratios: [String: Double] = [:]
            if case .object(let members)? = element["ratios"] {
                for member in members { ratios[member.key] = member.value.double }
            }
            entries.append(Entry(name: name, size: size, counts: OperationCounts(values: counts), ratios: ratios))
        }
    }

    /// What a run does not keep to, a line for each. Thresholds of what the run was not to measure are passed over.
    /// - Parameter choice: what was to be measured.
    package func violations(in report: BenchReport, of choice: WorkloadChoice = .all) -> [String] {
        guard report.board == board else { return ["the thresholds are those of board \(board), not \(report.board)"] }
        let asked = entries.filter { report.measurement($0.name, $0.size) != nil || choice.includes($0.name, $0.size) }
        guard !asked.isEmpty else { return ["no threshold is about what was measured"] }
        return asked.flatMap { entry -> [String] in
            let title = entry.name + (entry.size == 0 ? "" : " " + Units.size(entry.size))
            guard let found = report.measurement(entry.name, entry.size) else { return ["\(title): was not measured"] }
            var lines: [String] = []
            for (index, name) in OperationCounts.names.enumerated()
            where found.counts.values[index] != entry.counts.values[index] {
                lines.append(
                    "\(title): \(name) is \(found.counts.values[index]), the thresholds say \(entry.counts.values[index])"
                )
            }
            for (baseline, limit) in entry.ratios.sorted(by: { $0.key < $1.key }) {
                // A ratio that noise made worthless says nothing either way.
                guard let ratio = found.ratio(to: baseline), ratio.isTrusted, ratio.value > limit else { continue }
                lines.append(
                    "\(title): \(Units.significant(ratio.value)) x \(baseline), the limit is \(Units.significant(limit))"
                )
            }
            return lines
        }
    }
}
