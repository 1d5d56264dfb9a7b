internal import Glibc
package import PrintableText
internal import Synchronization

private let outputFailure = Atomic<Int32>(0)

/// Standard output and standard error.
package enum StandardStream: Sendable {
    case output, error

    private var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }

    /// Whether a person looks at it.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal behind it, or nil when it is none.
    package var columns: Int? {
        var size = winsize()
        // SAFETY: the call fills in the structure it is given.
        guard isTerminal, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether colour and a progress line are wanted: a terminal, and no NO_COLOR (https://no-color.org).
    package var wantsColor: Bool {
        isTerminal && (Environment.value("NO_COLOR") ?? "").isEmpty && Environment.value("TERM") != "dumb"
    }

    /// Why standard output did not take everything, or nil. A reader that went away is not an error of ours.
    package static var outputProblem: String? {
        let number = outputFailure.load(ordering: .relaxed)
        return number == 0 ? nil : unsafe String(cString: strerror(number)).lowercased()
    }

    /// Writes text of lines at once, unbuffered; what could steer a terminal or the CI system is made harmless.
    package func write(_ text: String) { write(cleaned: printable(text, keepsLines: true)) }

    /// Writes text whose parts were made printable one by one, with control sequences of ours between them.
    package func write(cleaned text: String) { write(text, as: .text) }

    /// Writes data for another program as it is. Where a CI system reads the log, what it would take for a command is
    /// written in the format's other way.
    package func write(_ data: String, as format: LogCommands.Format) {
        write(commands: Environment.readsCommands ? LogCommands.defused(data, as: format) : data)
    }

    /// Writes commands to the CI system, in which all text of others is escaped.
    package func write(commands: String) {
        guard !writeAll(Array(commands.utf8), to: descriptor), self == .output, errno != EPIPE else { return }
        outputFailure.store(errno, ordering: .relaxed)
    }
}

/// The environment variables.
package enum Environment {
    /// The value of a variable, or nil when it is not set.
    package static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }

    /// Whether a CI system reads commands in the log.
    static var readsCommands: Bool {
        ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"].contains { !(value($0) ?? "").isEmpty }
    }
}
