/// What becomes of a run in which the guest has called the host.
public enum TrapAnswer {
    /// The run goes on where `Engine.goOn` was told.
    case goOn
    /// The call was answered, and the run ends.
    case answered
    /// Nobody has answered: the run ends with a prefetch abort at the address.
    case none
}

/// Answers the calls of the host that guests make at the addresses of `Engine.answerTraps`. A class to be derived from,
/// as `AccessObserver` is.
open class TrapAnswerer {
    public init() {}

    /// Called from inside a run, which must not be begun anew. The registers are those at the call, but for PC.
    /// - Parameter address: the address that the guest has branched to.
    open func answer(trapAt address: UInt32) -> TrapAnswer { .none }
}
