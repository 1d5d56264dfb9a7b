internal import Glibc

/// A program of the host that runs to its end, and what it wrote on standard output and standard error, in one text.
package final class CapturedProcess {
    /// What is kept of the output; a program that writes more is ended.
    private static let outputLimit = 16 << 20

    private let identifier: Int32
    private let output: Int32
    private var isWaitedFor = false

    /// Starts a program whose standard input is empty.
    /// - Parameters:
    ///   - executable: its path.
    ///   - arguments: without the program's name.
    /// - Throws: `FileError` when it cannot be started.
    package init(executable: String, arguments: [String]) throws(FileError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw FileAccess.lastError(executable) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        var words = unsafe ([executable] + arguments).map { word in
            unsafe HostPath.with(word) { unsafe strdup($0) }
        }
        unsafe words.append(nil)
        var child: pid_t = 0
        let status = unsafe HostPath.with(executable) { unsafe posix_spawn(&child, $0, &actions, nil, words, environ) }
        let count = unsafe words.count
        for index in 0..<count { unsafe free(words[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            let reason = unsafe String(cString: strerror(status)).lowercased()
            throw FileError(path: executable, reason: .system(reason))
        }
        identifier = child
        output = ends[0]
    }

    deinit {
        if !isWaitedFor { _ = end() }
        close(output)
    }

    /// Waits for the end of the program.
    /// - Returns: how it ended, and its output, in which bytes that are no UTF-8 are replaced.
    package func wait() -> (termination: ChildProcess.Termination, output: String) {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(output, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            text.append(contentsOf: chunk[..<count])
            if text.count > Self.outputLimit {
                kill(identifier, SIGKILL)
                break
            }
        }
        return (end(), String(decoding: text, as: UTF8.self))
    }

    private func end() -> ChildProcess.Termination {
        isWaitedFor = true
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        return ChildProcess.termination(status)
    }
}
