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
    func watch() -> () -> Bool {
        let end = deadline ?? Host.monotonicSeconds + seconds
        return { [isInterrupted] in isInterrupted() || Host.monotonicSeconds > end }
    }
}
