package import CEKernel
internal import HostSystem

/// What ends a scenario from outside, whatever its virtual clock says.
package struct RunLimits: Sendable {
    /// How long a scenario may take on the host, in seconds.
    package var seconds: Double
    /// When a scenario has to be over, on `Host.monotonicSeconds`; nil when its time begins with its run.
    package var deadline: Double?
    /// Whether somebody wants the run to end.
    package var isInterrupted: @Sendable () -> Bool

    /// Ten minutes: the longest scenarios take seconds, and virtual time ends a guest that does not.
    package static let defaultSeconds = 600.0

    package init(
        seconds: Double = defaultSeconds, deadline: Double? = nil,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.seconds = seconds
        self.deadline = deadline
        self.isInterrupted = isInterrupted
    }

    /// What is to be asked during a run that begins now.
    /// - Parameter onTurn: told whenever it is asked.
    package func watch(onTurn: @escaping () -> Void = {}) -> any RunLimit {
        RunWatch(end: deadline ?? Host.monotonicSeconds + seconds, isInterrupted: isInterrupted, onTurn: onTurn)
    }
}

/// Ends a run at a time of the host, or when somebody wants it to end.
private final class RunWatch: RunLimit {
    private let end: Double
    private let isInterrupted: @Sendable () -> Bool
    private let onTurn: () -> Void

    init(end: Double, isInterrupted: @escaping @Sendable () -> Bool, onTurn: @escaping () -> Void) {
        self.end = end
        self.isInterrupted = isInterrupted
        self.onTurn = onTurn
    }

    var isReached: Bool {
        onTurn()
        return isInterrupted() || Host.monotonicSeconds > end
    }
}
