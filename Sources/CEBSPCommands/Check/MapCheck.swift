internal import Diagnostics
internal import OEMAddrTable

/// One run of all rules over what the files say.
struct MapCheck {
    /// What is to be reported, in reading order.
    let findings: [Finding]
    /// How many findings comments and the baseline kept quiet.
    let suppressed: Int
    let lines: SourceLines
    /// The files that were read, by path.
    let files: [String: SourceFile]
    private let remark: String?
    /// What was read, in one line; nil when only named files were.
    let readingLine: String?

    /// The findings of the readers that say: this is not such a file.
    private static let notSuchAFile = ["CE0001", "CE0012", "CE0013", "CE0020", "CE0026"]

    init(_ sources: MapSources, tryVariants: Bool = false, baseline: Baseline? = nil) {
        let reader = sources.reader()
        var variants = [MapVariant(defines: [:], reading: reader.read())]
        var remark: String?
        // A table that depends on symbols which nothing gives is read as it would be with each of them.
        if tryVariants || variants[0].isUndecided {
            let tried = reader.variants()
            let built = tried.variants.filter { !$0.isUndecided }
            if !built.isEmpty { variants = built }
            remark =
                "\(variants.count) variant\(variants.count == 1 ? "" : "s")"
                + (tryVariants ? "" : ", as the table depends on symbols that nothing defines")
                + (tried.isComplete ? "" : ", not all combinations were tried")
        }
        let readings = variants.map(\.reading)
        let all = Self.findings(of: variants)
        let texts = (readings.flatMap(\.sources) + sources.boardFiles).map { (path: $0.path, bytes: $0.bytes) }
        lines = SourceLines(texts, for: all)
        files = Dictionary(readings.flatMap(\.sources).map { ($0.path, $0) }) { first, _ in first }
        readingLine = readings.first.flatMap { ReadingSummary(sources, $0).line }
        var kept = Suppression(lines).remaining(all)
        if let baseline { kept = baseline.remaining(kept) }
        findings = kept
        suppressed = all.count - kept.count
        self.remark = remark
    }

    /// What readers and rules say of all variants; a finding that only some of them have names them.
    private static func findings(of variants: [MapVariant]) -> [Finding] {
        guard variants.count > 1 else {
            return variants.flatMap { $0.reading.findings + MapRules.check($0.reading.map) }.inReadingOrder
        }
        var found: [Finding] = []
        var places: [String: Int] = [:]
        var holders: [[String]] = []
        for variant in variants {
            // In which way a symbol was taken is what the variants are about.
            let own = variant.reading.findings.filter { $0.id != ReadingFinding.undefinedCondition.rawValue }
            for finding in own + MapRules.check(variant.reading.map) {
                let key = "\(finding.location) \(finding.id) \(finding.severity) \(finding.message)"
                if let place = places[key] {
                    if holders[place].last != variant.name { holders[place].append(variant.name) }
                } else {
                    places[key] = found.count
                    found.append(finding)
                    holders.append([variant.name])
                }
            }
        }
        for index in found.indices where holders[index].count < variants.count {
            let named = holders[index].prefix(namedVariants).joined(separator: "; ")
            let rest = holders[index].count - namedVariants
            found[index].notes.append(.init("with \(named)" + (rest > 0 ? "; and in \(rest) further variants" : "")))
        }
        return found.inReadingOrder
    }

    private static let namedVariants = 4

    var summary: String {
        [
            TextReport.summary(of: findings) ?? "no findings", suppressed > 0 ? "\(suppressed) suppressed" : nil,
            remark,
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// - Parameter strict: whether warnings count as errors.
    func status(strict: Bool) -> ExitStatus {
        let errors = findings.filter { $0.severity == .error }
        if errors.contains(where: { Self.notSuchAFile.contains($0.id) }) { return .malformedInput }
        if !errors.isEmpty || (strict && findings.contains { $0.severity == .warning }) { return .failure }
        return .success
    }
}
