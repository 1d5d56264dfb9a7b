internal import RunReports
internal import ScenarioFiles

/// Looks for expected texts in a guest's output, each after the one before.
struct OutputSearch {
    private let lines: [String]
    /// The line in which the search goes on, and the part of it that is left.
    private var line = 0
    private var rest: Substring

    init(_ lines: [String]) {
        self.lines = lines
        rest = (lines.first ?? "")[...]
    }

    /// Nil when the entry is met, and the search then goes on behind it.
    mutating func failure(of entry: Expectations.Output) -> ExpectationFailure? {
        switch entry.pattern {
        case .contains(let text):
            if advance(to: { $0.firstRange(of: text) }) { return nil }
            let earlier = lines.firstIndex { $0.contains(text) }
            return ExpectationFailure("output", expected: "\"\(text)\"", found: absence(earlier), at: entry.location)
        case .matches(let pattern):
            guard let expression = try? OutputExpressions.expression(pattern) else {
                return ExpectationFailure(
                    "output", expected: "/\(pattern)/", found: "no regular expression", at: entry.location)
            }
            if advance(to: { try? expression.firstMatch(in: $0)?.range }) { return nil }
            let earlier = lines.firstIndex { (try? expression.firstMatch(in: $0)) != nil }
            return ExpectationFailure("output", expected: "/\(pattern)/", found: absence(earlier), at: entry.location)
        case .absent(let text):
            guard let index = lines.firstIndex(where: { $0.contains(text) }) else { return nil }
            return ExpectationFailure(
                "output", expected: "no \"\(text)\"", found: "line \(index + 1): \"\(lines[index].prefix(200))\"",
                at: entry.location)
        }
    }

    private mutating func advance(to find: (Substring) -> Range<String.Index>?) -> Bool {
        var candidate = rest
        var index = line
        while index < lines.count {
            if let range = find(candidate) {
                line = index
                rest = candidate[range.upperBound...]
                return true
            }
            index += 1
            if index < lines.count { candidate = lines[index][...] }
        }
        return false
    }

    private func absence(_ earlier: Int?) -> String {
        guard let earlier else {
            return lines.isEmpty
                ? "no output at all" : "no such text in \(lines.count) line\(lines.count == 1 ? "" : "s")"
        }
        return "it only before the text expected earlier, in line \(earlier + 1)"
    }
}
