/// What becomes of a thread that calls a function which nobody provides.
public enum MissingMode: String, Hashable, Sendable, CaseIterable, Codable {
    /// It meets a fault that names the function.
    case stop
    /// The call returns 0.
    case zero
    /// The call returns what its kind of function returns for a failure, with ERROR_CALL_NOT_IMPLEMENTED.
    case fail
}

/// A missing function that was called.
public struct MissingCall: Hashable, Sendable, Codable {
    /// `COREDLL.dll function RegisterAPISet (ordinal 635)`.
    public let function: String
    public internal(set) var count: Int
    /// The first places that called it, each once.
    public internal(set) var callers: [String]
    /// How often it had been called when it was told last.
    var toldCount = 0

    static let mostCallers = 8

    mutating func note(_ caller: String) {
        count += 1
        if callers.count < Self.mostCallers, !callers.contains(caller) { callers.append(caller) }
    }

    /// `…: missing, called 2 times from svc.dll+0x1a20, svc.dll+0x1a38`.
    package var text: String {
        let times = count == 1 ? "once" : "\(count) times"
        let more = callers.count == Self.mostCallers ? " and perhaps others" : ""
        return "\(function): missing, called \(times) from \(callers.joined(separator: ", "))\(more)"
    }
}
