import Testing
import YAML

private func root(_ text: String) throws(YAMLError) -> YAMLElement? { try YAMLDocument.root(of: Array(text.utf8)) }

/// An element in one line: the place of each value, quotes where it had some, the end of its tag.
private func outline(_ element: YAMLElement) -> String {
    let tag = element.tag.map { "!" + $0.suffix(3) + " " } ?? ""
    let content =
        switch element.content {
        case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
        case .sequence(let items): "[\(items.map(outline).joined(separator: ", "))]"
        case .mapping(let entries):
            "{\(entries.map { "\(outline($0.key)) = \(outline($0.value))" }.joined(separator: ", "))}"
        }
    return "\(element.mark.line):\(element.mark.column) \(tag)\(content)"
}

/// What a document is refused with, as `LINE:COLUMN MESSAGE`, or nil.
private func refusal(_ text: String) -> String? {
    do {
        _ = try root(text)
        return nil
    } catch {
        return (error.mark.map { "\($0.line):\($0.column) " } ?? "") + error.message
    }
}

@Suite struct YAMLDocumentTests {
    @Test(
        arguments: [
            ("a: 1\nb:\n", "1:1 {1:1 a = 1:4 1, 2:1 b = 2:3 }"),
            ("'ü': [\"x\\0y\", !!int 3]\n", "1:1 {1:1 'ü' = 1:6 [1:7 'x\0y', 1:15 !int 3]}"),
            ("- |\n  ä\n- !!str '4'\n", "1:1 [1:3 'ä\n', 3:3 '4']"),
            ("- &x a\n- *x\n- &x [b]\n- *x\n", "1:1 [1:3 a, 1:3 a, 3:3 [3:7 b], 3:3 [3:7 b]]"),
            ("<<: { a: b }\n", "1:1 {1:1 << = 1:5 {1:7 a = 1:10 b}}"), ("---\n", "2:1 "), ("? [a]\n: *b\n", nil),
            ("? [a]\n: 1\n? [a]\n: 2\n", "1:1 {1:3 [1:4 a] = 2:3 1, 3:3 [3:4 a] = 4:3 2}"), ("", nil), ("# a\n", nil),
        ] as [(String, String?)])
    func `values come with their places and what was written around them`(text: String, expected: String?) throws {
        #expect((try? root(text)).map(outline) == expected)
    }

    @Test(
        arguments: [
            ("", nil), ("# nothing\n", nil), ("1: a\n!!int 1: b\n", nil),
            ("a: [b\n", "2:1 is not YAML: while parsing a flow sequence (line 1): did not find expected ',' or ']'"),
            ("a: *b\n", "1:4 is not YAML: found undefined alias"),
            ("a: &a [*a]\n", "1:8 is not YAML: found undefined alias"),
            (
                "a\n---\nb\n",
                "2:1 is not YAML: expected a single document in the stream (line 1): but found another document"
            ), ("ä: \u{7}", "is not YAML: control characters are not allowed at byte 4"),
            ("c: 1\nb: 2\nb: 3\nc: 4\nb: 5\n", "2:1 duplicate key 'b', 'c'"),
            ("- { a: 1, \"a\": 2 }", "1:5 duplicate key 'a'"),
        ] as [(String, String?)])
    func `what is no document is refused with its place`(text: String, message: String?) {
        #expect(refusal(text) == message)
    }

    @Test func `a thousand levels are the most`() {
        #expect(refusal(String(repeating: "[", count: 900) + String(repeating: "]", count: 900)) == nil)
        #expect(
            refusal(String(repeating: "[", count: 2000))
                == "1:1001 is not YAML: more than 1000 levels are nested")
        #expect(
            refusal(String(repeating: "- ", count: 100_000))
                == "1:2001 is not YAML: more than 1000 levels are nested")
    }
}
