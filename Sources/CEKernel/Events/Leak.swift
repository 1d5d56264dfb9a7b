package import CEMemory
package import GuestAddress

/// Something that nobody gave back: one of a kind, or several that one place took.
package struct Leak: Hashable, Sendable, Codable {
    package enum Reason: String, Hashable, Sendable, Codable {
        case processExit = "process exit"
        case driverUnload = "driver unload"
        case scenarioEnd = "scenario end"
    }

    package enum Subject: Hashable, Sendable, Codable {
        /// The range, and what would have freed it. Of several it is the first one.
        case reservation(AddressRange<VirtualAddress>, ReleaseCall)
        case handle(HandleKind)
        /// Bytes of all of them.
        case heapBlock(bytes: UInt64)
        case held(Holdings.Kind)

        /// What several must have in common to be told as one.
        package enum Kind: Hashable, Sendable, Codable {
            case reservation(ReleaseCall)
            case handle(HandleKind)
            case held(Holdings.Kind)
        }

        package var kind: Kind {
            switch self {
            case .reservation(_, let call): .reservation(call)
            case .handle(let kind): .handle(kind)
            case .heapBlock: .held(.heapBlock)
            case .held(let kind): .held(kind)
            }
        }
    }

    package var process: String
    package var subject: Subject
    /// Who took it.
    package var createdBy: CallSite
    package var reason: Reason
    /// Whether the process itself took it: the kernel takes that back at its end.
    package var isOwn: Bool
    /// How many there are.
    package var count = 1
    /// Of what a driver that stays loaded keeps of each call: `by 1 with each ReadFile`.
    package var growth: String?

    /// Whether the end of its process gives it back whole: a handle that is closed then.
    package var isGivenBack: Bool {
        if case .handle = subject { isOwn } else { false }
    }

    init(process: String, reservation: Reservation, reason: Reason, isOwn: Bool = false) {
        self.isOwn = isOwn
        self.process = process
        subject = .reservation(reservation.range, reservation.releasedBy)
        createdBy = reservation.creator
        self.reason = reason
    }

    init(process: String, _ subject: Subject, of site: CallSite, count: Int, reason: Reason, isOwn: Bool = false) {
        self.process = process
        self.subject = subject
        createdBy = site
        self.count = count
        self.reason = reason
        self.isOwn = isOwn
    }
}
