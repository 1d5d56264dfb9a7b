internal import Glibc
internal import Synchronization

private let requested = Atomic<Bool>(false)

/// The wish of the person at the terminal, or of the CI system, that the program comes to an end.
package enum Interruption {
    /// From now on the first SIGINT or SIGTERM only sets `isRequested`; a second one ends the program as usual.
    package static func observe() {
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { _ in requested.store(true, ordering: .relaxed) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            unsafe sigaction(number, &action, nil)
        }
    }

    /// From now on `isRequested` is set by whoever has started this process, see `ChildProcess.requestEnd`. A signal of
    /// its own: nobody else sends it by chance.
    package static func observeWish() {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in requested.store(true, ordering: .relaxed) }
        action.sa_flags = SA_RESTART
        unsafe sigaction(SIGUSR1, &action, nil)
    }

    /// From now on SIGINT and SIGTERM end the program as usual.
    package static func stopObserving() {
        for number in [SIGINT, SIGTERM] { _ = signal(number, SIG_DFL) }
    }

    /// Whether a signal came.
    package static var isRequested: Bool { requested.load(ordering: .relaxed) }
}
