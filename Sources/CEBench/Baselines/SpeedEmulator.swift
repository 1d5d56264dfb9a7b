/// Another emulator that runs the programs of a guest.
package final class SpeedEmulator {
    /// Which one.
    package enum Kind: String, CaseIterable, Sendable {
        /// A machine without operating system.
        case system = "qemu-system-arm"
        /// Programs for Linux.
        case user = "qemu-arm"
    }

    private let child: EmulatorChild

    /// Starts the emulator.
    /// - Parameters:
    ///   - path: of the program.
    ///   - timeout: how long an answer may take.
    package init(_ kind: Kind, path: String, timeout: Duration = .seconds(30)) throws(BaselineFailure) {
        let image =
            switch kind {
            case .system: PackageResources.speed_bin
            case .user: PackageResources.speed
            }
        child = try EmulatorChild(kind.rawValue, path: path, image: image, timeout: timeout) { path in
            switch kind {
            case .system: OtherEmulator.arguments(image: path)
            case .user: [path]
            }
        }
    }

    /// Does a batch of a program.
    /// - Parameter checksum: what the program computes.
    /// - Returns: the processor time that it took, in seconds.
    /// - Throws: `BaselineFailure` when it computes something else, or nothing.
    package func sample(_ program: SpeedProgram, expecting checksum: String) throws(BaselineFailure) -> Double {
        let before = try child.processorSeconds()
        let answer = try child.ask(program.letter)
        guard answer == checksum else {
            throw child.failure("computes \(answer) in \(program), not \(checksum)")
        }
        return try child.processorSeconds() - before
    }
}
