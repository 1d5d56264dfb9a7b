/// Something that a scenario makes happen at a call.
struct CallInjection: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        /// The call fails with this code, without being made.
        case failure(UInt32)
        /// The process on whose behalf the call is made ends once it has been made.
        case termination
    }

    /// Which call, from 1.
    let nth: Int
    /// The process whose code makes it, in lower case, or nil for any; NK.EXE stands for drivers.
    let process: String?
    let effect: Effect
    /// Calls so far that count.
    private var seen = 0

    init(nth: Int, process: String?, effect: Effect) {
        self.nth = nth
        self.process = process?.lowercased()
        self.effect = effect
    }

    /// Counts a call; true when it is the one.
    mutating func isDue(by caller: String) -> Bool {
        guard process == nil || process == caller.lowercased() else { return false }
        seen += 1
        return seen == nth
    }
}
