/// "What does mapping cost?", in one sentence for the sizes that people ask about.
struct MappingAnswer {
    private static let sizes: [UInt64] = [4 << 10, 1 << 20, 32 << 20]

    /// - Parameters:
    ///   - seconds: the time of a workload at a size in bytes; nil when nobody knows it.
    ///   - breakEven: the size in bytes from which on a mapping costs less than one copy; nil when nobody knows it.
    /// - Returns: nil without a size whose mapping and releasing is known.
    static func text(breakEven: Double?, _ seconds: (String, UInt64) -> Double?) -> String? {
        let known = sizes.compactMap { size -> (size: UInt64, map: Double)? in
            guard let map = seconds("copy-map", size), let release = seconds("release", size) else { return nil }
            return (size, map + release)
        }
        guard !known.isEmpty else { return nil }
        let parts = known.map { size, map in
            let copy = seconds("memcpy", size).map { ", one copy \(Units.seconds($0).trimmed)" } ?? ""
            return "\(Units.size(size)) \(Units.seconds(map).trimmed)\(copy)"
        }
        var text = "What does mapping cost? To map and release takes, for "
        text += parts.joined(separator: "; for ") + "."
        if let breakEven {
            text += " Mapping costs less than one copy from \(Units.significant(breakEven / 1024)) KB on."
        }
        return text
    }
}

extension String {
    /// Without the blanks that align units.
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension BenchReport {
    /// What mapping costs, when the run measured copy-map and release at one of the sizes that people ask about.
    package var mappingAnswer: String? {
        MappingAnswer.text(breakEven: CostPlot(self).breakEven) { name, size in
            guard name == "memcpy" else { return measurement(name, size)?.seconds.median }
            let copied = measurements.first { $0.size == size && ($0.ratio(to: "memcpy")?.value ?? 0) > 0 }
            return copied.flatMap { found in
                found.ratio(to: "memcpy").map { found.seconds.median / $0.value }
            }
        }
    }
}
