internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON

/// Which scenarios a command means.
struct SelectionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Scenario files, or folders that are searched for *.scenario.yaml.", valueName: "scenario"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp("Only scenarios whose name or file matches; can be given several times.", valueName: "glob"))
    var filter: [String] = []

    @Option(
        help: ArgumentHelp("Only scenarios with one of these tags; !TAG leaves scenarios out.", valueName: "tag"))
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only part I of N. Without it the variables of Bazel, GitLab, Buildkite and CircleCI are followed.",
            valueName: "i/n"),
        transform: { text in
            guard let shard = Shard(text) else { throw ValidationError("expected I/N with I from 1 to N, as in 2/5") }
            return shard
        })
    var shard: Shard?

    @Option(
        help: ArgumentHelp("Refuse scenarios that name files outside this folder, links followed.", valueName: "folder")
    )
    var root: String?

    @Option(help: ArgumentHelp("An earlier --json, by whose times parts are balanced.", valueName: "file"))
    var durations: String?
}

/// What the report files are called.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the result object.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Write JUnit XML.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("Write a page for a browser.", valueName: "file"))
    var html: String?

    /// Fails before anything runs when a report could not be written at the end.
    /// - Parameter trace: a further file that is to be written.
    func check(trace: String? = nil) throws {
        for path in [json, junit, html, trace].compactMap({ $0 }) {
            let folder = FilePath.directory(of: path)
            if FileAccess().kind(of: path) == .directory { throw ValidationError("cannot write \(path): is a folder") }
            guard folder.isEmpty || FileAccess().kind(of: folder) == .directory else {
                throw ValidationError("cannot write \(path): there is no folder \(folder)")
            }
            guard FileAccess().isWritable(path) else { throw ValidationError("cannot write \(path): not allowed") }
        }
    }

    /// Writes what was asked for; false, and a message, when a file could not be written.
    func write(_ report: RunReport, trace: (path: String, calls: CallText)? = nil) -> Bool {
        // All are written even when one cannot be.
        let written = [
            write(json) { report.json.serialized(.indented) + "\n" }, write(junit: report.junit),
            write(html) { report.html }, write(trace?.path) { trace?.calls.text ?? "" },
        ]
        return written.allSatisfy(\.self)
    }

    /// Writes the JUnit report alone.
    func write(junit text: @autoclosure () -> String) -> Bool { write(junit, text) }

    private func write(_ path: String?, _ text: () -> String) -> Bool {
        guard let path else { return true }
        do {
            try FileAccess().write(text(), to: path)
            return true
        } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            return false
        }
    }
}
