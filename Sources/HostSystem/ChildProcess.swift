internal import Glibc

/// A process of ours that takes lines on its standard input and answers lines on its standard output.
package final class ChildProcess {
    /// How a process ended.
    package enum Termination: Hashable, Sendable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        package var description: String {
            switch self {
            case .exited(let status): "exited with status \(status)"
            case .signalled(let number):
                "was killed by signal \(number) (\(unsafe strsignal(number).map { unsafe String(cString: $0) } ?? "unknown"))"
            }
        }
    }

    /// A line longer than this is a fault of the child, which then counts as dead.
    private static let lineLimit = 512 << 20

    /// The number of a further descriptor in the process.
    package static let furtherDescriptor: Int32 = 3

    package let identifier: Int32
    private let input: Int32
    private let output: Int32
    private var pending: [UInt8] = []
    private var termination: Termination?
    /// Whether the child's output has ended.
    package private(set) var isAtEnd = false

    /// Starts a process.
    /// - Parameters:
    ///   - executable: the path of the program.
    ///   - arguments: without the program's name.
    ///   - further: a descriptor of ours that the process has as number 3, or nil.
    /// - Throws: `FileError` when it cannot be started.
    package init(executable: String, arguments: [String], further: Int32? = nil) throws(FileError) {
        // A child that has died must show in what `send` answers.
        Host.ignoreBrokenPipes()
        let toChild = try Self.makePipe(executable)
        let fromChild: (read: Int32, write: Int32)
        do {
            fromChild = try Self.makePipe(executable)
        } catch {
            close(toChild.read)
            close(toChild.write)
            throw error
        }
        let (status, child) = Self.spawn(
            executable, arguments, input: toChild.read, output: fromChild.write, further: further)
        close(toChild.read)
        close(fromChild.write)
        guard status == 0 else {
            close(toChild.write)
            close(fromChild.read)
            let reason = unsafe String(cString: strerror(status)).lowercased()
            throw FileError(path: executable, reason: .system(reason))
        }
        identifier = child
        input = toChild.write
        output = fromChild.read
    }

    deinit {
        close(input)
        close(output)
        if termination == nil { kill() }
        _ = wait()
    }

    /// A pipe that no other child of ours inherits: a worker must see the end of its input when we close ours.
    private static func makePipe(_ executable: String) throws(FileError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw FileAccess.lastError(executable) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], input: Int32, output: Int32, further: Int32?
    ) -> (status: Int32, child: Int32) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // The pipes are in place by now, so that number 3 is free to be replaced.
        if let further { unsafe posix_spawn_file_actions_adddup2(&actions, further, Self.furtherDescriptor) }
        // Threads of a pool block signals, and a child would inherit that: nobody could interrupt it.
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_init(&attributes)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = unsafe ([executable] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        var child: pid_t = 0
        let status = unsafe posix_spawn(&child, executable, &actions, &attributes, words, environ)
        let count = unsafe words.count
        for index in 0..<count { unsafe free(words[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        unsafe posix_spawnattr_destroy(&attributes)
        return (status, child)
    }

    /// Sends a line; false when the child no longer reads.
    package func send(_ line: String) -> Bool { writeAll(Array((line + "\n").utf8), to: input) }

    /// The whole lines that have come; waits for the next bytes when none are there.
    package func receive() -> [String] {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { return [] }
        guard count > 0, pending.count + count <= Self.lineLimit else {
            isAtEnd = true
            return []
        }
        pending.append(contentsOf: chunk[..<count])
        guard let last = chunk[..<count].lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let whole = pending.count - (count - last)
        let lines = pending[..<whole].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        let texts = lines.map { String(decoding: $0, as: UTF8.self) }
        pending.removeSubrange(...whole)
        return texts
    }

    /// Ends the process at once.
    package func kill() { if termination == nil { Glibc.kill(identifier, SIGKILL) } }

    /// Asks the process to come to an end, see `Interruption.observeWish`.
    package func requestEnd() { if termination == nil { Glibc.kill(identifier, SIGUSR1) } }

    /// Whether a signal from outside has stopped the process, so that it does nothing at all.
    package func isStopped() -> Bool {
        var status: Int32 = 0
        guard termination == nil, unsafe waitpid(identifier, &status, WNOHANG | WUNTRACED) == identifier else {
            return false
        }
        // 0x7F in the low byte: stopped (WIFSTOPPED).
        if status & 0xFF == 0x7F { return true }
        termination = Self.termination(status)
        return false
    }

    static func termination(_ status: Int32) -> Termination {
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    /// Waits for the end of the process.
    package func wait() -> Termination {
        if let termination { return termination }
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let result = Self.termination(status)
        termination = result
        return result
    }

    /// The positions of the processes that have something to read or have ended, after at most `milliseconds`.
    package static func ready(_ children: [ChildProcess], milliseconds: Int32) -> [Int] {
        var entries = children.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
        return entries.indices.filter { entries[$0].revents != 0 }
    }
}

/// What a program needs to know of the machine it runs on.
package enum Host {
    /// The cores that this process may use, at least 1.
    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The path of the running program.
    package static var executablePath: String { "/proc/self/exe" }

    /// From now on a reader that went away shows as an error of the write, not as a signal.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
        // A file that may grow no more is an error of the write, too.
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Processes started from now on give large blocks back to the operating system when they free them. Without this
    /// glibc raises its limit for large blocks with each one freed, and a worker that makes machine after machine grows
    /// by what they leave in between. What is smaller they ask for in pieces of 4 MB: a core alone would ask twenty
    /// times. A value that the user has set stays.
    package static func makeChildrenReturnLargeBlocks() {
        unsafe _ = setenv("MALLOC_MMAP_THRESHOLD_", "262144", 0)
        unsafe _ = setenv("MALLOC_TOP_PAD_", "4194304", 0)
    }

    /// Processes started from now on end at once when they crash. Without this Swift's runtime first examines them for
    /// a second, and what is killed by such a signal from outside goes on as if nothing had been. A value that the user
    /// has set stays.
    package static func makeChildrenEndWhenTheyCrash() { unsafe _ = setenv("SWIFT_BACKTRACE", "enable=no", 0) }

    /// The number of the process that started this one; another once that has ended.
    package static var parentIdentifier: Int32 { getppid() }

    /// Seconds of a clock that all processes of this machine share and nobody sets.
    package static var monotonicSeconds: Double {
        var time = timespec()
        unsafe _ = clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Gives standard streams that were closed at the start something to stand on that takes no bytes: the next file
    /// opened would take their number otherwise, and get what is meant for a person.
    package static func occupyStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is taken, which is this one.
            unsafe _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Ends this process.
    package static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

    /// From now on a Ctrl-C at the terminal does not reach this process: whoever started it ends it.
    package static func ignoreInterrupts() { _ = signal(SIGINT, SIG_IGN) }
}
