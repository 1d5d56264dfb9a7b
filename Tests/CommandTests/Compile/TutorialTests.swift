import HostSystem
import TestSupport
import Testing

/// Runs what a page of the documentation shows a reader: each command, in order, and compares what it writes.
@Suite struct TutorialTests {
    /// A command, and the lines that are shown below it.
    struct Step {
        let command: String
        var shown: [String] = []
    }

    /// The steps of all `console` blocks of a page.
    static func steps(_ page: String) -> [Step] {
        var steps: [Step] = []
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2))))
            } else if isInside, !steps.isEmpty {
                steps[steps.count - 1].shown.append(String(line))
            }
        }
        return steps
    }

    /// Times differ from run to run.
    private static func timeless(_ line: String) -> String { line.replacing(#/\(\d+ ms\)/#, with: "(… ms)") }

    /// Whether lines are those that are shown, in which `...` stands for any number of them.
    static func matches(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return lines.isEmpty }
        if first == "..." {
            return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], shown.dropFirst()) }
        }
        guard let line = lines.first, timeless(line) == timeless(first) else { return false }
        return matches(lines.dropFirst(), shown.dropFirst())
    }

    @Test(arguments: ["YourFirstDriver.md"]) func `a page's commands write what it shows`(name: String) throws {
        let page = try FileAccess().read("\(Fixtures.package)/Documentation/\(name)")
        let steps = Self.steps(String(decoding: page, as: UTF8.self))
        #expect(steps.count > 10)
        let folder = try TemporaryFolder()
        // Programs that the page's commands start find cebsp, too. Each command's lines end with a line of our own.
        let script = steps.map { "\($0.command)\nend_of_step\n" }.joined()
        try folder.write(script, to: "steps.sh")
        let (_, lines) = try Program.shell(
            """
            unset -f cebsp
            export LC_ALL=C
            end_of_step() { local status=$?; printf '\\nend of step\\n'; return $status; }
            mkdir programs && ln -s '\(Program.path)' programs/cebsp
            PATH="$PWD/programs:$PATH"
            . ./steps.sh
            """,
            in: folder)
        var rest = lines[...]
        for step in steps {
            let end = rest.firstIndex { $0.hasPrefix("end of step") } ?? rest.endIndex
            let written = rest[..<end].filter { !$0.isEmpty }
            let shown = step.shown.filter { !$0.isEmpty }
            #expect(Self.matches(written[...], shown[...]), "\(step.command)\n\(written.joined(separator: "\n"))")
            rest = rest[end...].dropFirst()
        }
    }

    @Test func `what is shown is compared line by line`() {
        let steps = Self.steps("x\n```console\n$ one\na\n...\nb\n$ two\n```\n$ three\n```sh\n$ four\n```\n")
        #expect(steps.map(\.command) == ["one", "two"])
        #expect(steps[0].shown == ["a", "...", "b"])
        #expect(Self.matches(["a", "x", "y", "b"], ["a", "...", "b"]))
        #expect(Self.matches(["a", "b"], ["a", "...", "b"]))
        #expect(!Self.matches(["a", "c"], ["a", "...", "b"]))
        #expect(Self.matches(["(3 ms)"], ["(45 ms)"]))
        #expect(!Self.matches(["a"], []))
    }
}
