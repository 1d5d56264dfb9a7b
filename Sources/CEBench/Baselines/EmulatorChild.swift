internal import HostSystem

/// Why a baseline has no figures; the run goes on without it.
package struct BaselineFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package init(description: String) { self.description = description }
}

/// An emulator of the host that runs an image of ours, which answers a line for each line that it gets.
///
/// It runs as long as this object lives, asleep until it is asked. What it does not answer in time is a
/// `BaselineFailure`, and the end of it.
final class EmulatorChild {
    /// The name for people.
    let name: String
    private let child: ChildProcess
    private let timeout: Duration
    private let imagePath: String

    /// The path of a program that is installed, or nil.
    static func path(of program: String) -> String? {
        (Environment.value("PATH") ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first { FileAccess().kind(of: $0) == .file }
    }

    /// Starts the emulator.
    /// - Parameters:
    ///   - path: of the program.
    ///   - image: what it runs.
    ///   - timeout: how long an answer may take.
    ///   - arguments: of the program, made from the path of the image's file.
    init(
        _ name: String, path: String, image: [UInt8], timeout: Duration, arguments: (String) -> [String]
    ) throws(BaselineFailure) {
        self.name = name
        self.timeout = timeout
        do throws(FileError) { imagePath = try FileAccess().makeTemporaryFile(image, isExecutable: true) } catch {
            throw BaselineFailure(description: "\(error)")
        }
        do throws(FileError) { child = try ChildProcess(executable: path, arguments: arguments(imagePath)) } catch {
            try? FileAccess().removeTree(imagePath)
            throw BaselineFailure(description: "\(error)")
        }
    }

    deinit { try? FileAccess().removeTree(imagePath) }

    /// Seconds of processor time that the emulator has used.
    /// - Throws: `BaselineFailure` when it has ended.
    func processorSeconds() throws(BaselineFailure) -> Double {
        guard let seconds = child.processorSeconds else { throw failure("has ended") }
        return seconds
    }

    /// Sends a line and waits for its answer.
    func ask(_ line: String) throws(BaselineFailure) -> String {
        guard child.send(line) else { throw failure("has ended") }
        let clock = ContinuousClock()
        let end = clock.now + timeout
        while true {
            let left = (end - clock.now) / .milliseconds(1)
            guard left > 0 else { throw failure("gave no answer in \(Units.seconds(timeout / .seconds(1)))") }
            guard !ChildProcess.ready([child], milliseconds: Int32(left) + 1).isEmpty else { continue }
            if let line = child.receive().last { return line }
            if child.isAtEnd { throw failure("has ended") }
        }
    }

    /// Ends the emulator and says what was wrong with it.
    func failure(_ text: String) -> BaselineFailure {
        child.kill()
        return BaselineFailure(description: "\(name) \(text)")
    }
}
