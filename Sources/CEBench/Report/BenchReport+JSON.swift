package import JSON

extension BenchReport {
    /// The document that `--json` writes.
    package var json: JSONValue {
        .object([
            .init("version", .integer(Self.version)), .init("tool", "cebench"), .init("machine", .string(machine)),
            .init("engine", .string(engine)), .init("board", .string(board)),
            .init("workloads", .array(measurements.map(\.json))), .init("notes", .array(notes.map { .string($0) })),
        ])
    }

    /// Reads what `json` wrote.
    /// - Throws: `ReportError` naming the first thing that is not as it should be.
    package init(json: JSONValue) throws(ReportError) {
        guard let version = json["version"]?.int, let workloads = json["workloads"]?.elements else {
            throw ReportError("is not a result of cebench")
        }
        guard version == Self.version else {
            throw ReportError("has version \(version) of the format; this program reads version \(Self.version)")
        }
        func text(_ key: String) throws(ReportError) -> String {
            guard let text = json[key]?.text else { throw ReportError("has no '\(key)'") }
            return text
        }
        self.init(machine: try text("machine"), engine: try text("engine"), board: try text("board"))
        for (index, workload) in workloads.enumerated() {
            guard let measurement = Measurement(json: workload) else {
                throw ReportError("workload \(index + 1) is not a measurement")
            }
            measurements.append(measurement)
        }
        notes = json["notes"]?.elements?.compactMap(\.text) ?? []
    }
}

/// Why a file is no result of a run.
package struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension Measurement {
    var json: JSONValue {
        .object([
            .init("name", .string(name)), .init("size", .count(size)), .init("samples", .count(seconds.count)),
            .init("seconds", seconds.json), .init("outliers", .count(seconds.outliers)),
            .init(
                "counts",
                .object(zip(OperationCounts.names, counts.values).map { .init($0, .count($1)) })),
            .init(
                "ratios",
                .object(ratios.filter(\.ratio.isTrusted).map { .init($0.baseline, .number($0.ratio.value)) })),
            .init(
                "spreads", .object(ratios.map { .init($0.baseline, .number($0.ratio.spread)) })),
        ])
    }

    init?(json: JSONValue) {
        guard let name = json["name"]?.text, let size = json["size"]?.int, size >= 0,
            let samples = json["samples"]?.int, let seconds = json["seconds"], let counts = json["counts"],
            let outliers = json["outliers"]?.int, case .object(let ratios)? = json["ratios"],
            let summary = Summary(json: seconds, count: Int(samples), outliers: Int(outliers))
        else { return nil }
        let values = OperationCounts.names.compactMap { counts[$0]?.int.flatMap(UInt64.init(exactly:)) }
        guard values.count == OperationCounts.names.count else { return nil }
        self.init(
            name: name, size: UInt64(size), seconds: summary, counts: OperationCounts(values: values),
            ratios: ratios.compactMap { member in
                member.value.double.map {
                    NamedRatio(
                        baseline: member.key, ratio: Ratio(value: $0, spread: json["spreads"]?[member.key]?.double ?? 0)
                    )
                }
            })
    }
}

extension Summary {
    var json: JSONValue {
        .object([
            .init("min", .number(minimum)), .init("median", .number(median)), .init("p95", .number(p95)),
            .init("p99", .number(p99)), .init("q1", .number(lowerQuartile)), .init("q3", .number(upperQuartile)),
        ])
    }

    init?(json: JSONValue, count: Int, outliers: Int) {
        let keys = ["min", "median", "p95", "p99", "q1", "q3"]
        let values = keys.compactMap { json[$0]?.double }
        guard values.count == keys.count, values.allSatisfy({ $0.isFinite && $0 >= 0 }), count > 0 else { return nil }
        self.init(
            count: count, minimum: values[0], median: values[1], p95: values[2], p99: values[3],
            lowerQuartile: values[4], upperQuartile: values[5], outliers: outliers)
    }

    private init(
        count: Int, minimum: Double, median: Double, p95: Double, p99: Double, lowerQuartile: Double,
        upperQuartile: Double, outliers: Int
    ) {
        self.count = count
        self.minimum = minimum
        self.median = median
        self.p95 = p95
        self.p99 = p99
        self.lowerQuartile = lowerQuartile
        self.upperQuartile = upperQuartile
        self.outliers = outliers
    }
}
