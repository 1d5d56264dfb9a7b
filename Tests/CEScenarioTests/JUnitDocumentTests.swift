import CEScenario
import Diagnostics
import OEMAddrTable
import RunReports
import Testing

private func report(_ results: [ScenarioResult]) -> RunReport {
    RunReport(tool: "cebsp 0.1.0", engine: "unicorn 2.0.1", results: results)
}

private let results: [ScenarioResult] = {
    let place = SourceLocation(file: "a/x.yaml", line: 3, column: 1)
    let statuses: [ScenarioResult.Status] = [.passed, .failed, .crashed, .timeout, .skipped, .error]
    return statuses.enumerated().map { index, status in
        ScenarioResult(
            name: "n \(index) \"&<>\u{1}", file: "a/x.yaml", selector: "a/x.yaml#\(index + 8)", status: status,
            failures: status == .failed ? [.init("output", expected: "]]>", found: "\r\n\t", at: place)] : [],
            message: status == .passed ? nil : "line 1\nline 2", problem: status == .error ? .missing : nil,
            seconds: 0.0625 * Double(index), observation: .init(output: ["a \u{0}", "", "<b> é \u{1F600}"]))
    } + [
        ScenarioResult(name: "twice", file: "a/y.yaml", status: .passed),
        ScenarioResult(name: "twice", file: "a/y.yaml", repetition: 2, status: .passed),
    ]
}()

private func failure(_ text: String) -> String? {
    do {
        _ = try JUnitDocument(parsing: Array(text.utf8), path: "r.xml")
        return nil
    } catch { return error.description }
}

@Suite struct JUnitDocumentTests {
    @Test func `the reports of parts merge to that of the whole`() throws {
        let whole = try report(results).text(.junit)
        let parts = try [
            [results[7], results[2]], [results[5], results[0], results[6]], [results[4], results[3], results[1]],
        ]
        .map { try report($0).text(.junit) }
        let read = try parts.map { try JUnitDocument(parsing: Array($0.utf8), path: "part.xml") }
        #expect(try #require(JUnitDocument(merging: read)).text == whole)
        #expect(try JUnitDocument(parsing: Array(whole.utf8), path: "whole.xml").text == whole)
    }

    @Test func `statuses and problems survive for the exit status and the summary`() throws {
        let document = try JUnitDocument(parsing: Array(try report(results).text(.junit).utf8), path: "r.xml")
        #expect(document.results.map(\.status) == results.map(\.status))
        #expect(document.results.map(\.problem) == results.map(\.problem))
        #expect(document.results[5].message == "line 1\nline 2")
    }

    @Test func `reports of other programs are told by name`() throws {
        #expect(
            failure("<testsuites><testsuite name=\"pytest\" tests=\"0\"></testsuite></testsuites>")
                == "r.xml:1: error: is not a JUnit report of cebsp: it comes from 'pytest'")
        #expect(
            failure("<testsuite name=\"x\"/>") == "r.xml:1: error: is not a JUnit report of cebsp: not one of cebsp")
        #expect(failure("<html/>") == "r.xml:1: error: is not a JUnit report of cebsp: the root is <html>")
        #expect(failure("<testsuites") == "r.xml:1: error: is not XML: unclosed token")
        #expect(
            failure("<!DOCTYPE testsuites []><testsuites/>")
                == "r.xml:1: error: has a document type, which no report needs")
    }

    @Test func `a report that was cut or changed is not taken for a whole one`() throws {
        let whole = try report(results).text(.junit)
        #expect(
            failure(whole.replacing("tests=\"8\"", with: "tests=\"9\""))
                == "r.xml:3: error: names 9 tests and has 8: it is not complete")
        let impossible = failure(whole.replacing("time=\"0.063\"", with: "time=\"-1\""))
        #expect(
            impossible?.hasSuffix("is not a JUnit report of cebsp: <testcase> is not one of its test cases") == true)
        #expect(failure(String(whole.prefix(whole.count / 2)))?.contains("error: is not XML: ") == true)
    }
}
