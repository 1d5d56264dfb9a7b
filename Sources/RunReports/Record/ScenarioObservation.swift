package import Diagnostics
package import GuestAddress
package import JSON
package import MachineTerms

/// What a run of a scenario did, as far as expectations and reports look at it.
package struct ScenarioObservation: Hashable, Sendable {
    /// How the run ended.
    package enum Ending: Hashable, Sendable {
        /// Every process ended by itself.
        case completed
        /// The virtual timeout passed.
        case timeout
        /// Every thread waits for something that cannot happen any more.
        case deadlock
        /// A process ended by an exception that nobody handled, or the kernel stopped.
        case crashed(String)
    }

    /// A process that ran.
    package struct Process: Hashable, Sendable {
        package var name: String
        package var id: UInt32
        /// Nil while it runs.
        package var exitCode: UInt32?

        package init(name: String, id: UInt32, exitCode: UInt32?) {
            self.name = name
            self.id = id
            self.exitCode = exitCode
        }
    }

    /// An access or instruction that could not be done.
    package struct Fault: Hashable, Sendable {
        package var kind: FaultKind
        package var process: String
        package var reason: FaultReason
        /// The whole report, several lines.
        package var text: String
        /// Whether somebody handled it: the caller of a driver that faulted, or an exception handler.
        package var isHandled: Bool
        /// The parts of the report by name: addresses, registers, table walk, owner, callers, hint.
        package var details: JSONValue

        package init(
            kind: FaultKind, process: String, reason: FaultReason, text: String, isHandled: Bool = false,
            details: JSONValue = .object([])
        ) {
            self.kind = kind
            self.process = process
            self.reason = reason
            self.text = text
            self.isHandled = isHandled
            self.details = details
        }
    }

    /// What a checker has to say.
    package struct Finding: Hashable, Sendable {
        /// The stable name, `CE0802`.
        package var id: String
        package var severity: Severity
        package var process: String
        /// `smd.dll+0x1234 in VirtualFree`.
        package var place: String
        package var message: String
        package var hint: String?
        /// How often the same code did it.
        package var count: Int

        package init(
            id: String, severity: Severity, process: String, place: String, message: String, hint: String?,
            count: Int = 1
        ) {
            self.count = count
            self.id = id
            self.severity = severity
            self.process = process
            self.place = place
            self.message = message
            self.hint = hint
        }

        /// The lines for a person: place, what, name, and what to do.
        package var text: String {
            "\(place): \(severity): \(message) [\(id)]" + (count > 1 ? ", \(count) times" : "")
                + (hint.map { "\n  hint: \($0)" } ?? "")
        }
    }

    /// How often a kernel call was made.
    package struct Call: Hashable, Sendable {
        package var name: String
        package var count: Int
        package var failed: Int
        package var lastReturn: UInt32?

        package init(name: String, count: Int, failed: Int, lastReturn: UInt32?) {
            self.name = name
            self.count = count
            self.failed = failed
            self.lastReturn = lastReturn
        }
    }

    /// A function that nobody provides and that was called all the same.
    package struct MissingCall: Hashable, Sendable {
        /// `COREDLL.dll function RegisterAPISet (ordinal 635)`.
        package var function: String
        package var count: Int
        /// The first places that called it.
        package var callers: [String]

        package init(function: String, count: Int, callers: [String]) {
            self.function = function
            self.count = count
            self.callers = callers
        }
    }

    /// A dynamic mapping that existed at some time.
    package struct Mapping: Hashable, Sendable {
        package var process: String
        package var virtual: AddressRange<VirtualAddress>
        package var physical: AddressRange<PhysicalAddress>?
        package var kind: MappingKind
        /// The PAGE_… flags.
        package var attributes: String
        /// The call and caller that made it.
        package var createdBy: String
        /// The call and caller that released it, or nil while it is there.
        package var releasedBy: String?
        /// Virtual time, nanoseconds.
        package var createdAt: UInt64
        package var releasedAt: UInt64?

        package init(
            process: String, virtual: AddressRange<VirtualAddress>, physical: AddressRange<PhysicalAddress>?,
            kind: MappingKind, attributes: String, createdBy: String, releasedBy: String?, createdAt: UInt64,
            releasedAt: UInt64?
        ) {
            self.process = process
            self.virtual = virtual
            self.physical = physical
            self.kind = kind
            self.attributes = attributes
            self.createdBy = createdBy
            self.releasedBy = releasedBy
            self.createdAt = createdAt
            self.releasedAt = releasedAt
        }
    }

    package var ending: Ending
    package var output: [String]
    /// Who has printed it: every line belongs to one entry, in order. Empty in results of older versions.
    package var outputEntries: [OutputEntry] = []
    package var processes: [Process]
    /// What the kernel said while it booted; the output does not repeat it.
    package var bootLog: [String]
    /// Images that should have been started and could not be.
    package var notStarted: [String]
    /// Drivers whose activation failed.
    package var notActivated: [String]
    package var faults: [Fault]
    /// A line for each place that leaked, with how many things it left.
    package var leaks: [String]
    /// How many things are left over; nil in results of older versions, and without any.
    package var leakCount: Int?
    package var findings: [Finding] = []
    /// Calls that failed, each cause once, in the order of their first.
    package var refusals: [Refusal] = []
    /// The rules of the map of board and scenario, in order.
    package var mapRules: [MapRule] = []
    /// One line for each injection whose call was never made: it tested nothing.
    package var notInjected: [String] = []
    /// The threads of a run in which interrupts came, or that ended before its time.
    package var threads: [Thread] = []
    /// The schedule that threads took turns by, as `--schedule` takes it; nil when quanta decided.
    package var schedule: String?
    /// The numbers of its switches by which somebody got the core, and where the thread was that made room.
    package var switches: [Switch] = []
    /// Circles of threads that waited for each other when the run ended before its time, each drawn in lines.
    package var waitCircles: [String] = []
    /// Threads of such a run that are not told of.
    package var untoldThreads = 0
    /// Who was at work when in a run in which interrupts came.
    package var lanes: [Lane] = []
    /// What the board's screens showed at the end.
    package var pictures: [Picture] = []
    /// How deep stacks were, when a checker looked.
    package var stacks: [Stack] = []
    package var calls: [Call]
    /// Functions that were called and that nobody provides, in the order in which images import them.
    package var missingCalls: [MissingCall] = []
    package var mappings: [Mapping]
    package var ledger: [LedgerFigure]
    /// The ledger by process: the uses of each process one after the other, the total first.
    package var processLedger: [LedgerAccount] = []
    /// The ledger by process and call, in the order in which the calls took their first page.
    package var siteLedger: [LedgerAccount] = []
    /// The pages that somebody has or had at the end, by address.
    package var pages: [Pages] = []
    /// Page-table words that mappings wrote, and that they cleared; nil in results of older versions.
    package var tableWords: UInt64?
    package var tableWordsCleared: UInt64?
    /// Invalidations of the whole TLB; nil in results of older versions.
    package var tlbInvalidations: UInt64?
    /// Guest instructions.
    package var instructions: UInt64
    package var virtualNanoseconds: UInt64
    /// A hash over every kernel call with its arguments and time: equal runs have equal hashes.
    package var traceHash: UInt64

    /// How many things are left over.
    package var leakTotal: Int { leakCount ?? leaks.count }

    package init(
        ending: Ending = .completed, output: [String] = [], processes: [Process] = [],
        notStarted: [String] = [], notActivated: [String] = [], faults: [Fault] = [],
        leaks: [String] = [], calls: [Call] = [], mappings: [Mapping] = [], ledger: [LedgerFigure] = [],
        instructions: UInt64 = 0, virtualNanoseconds: UInt64 = 0, traceHash: UInt64 = 0, bootLog: [String] = []
    ) {
        self.ending = ending
        self.output = output
        self.processes = processes
        self.notStarted = notStarted
        self.notActivated = notActivated
        self.faults = faults
        self.leaks = leaks
        self.calls = calls
        self.mappings = mappings
        self.ledger = ledger
        self.instructions = instructions
        self.virtualNanoseconds = virtualNanoseconds
        self.traceHash = traceHash
        self.bootLog = bootLog
    }
}
