internal import Glibc
internal import Synchronization

private let isOn = Atomic<Bool>(false)
private let exitStatus = Atomic<Int32>(1)
private let messageStart = Atomic<UInt>(0)
private let messageCount = Atomic<Int>(0)

/// Ends the program when it is busy for too long with something that asks nobody, such as a write to a pipe that nobody
/// reads.
@safe
package enum Watchdog {
    /// The program is a program of its own, which may be ended; without this nothing is watched.
    package static func enable() {
        var action = sigaction()
        // SAFETY: the handler uses only what may be used in one: constant text, write and _exit.
        unsafe action.__sigaction_handler.sa_handler = { _ in
            let start = unsafe UnsafeRawPointer(bitPattern: messageStart.load(ordering: .relaxed))
            unsafe _ = Glibc.write(STDERR_FILENO, start, messageCount.load(ordering: .relaxed))
            _exit(exitStatus.load(ordering: .relaxed))
        }
        unsafe sigaction(SIGALRM, &action, nil)
        isOn.store(true, ordering: .relaxed)
    }

    /// From now on the program ends in so many seconds unless this is called again, or `rest`.
    /// - Parameters:
    ///   - message: a line for standard error.
    ///   - status: the exit status.
    ///   - seconds: above 0.
    package static func watch(_ message: StaticString, status: Int32, seconds: Double) {
        guard isOn.load(ordering: .relaxed) else { return }
        // SAFETY: the text of a literal stays where it is.
        messageStart.store(UInt(bitPattern: unsafe message.utf8Start), ordering: .relaxed)
        messageCount.store(message.utf8CodeUnitCount, ordering: .relaxed)
        exitStatus.store(status, ordering: .relaxed)
        set(max(0.001, min(seconds, 1e8)))
    }

    /// Nothing is watched any more.
    package static func rest() { if isOn.load(ordering: .relaxed) { set(0) } }

    private static func set(_ seconds: Double) {
        var timer = itimerval()
        timer.it_value.tv_sec = Int(seconds)
        timer.it_value.tv_usec = Int((seconds - seconds.rounded(.down)) * 1e6)
        unsafe _ = setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
    }
}
