/// What a scenario makes of a call.
public enum CallEffect: Hashable, Sendable, Codable {
    /// The call fails with this code, without being made.
    case failure(UInt32)
    /// The process on whose behalf the call is made ends once it has been made.
    case termination
    /// A copy-map shows so many bytes of its range only, in whole pages; the rest stays reserved. The call succeeds all the same.
    case truncation(UInt32)

    /// The calls that can be truncated.
    public static let copyMaps = ["VirtualCopy", "VirtualCopyEx", "VirtualAllocCopyEx", "MmMapIoSpace"]
}

/// Something that a scenario makes happen at a call.
struct CallInjection: Hashable, Sendable, Codable {
    /// Which of the calls that count, from 1.
    let nth: Int
    let origin: CallOrigin
    let effect: CallEffect
    /// Calls so far that count.
    private var seen = 0

    init(nth: Int, origin: CallOrigin, effect: CallEffect) {
        self.nth = nth
        self.origin = origin
        self.effect = effect
    }

    /// Whether its call has been made.
    var hasHappened: Bool { seen >= nth }

    /// Counts a call; true when it is the one.
    mutating func isDue(by code: CallingCode) -> Bool {
        guard code.isCovered(by: origin) else { return false }
        seen += 1
        return seen == nth
    }
}
