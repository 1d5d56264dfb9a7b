internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import PrintableText
internal import RunReports

/// The files that a run writes, those that are asked for; `-` is standard output.
struct ReportFiles {
    var json: String?
    var junit: String?
    var html: String?
    var sarif: String?

    /// Where text goes: standard error when a report takes standard output.
    func textStream(trace: String? = nil) -> StandardStream {
        [json, junit, html, sarif, trace].contains("-") ? .error : .output
    }

    /// Fails before anything runs when a report could not be written at the end.
    /// - Parameters:
    ///   - trace: a further file that is to be written.
    ///   - inputs: files that are read, and folders.
    /// - Throws: an exit status, after the reason was printed.
    func requireWritable(trace: String? = nil, inputs: [String] = []) throws {
        try requireDistinct(trace, inputs)
        for path in [json, junit, html, sarif, trace].compactMap({ $0 }) where path != "-" {
            let folder = FilePath.directory(of: path)
            let problem: String? =
                if FileAccess().kind(of: path) == .directory {
                    "is a folder"
                } else if !folder.isEmpty && FileAccess().kind(of: folder) != .directory {
                    "there is no folder \(folder)"
                } else { FileAccess().isWritable(path) ? nil : "not allowed" }
            guard let problem else { continue }
            StandardStream.error.write("cebsp: error: cannot write \(path): \(problem)\n")
            throw ExitStatus.missingInput.exitCode
        }
    }

    /// Fails when one file would be written twice, or is to be read.
    private func requireDistinct(_ trace: String?, _ inputs: [String]) throws {
        var known = Set(inputs.map(FileAccess().identity))
        let inputCount = known.count
        for path in [json, junit, html, sarif, trace].compactMap({ $0 }) where path != "-" {
            let kind = FileAccess().kind(of: path)
            // What is no file, as /dev/null, takes everything.
            guard kind == nil || kind == .file else { continue }
            let identity = FileAccess().identity(of: path)
            if known.insert(identity).inserted { continue }
            let isInput = inputCount > 0 && inputs.contains { FileAccess().identity(of: $0) == identity }
            StandardStream.error.write(
                printable(
                    isInput
                        ? "cebsp: error: \(path) is to be run, and a report would go to it"
                        : "cebsp: error: two reports would go to \(path)") + "\n")
            throw ExitStatus.usage.exitCode
        }
    }

    /// Writes what was asked for; false, and a message, when a file could not be written.
    /// - Parameter onProgress: told again and again while reports are written.
    func write(_ report: RunReport, onProgress: () -> Void = {}) -> Bool {
        // All are written even when one cannot be.
        let formats: [(ReportFormat, String?)] = [(.json, json), (.junit, junit), (.html, html)]
        let failures = write(sarif, .json) { sink throws(FileError) in
            try sink(try FailureReport(report).document.serialized(.indented) + "\n")
        }
        return formats.map { format, path in
            // Opening waits as well, for a reader of a pipe.
            onProgress()
            return write(path, format == .json ? .json : .markup) { sink throws(FileError) in
                try report.write(format) { text throws(FileError) in
                    onProgress()
                    try sink(text)
                }
            }
        }.allSatisfy(\.self) && failures
    }

    /// Writes the JUnit report alone.
    func write(junit text: String) -> Bool {
        write(junit, .markup) { sink throws(FileError) in try sink(text) }
    }

    private typealias Sink = (String) throws(FileError) -> Void

    private func write(_ path: String?, _ format: LogCommands.Format, _ body: (Sink) throws(FileError) -> Void) -> Bool
    {
        guard let path else { return true }
        do throws(FileError) {
            if path == "-" {
                try body { StandardStream.output.write($0, as: format) }
            } else {
                let file = try OutputFile(path)
                try body { text throws(FileError) in try file.write(text) }
                try file.close()
            }
            return true
        } catch {
            StandardStream.error.write("cebsp: error: \(error)\n")
            return false
        }
    }
}
