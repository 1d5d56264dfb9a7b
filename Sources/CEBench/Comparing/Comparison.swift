/// What differs between two runs.
package struct Comparison {
    /// One thing that got worse, or cannot be compared.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package let workload: String
        package let description: String
    }

    package private(set) var problems: [Problem] = []
    /// Workloads that are only in one of the runs.
    package private(set) var missing: [String] = []
    package private(set) var compared = 0

    /// Compares medians and counts.
    /// - Parameter limit: how much slower a median may be, as a share: 0.1 is ten percent.
    /// - Throws: `ReportError` when the runs are of different boards or engines.
    package init(_ old: BenchReport, _ new: BenchReport, limit: Double) throws(ReportError) {
        guard old.board == new.board else {
            throw ReportError("the runs are of different boards: \(old.board) and \(new.board)")
        }
        guard old.engine == new.engine else {
            throw ReportError("the runs are of different engines: \(old.engine) and \(new.engine)")
        }
        for before in old.measurements {
            let name = before.name + (before.size == 0 ? "" : " " + Units.size(before.size))
            guard let after = new.measurement(before.name, before.size) else {
                missing.append(name)
                continue
            }
            compared += 1
            let change = before.seconds.median > 0 ? after.seconds.median / before.seconds.median - 1 : 0
            if change > limit {
                problems.append(
                    Problem(
                        workload: name,
                        description: "\(name): \(Units.seconds(before.seconds.median)) became "
                            + "\(Units.seconds(after.seconds.median)), \(Units.decimal(change * 100, places: 1))% slower"
                    ))
            }
            for (index, count) in OperationCounts.names.enumerated()
            where after.counts.values[index] > before.counts.values[index] {
                problems.append(
                    Problem(
                        workload: name,
                        description: "\(name): \(count) grew from \(before.counts.values[index]) to "
                            + "\(after.counts.values[index])"))
            }
        }
    }
}
