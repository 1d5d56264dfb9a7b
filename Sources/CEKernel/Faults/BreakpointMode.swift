import CEMemory
import GuestAddress
import Unicorn

/// What becomes of a thread that meets a breakpoint which none of its handlers takes.
public enum BreakpointMode: String, Hashable, Sendable, CaseIterable, Codable {
    /// It goes on behind the breakpoint, as if a debugger had said so.
    case go
    /// The run ends there.
    case stop
}
