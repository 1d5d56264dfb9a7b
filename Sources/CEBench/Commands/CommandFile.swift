internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import JSON

/// Files that commands read and write.
enum CommandFile {
    static func json(_ path: String) throws -> JSONValue {
        let bytes: [UInt8]
        do { bytes = try FileAccess().read(path) } catch {
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).stop("\(error)")
        }
        do { return try JSONValue(parsing: bytes) } catch {
            throw ExitStatus.malformedInput.stop("\(path): is not JSON: \(error)")
        }
    }

    static func report(_ path: String) throws -> BenchReport {
        let json = try json(path)
        do { return try BenchReport(json: json) } catch {
            throw ExitStatus.malformedInput.stop("\(path): \(error)")
        }
    }

    static func board(_ path: String?) throws -> BenchBoard {
        guard let path else {
            do { return try BenchBoard() } catch { throw ExitStatus.defect.stop("\(error)") }
        }
        do { return try BenchBoard(path: path) } catch {
            StandardStream.error.write("\(error)\n")
            throw (error.isMissing ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }
}
