import CEScenario
import Diagnostics
import ScenarioFiles
import Testing

private func firstMessage(_ bytes: [UInt8]) -> String? {
    do {
        _ = try BoardFile(bytes: bytes, path: "b.yaml", vocabulary: nil)
        return nil
    } catch {
        return error.errors.first?.description
    }
}

@Suite struct HostileYAMLTests {
    @Test func `anchors that explode are refused`() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(
            firstMessage(Array(text.utf8))
                == "b.yaml:17: error: uses more than 30 YAML aliases; write the values out")
    }

    @Test func `few aliases that multiply are counted after expansion`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
        }
        #expect(firstMessage(Array(text.utf8))?.contains("has too many values") == true)
    }

    @Test func `an alias as a key ends soon`() {
        #expect(
            firstMessage(Array("a: &a [x, x]\n*a : 1\n".utf8))
                == "b.yaml:2: error: a key must be a plain word where aliases are used")
    }

    /// Nine levels of three aliases each, and the top level in a key: compared in full it would be eight hundred
    /// million values.
    @Test(arguments: [
        "? *a9\n: 1\n", "*a9 : 1\n", "[*a9]: 1\n", "b: { ? *a9 : 1 }\n", "b: [ ? [*a9]\n : 1 ]\n", "-  ? *a9\n   : 1\n",
    ])
    func `keys with aliases that multiply are refused before they are compared`(key: String) {
        var text = "a0: &a0 [" + (0..<40_000).map { "x\($0)" }.joined(separator: ",") + "]\n"
        for level in 1...9 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n" }
        #expect(firstMessage(Array((text + key).utf8))?.contains("a key must be a plain word") == true)
    }

    @Test func `a text that looks like such a key is a text where no alias is`() {
        let text = "version: 1\nname: \"[x]: y\"\nprofile: ce6\ncpu: arm926\nram: [{ base: 0x0, size: 1M }]\n"
        #expect(firstMessage(Array(text.utf8)) == nil)
    }

    @Test func `places in a long line are counted in bytes`() {
        let ram = (0..<3000).map { "{ base: 0x\(String($0 * 2, radix: 16))000, size: 4K }" }.joined(separator: ", ")
        let board = "version: 1\nname: ä\nprofile: ce6\ncpu: arm926\nram: [\(ram), {ü: 1}] # ä\n"
        let place = Array("ram: [\(ram), ".utf8).count + 1
        #expect(firstMessage(Array(board.utf8))?.hasPrefix("b.yaml:5:\(place + 1): error: unknown key 'ü'") == true)
    }

    @Test func `deep nesting is an error`() {
        let text = "ram: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        #expect(firstMessage(Array(text.utf8)) == "b.yaml:1:69: error: is nested too deeply")
        let deeper = String(repeating: "- ", count: 100_000)
        #expect(firstMessage(Array(deeper.utf8))?.contains("error: is not YAML") == true)
    }

    @Test func `a file of many megabytes, no text, nothing`() {
        #expect(firstMessage([UInt8](repeating: 0x20, count: 2 << 20)) == "b.yaml: error: has more than 1 MB")
        #expect(firstMessage([0xFF, 0xFE, 0x00]) == "b.yaml: error: is not UTF-8 text")
        #expect(firstMessage([]) == "b.yaml: error: is empty")
        #expect(firstMessage(Array("---\nname: x\n---\nname: y\n".utf8))?.contains("another document") == true)
        #expect(
            firstMessage(Array("a: \u{0}".utf8))?.contains("is not YAML: control characters are not allowed") == true)
    }

    @Test func `every prefix of a board file is either read or refused`() {
        let text = Array(
            "version: 1\nname: &n \"a\\u00e9\"\nprofile: ce6\ncpu: *n\nram: [{base: 0x0, size: 1M}, ? [x] : !!int 3]\n"
                .utf8)
        for length in 0...text.count { _ = firstMessage(Array(text[..<length])) }
    }
}
