internal import OEMAddrTable

/// One run of all rules over what the files say.
struct MapCheck {
    /// What is to be reported, in reading order.
    let findings: [Finding]
    /// How many findings comments and the baseline kept quiet.
    let suppressed: Int
    let lines: SourceLines
    private let remark: String?
    /// What was read, in one line; nil when only named files were.
    let readingLine: String?

    /// The findings of the readers that say: this is not such a file.
    private static let notSuchAFile = ["CE0001", "CE0012", "CE0013", "CE0020"]

    init(_ sources: MapSources, tryVariants: Bool = false, baseline: Baseline? = nil) {
        let reader = sources.reader()
        var readings: [MapReading] = []
        var remark: String?
        if tryVariants {
            let tried = reader.variants()
            readings = tried.variants.map(\.reading)
            remark = "\(readings.count) variants" + (tried.isComplete ? "" : ", not all combinations were tried")
        } else {
            readings = [reader.read()]
        }
        var all: [Finding] = []
        for finding in readings.flatMap({ $0.findings + MapRules.check($0.map) }).inReadingOrder
        where finding != all.last {
            // Variants share most of their findings, which stand side by side now.
            all.append(finding)
        }
        let texts = (readings.flatMap(\.sources) + sources.boardFiles).map { (path: $0.path, bytes: $0.bytes) }
        lines = SourceLines(texts, for: all)
        readingLine = readings.first.flatMap { ReadingSummary(sources, $0).line }
        var kept = Suppression(lines).remaining(all)
        if let baseline { kept = baseline.remaining(kept) }
        findings = kept
        suppressed = all.count - kept.count
        self.remark = remark
    }

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
