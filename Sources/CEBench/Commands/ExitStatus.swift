internal import ArgumentParser
internal import CEScenario
internal import HostSystem
internal import JSON

/// The exit status; numbers from 64 on are those of sysexits.h.
enum ExitStatus: Int32 {
    /// A benchmark past its threshold.
    case failure = 1
    case usage = 64
    case malformedInput = 65
    case missingInput = 66
    case defect = 70

    var exitCode: ExitCode { ExitCode(rawValue) }

    /// Prints a message and gives back what ends the command.
    func stop(_ message: String) -> ExitCode {
        StandardStream.error.write("cebench: error: \(message)\n")
        return exitCode
    }
}

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
