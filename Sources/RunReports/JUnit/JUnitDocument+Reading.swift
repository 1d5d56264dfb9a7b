package import Diagnostics
internal import XML

extension JUnitDocument {
    /// Host times beyond this are no times: a thousand years, in milliseconds.
    private static let longest: Double = 3.2e13

    /// Reads a report that `text` made.
    /// - Parameter path: the name for messages.
    /// - Throws: `InputErrors` for bytes that are not XML, and for a report that is not a run of cebsp's.
    package init(parsing bytes: [UInt8], path: String) throws(InputErrors) {
        func failure(_ line: Int, _ message: String) -> InputErrors {
            InputErrors(InputError(at: SourceLocation(file: path, line: line), message))
        }
        let root: XMLElement
        do { root = try XMLDocument.root(of: bytes) } catch { throw failure(error.line, error.message) }
        guard root.name == "testsuites", let suite = root.children.first, suite.name == "testsuite",
            root.children.count == 1
        else {
            let what =
                root.name == "testsuite" || root.name == "testsuites"
                ? "not one of cebsp" : "the root is <\(root.name.prefix(40))>"
            throw failure(root.line, "is not a JUnit report of cebsp: \(what)")
        }
        let properties = suite.children.first { $0.name == "properties" }?.children ?? []
        func property(_ name: String) -> String? { properties.first { $0["name"] == name }?["value"] }
        guard let tool = property("tool"), tool.hasPrefix("cebsp "), let engine = property("engine") else {
            let name = property("tool") ?? suite["name"] ?? ""
            throw failure(suite.line, "is not a JUnit report of cebsp: it comes from '\(name.prefix(60))'")
        }
        var cases: [Case] = []
        for element in suite.children where element.name != "properties" {
            guard element.name == "testcase", let test = Case(element) else {
                throw failure(
                    element.line,
                    "is not a JUnit report of cebsp: <\(element.name.prefix(40))> is not one of its test cases")
            }
            cases.append(test)
        }
        self.init(tool: tool, engine: engine, cases: cases)
        guard suite["tests"] == "\(cases.count)" else {
            throw failure(
                suite.line, "names \(suite["tests"] ?? "no") tests and has \(cases.count): it is not complete")
        }
    }

    fileprivate static func milliseconds(_ text: String) -> Int64? {
        guard let seconds = Double(text), seconds >= 0, seconds * 1000 < longest else { return nil }
        return Int64((seconds * 1000).rounded())
    }
}

extension JUnitDocument.Case {
    fileprivate init?(_ element: XMLElement) {
        guard let name = element["name"], let selector = element["classname"],
            let milliseconds = element["time"].flatMap(JUnitDocument.milliseconds)
        else { return nil }
        self.init(name: name, selector: selector, milliseconds: milliseconds, problem: nil, output: nil)
        for child in element.children {
            if child.name == "system-out", output == nil {
                output = child.text
            } else if problem == nil, let kind = JUnitDocument.Problem.Kind(rawValue: child.name) {
                problem = .init(kind: kind, message: child["message"] ?? "", type: child["type"], details: child.text)
            } else {
                return nil
            }
        }
    }
}
