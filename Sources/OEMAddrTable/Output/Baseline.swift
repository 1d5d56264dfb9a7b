public import Diagnostics
public import JSON

/// Findings that are known and not to be reported again: an earlier report in JSON. Lines may have moved since; name,
/// file and message identify a finding, and one that occurs twice in the baseline covers two.
public struct Baseline: Sendable {
    private struct Key: Hashable, Sendable {
        var id: String
        var file: String
        var message: String
    }

    private var counts: [Key: Int] = [:]

    /// The baseline, or nil when the document is not a report of `check --format json`.
    public init?(_ document: JSONValue) {
        guard document["version"]?.int == 1, let findings = document["findings"]?.elements else { return nil }
        for finding in findings {
            guard let id = finding["id"]?.text, let file = finding["file"]?.text, let message = finding["message"]?.text
            else { return nil }
            counts[Key(id: id, file: file, message: message), default: 0] += 1
        }
    }

    /// The findings that are new.
    public func remaining(_ findings: [Finding]) -> [Finding] {
        var counts = counts
        return findings.filter { finding in
            let key = Key(id: finding.id, file: finding.location.file, message: finding.message)
            guard let count = counts[key], count > 0 else { return true }
            counts[key] = count - 1
            return false
        }
    }
}
