internal import Glibc

/// Standard output and standard error.
public enum StandardStream: Sendable {
    case output, error

    private var descriptor: Int32 { self == .output ? STDOUT_FILENO : STDERR_FILENO }

    /// Whether a person looks at it.
    public var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal behind it, or nil when it is none.
    public var columns: Int? {
        var size = winsize()
        // SAFETY: the call fills in the structure it is given.
        guard isTerminal, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether colour and a progress line are wanted: a terminal, and no NO_COLOR (https://no-color.org).
    public var wantsColor: Bool {
        isTerminal && (Environment.value("NO_COLOR") ?? "").isEmpty && Environment.value("TERM") != "dumb"
    }

    /// Writes the text at once, unbuffered. A reader that went away is not an error of ours.
    public func write(_ text: String) { _ = writeAll(Array(text.utf8), to: descriptor) }
}

/// The environment variables.
public enum Environment {
    /// The value of a variable, or nil when it is not set.
    public static func value(_ name: String) -> String? {
        guard let text = unsafe getenv(name) else { return nil }
        return unsafe String(cString: text)
    }
}
