internal import ArgumentParser
internal import Diagnostics
internal import HostSystem
internal import JSON
internal import RunReports

/// A file that `cebsp run --json` wrote.
struct ResultFile {
    let path: String
    let bytes: [UInt8]

    /// - Throws: an exit status, after the reason was printed.
    init(_ path: String) throws {
        self.path = path
        do { bytes = try FileAccess().read(path) } catch {
            StandardStream.error.write("\(path): error: \(error.message)\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }

    /// The run that it is the result of.
    /// - Throws: an exit status, after the reason was printed.
    func report() throws -> RunReport {
        do {
            if let report = RunReport(json: try JSONValue(parsing: bytes)) { return report }
            StandardStream.error.write("\(path): error: is not the result object of a run\n")
        } catch {
            StandardStream.error.write("\(path): error: is not JSON: \(error)\n")
        }
        throw ExitStatus.malformedInput.exitCode
    }
}
