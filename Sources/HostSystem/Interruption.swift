internal import Glibc
internal import Synchronization

private let requested = Atomic<Bool>(false)

/// The wish of the person at the terminal, or of the CI system, that the program comes to an end.
package enum Interruption {
    private static let numbers = [SIGINT, SIGTERM, SIGHUP]

    /// From now on the first SIGINT, SIGTERM or SIGHUP only sets `isRequested`; a second one ends the program as usual.
    /// A SIGHUP that is ignored, as nohup has it, stays so.
    package static func observe() {
        for number in numbers {
            if number == SIGHUP, isIgnored(number) { continue }
            var action = sigaction()
            unsafe action.__sigaction_handler.sa_handler = { _ in requested.store(true, ordering: .relaxed) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            unsafe sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        let handler = signal(number, SIG_IGN)
        // SAFETY: handlers are addresses of functions, or one of a few small numbers; SIG_IGN is 1.
        let isIgnored = unsafe unsafeBitCast(handler, to: Int.self) == 1
        if !isIgnored { _ = signal(number, handler) }
        return isIgnored
    }

    /// From now on `isRequested` is set by whoever has started this process, see `ChildProcess.requestEnd`. A signal of
    /// its own: nobody else sends it by chance.
    package static func observeWish() {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in requested.store(true, ordering: .relaxed) }
        action.sa_flags = SA_RESTART
        unsafe sigaction(SIGUSR1, &action, nil)
    }

    /// From now on the signals end the program as usual.
    package static func stopObserving() {
        for number in numbers where number != SIGHUP || !isIgnored(number) { _ = signal(number, SIG_DFL) }
    }

    /// Whether a signal came.
    package static var isRequested: Bool { requested.load(ordering: .relaxed) }
}
