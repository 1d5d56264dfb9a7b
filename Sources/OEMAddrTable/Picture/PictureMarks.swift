import Diagnostics

/// The findings of a check by the line that they are about, so that a picture can show them where they are.
struct PictureMarks {
    private struct Place: Hashable {
        var file: String
        var line: Int
    }

    private var findings: [Place: [Finding]] = [:]

    init(_ findings: [Finding]) {
        for finding in findings where finding.location.line > 0 {
            self.findings[Place(file: finding.location.file, line: finding.location.line), default: []].append(finding)
        }
    }

    /// The block with the findings of its line.
    func marked(_ block: PictureBlock) -> PictureBlock {
        guard let location = block.location,
            let found = findings[Place(file: location.file, line: location.line)]
        else { return block }
        var block = block
        block.findings = found.map { PictureBlock.Mark(severity: $0.severity, id: $0.id, message: $0.message) }
        return block
    }
}
