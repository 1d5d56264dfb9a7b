import Testing

@testable import CEMemory

/// Formats of scanf that no program has.
@Suite struct ScanTests {
    /// What sscanf returns for a set of so many ranges, and for the text "ab".
    private func result(parts: Int) throws -> UInt32? {
        let harness = try CallHarness()
        let (text, format, target) = (harness.page, harness.page + 0x100, harness.page + 0x80)
        try harness.view.write(Array("ab".utf8) + [0], text)
        let set = String(repeating: "\u{1}-\u{7E}", count: parts)
        try harness.view.write(Array("%[\(set)]".utf8) + [0], format)
        return try harness.call("sscanf", text, format, target)
    }

    @Test func `a set has at most 255 parts, so that no character is looked for in more`() throws {
        #expect(try result(parts: 255) == 1)
        #expect(try result(parts: 256) == 0)
        #expect(try result(parts: 2_000) == 0)
    }
}
