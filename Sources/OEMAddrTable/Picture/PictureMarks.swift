import Diagnostics

/// The findings of a check by the line that they are about, so that a picture can show them where they are.
struct PictureMarks {
    private struct Place: Hashable {
        var file: String
        var line: Int
    }

    private var marks: [Place: [PictureBlock.Mark]] = [:]

    init(_ findings: [Finding]) {
        for finding in findings where finding.location.line > 0 {
            // Made once: a loop gives thousands of rows one line.
            marks[Place(file: finding.location.file, line: finding.location.line), default: []].append(
                PictureBlock.Mark(severity: finding.severity, id: finding.id, message: finding.message))
        }
    }

    /// The block with the findings of its line.
    func marked(_ block: PictureBlock) -> PictureBlock {
        guard let location = block.location,
            let found = marks[Place(file: location.file, line: location.line)]
        else { return block }
        var block = block
        block.findings = found
        return block
    }
}
