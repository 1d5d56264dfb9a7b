internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import JSON

/// Files that commands read and write.
enum CommandFile {
    private static func bytes(_ path: String) throws -> [UInt8] {
        do { return try FileAccess().read(path) } catch {
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).stop("\(error)")
        }
    }

    static func json(_ path: String) throws -> JSONValue { try json(bytes(path), path) }

    private static func json(_ bytes: [UInt8], _ path: String) throws -> JSONValue {
        do { return try JSONValue(parsing: bytes) } catch {
            throw ExitStatus.malformedInput.stop("\(path): is not JSON: \(error)")
        }
    }

    /// What a board measured.
    static func device(_ path: String) throws -> DeviceReport { try device(bytes(path), path) }

    private static func device(_ bytes: [UInt8], _ path: String) throws -> DeviceReport {
        do { return try DeviceReport(bytes: bytes) } catch {
            throw ExitStatus.malformedInput.stop("\(path): \(error)")
        }
    }

    /// What `compare` takes: a run, or what a board measured.
    enum Measured {
        case run(BenchReport)
        case device(DeviceReport)
    }

    static func measured(_ path: String) throws -> Measured {
        let bytes = try bytes(path)
        if DeviceReport.isLike(bytes) { return .device(try device(bytes, path)) }
        return .run(try report(json(bytes, path), path))
    }

    static func report(_ path: String) throws -> BenchReport { try report(json(path), path) }

    private static func report(_ json: JSONValue, _ path: String) throws -> BenchReport {
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
