import Diagnostics
import JSON
import Testing

@testable import OEMAddrTable

struct ReportTests {
    private static let source = """
        g_oalAddressTable
        \tDCD\t0x80000000, 0x80000000, 256
        \tDCD\t0xA0000000, 0x48000000, 16
                DCD     0, 0, 0
        """

    private static func reading(_ text: String = source) -> (findings: [Finding], lines: SourceLines) {
        let reading = MarkedFiles(files: ["t.inc": text]).reading
        let findings = (reading.findings + MapRules.check(reading.map)).inReadingOrder
        return (findings, SourceLines(reading.sources.map { (path: $0.path, bytes: $0.bytes) }, for: findings))
    }

    @Test func `text has the compiler's form, the line, a caret, notes and a hint`() {
        let (findings, lines) = Self.reading()
        #expect(
            TextReport(lines: lines, colored: false).text(of: findings) == """
                t.inc:3:6: error: 0xa0000000 is outside the static window 0x80000000-0x9fffffff [CE0101]
                     DCD 0xA0000000, 0x48000000, 16
                         ^~~~~~~~~~
                    note: the kernel drops the bits above the window and maps the row at 0x80000000
                    hint: write the cached address 0x80000000; the kernel makes the uncached alias itself

                """)
        #expect(TextReport.summary(of: findings) == "1 error")
        #expect(TextReport.summary(of: []) == nil)
    }

    @Test func `control characters of a file do not reach the terminal`() {
        let (findings, lines) = Self.reading(
            "g_oalAddressTable\n DCD 0xA0000000, 0, 1 ; \u{1B}[2J\u{7}\n DCD 0, 0, 0\n")
        let text = TextReport(lines: lines, colored: false).text(of: findings)
        #expect(text.contains("; \u{FFFD}[2J\u{FFFD}"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `a very long line is shown in part`() {
        let (findings, lines) = Self.reading(
            "g_oalAddressTable\n" + String(repeating: " ", count: 5000)
                + "DCD 0xA0000000, 0, 1\n DCD 0, 0, 0\n")
        let text = TextReport(lines: lines, colored: false).text(of: findings)
        #expect(text.contains("DCD 0xA0000000"))
        #expect(text.utf8.count < 800)
    }

    @Test func `JSON has everything, and works as a baseline`() throws {
        let (findings, _) = Self.reading()
        let document = JSONReport(suppressed: 2).document(of: findings)
        #expect(document["version"]?.int == 1)
        #expect(document["summary"]?["errors"]?.int == 1)
        #expect(document["summary"]?["suppressed"]?.int == 2)
        let first = try #require(document["findings"]?.elements?.first)
        #expect(first["id"]?.text == "CE0101")
        #expect(first["line"]?.int == 3)
        #expect(first["column"]?.int == 6)
        let baseline = try #require(Baseline(try JSONValue(parsing: document.serialized().utf8)))
        #expect(baseline.remaining(findings).isEmpty)
        #expect(baseline.remaining(findings + findings).count == 1)
        #expect(Baseline(["version": 2, "findings": []]) == nil)
        #expect(Baseline("text") == nil)
    }

    @Test func `SARIF has rules, places, related places and a fix`() throws {
        let (findings, _) = Self.reading()
        let document = SARIFReport(toolVersion: "1.2.3").document(of: findings)
        #expect(document["version"]?.text == "2.1.0")
        let run = try #require(document["runs"]?.elements?.first)
        let driver = try #require(run["tool"]?["driver"])
        #expect(driver["name"]?.text == "cebsp")
        #expect(driver["rules"]?.elements?.first?["id"]?.text == "CE0101")
        #expect(driver["rules"]?.elements?.first?["defaultConfiguration"]?["level"]?.text == "error")
        let result = try #require(run["results"]?.elements?.first)
        #expect(result["ruleId"]?.text == "CE0101")
        #expect(result["ruleIndex"]?.int == 0)
        #expect(result["level"]?.text == "error")
        let place = try #require(result["locations"]?.elements?.first?["physicalLocation"])
        #expect(place["artifactLocation"]?["uri"]?.text == "t.inc")
        #expect(place["region"]?["startLine"]?.int == 3)
        #expect(place["region"]?["startColumn"]?.int == 6)
        #expect(place["region"]?["endColumn"]?.int == 16)
        let change = try #require(result["fixes"]?.elements?.first?["artifactChanges"]?.elements?.first)
        let replacement = try #require(change["replacements"]?.elements?.first)
        #expect(replacement["insertedContent"]?["text"]?.text == "0x80000000")
        #expect(replacement["deletedRegion"]?["startColumn"]?.int == 6)
    }

    /// The parts of the SARIF 2.1.0 schema that apply to what is written: required members, types and allowed values.
    @Test func `SARIF of all kinds of findings keeps to the schema`() throws {
        var findings: [Finding] = []
        for rule in MapRules.all {
            let about = type(of: rule).about
            for file in ["a b/ü.inc", "/abs/t.inc", ""] {
                findings.append(
                    Finding(
                        about.id, about.severity, at: SourceLocation(file: file, line: file.isEmpty ? 0 : 2),
                        "message", notes: [.init("elsewhere", at: SourceLocation(file: "o.bib", line: 1, column: 3))]))
            }
        }
        let run = try #require(
            SARIFReport(toolVersion: "1").document(of: findings)["runs"]?.elements?.first)
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.elements)
        #expect(Set(rules.compactMap { $0["id"]?.text }).count == rules.count)
        for rule in rules {
            #expect(rule["shortDescription"]?["text"]?.text?.isEmpty == false)
            #expect(rule["fullDescription"]?["text"]?.text?.isEmpty == false)
        }
        for result in try #require(run["results"]?.elements) {
            #expect(result["message"]?["text"]?.text != nil)
            #expect(["error", "warning", "note", "none"].contains(result["level"]?.text))
            let index = try #require(result["ruleIndex"]?.int)
            #expect(rules[Int(index)]["id"] == result["ruleId"])
            for place in (result["locations"]?.elements ?? []) + (result["relatedLocations"]?.elements ?? []) {
                let uri = try #require(place["physicalLocation"]?["artifactLocation"]?["uri"]?.text)
                #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
                if let region = place["physicalLocation"]?["region"] {
                    #expect((region["startLine"]?.int ?? 0) >= 1)
                    #expect((region["startColumn"]?.int ?? 1) >= 1)
                }
            }
        }
    }

    @Test func `comments suppress in the line and alone in the line above`() {
        func ids(_ second: String, _ third: String) -> [String] {
            let (findings, lines) = Self.reading(
                "g_oalAddressTable\n\(second)\n\(third)\n DCD 0x80000000, 0, 64\n DCD 0, 0, 0\n")
            return Suppression(lines).remaining(findings).map(\.id)
        }
        let row = " DCD 0x9FF00000, 0x48000000, 2"
        #expect(ids("", row) == ["CE0114", "CE0115"])
        #expect(ids("", row + " ; cebsp:disable=CE0115 shipped so") == ["CE0114"])
        #expect(ids(" ; cebsp:disable=CE0114,ce0115 shipped so", row) == [])
        #expect(ids(" ; cebsp:disable=CE0103", row) == ["CE0114", "CE0115"])
        #expect(ids("X EQU 1 ; cebsp:disable=CE0114,CE0115", row) == ["CE0114", "CE0115"])
        #expect(ids("", row + " ; cebsp:disable=") == ["CE0114", "CE0115"])
    }
}
