import Diagnostics
public import GuestAddress
public import JSON

/// What a run of a scenario did, as far as expectations and reports look at it.
public struct ScenarioObservation: Hashable, Sendable {
    /// How the run ended.
    public enum Ending: Hashable, Sendable {
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
    public struct Process: Hashable, Sendable {
        public var name: String
        public var id: UInt32
        /// Nil while it runs.
        public var exitCode: UInt32?

        public init(name: String, id: UInt32, exitCode: UInt32?) {
            self.name = name
            self.id = id
            self.exitCode = exitCode
        }
    }

    /// An access or instruction that could not be done.
    public struct Fault: Hashable, Sendable {
        /// `data-abort`, `prefetch-abort`, …
        public var kind: String
        public var process: String
        /// `translation`, `permission`, …
        public var reason: String
        /// The whole report, several lines.
        public var text: String
        /// Whether somebody handled it: the caller of a driver that faulted, or an exception handler.
        public var isHandled: Bool
        /// The parts of the report by name: addresses, registers, table walk, owner, callers, hint.
        public var details: JSONValue

        public init(
            kind: String, process: String, reason: String, text: String, isHandled: Bool = false,
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
    public struct Finding: Hashable, Sendable {
        /// The stable name, `CE0802`.
        public var id: String
        /// `error`, `warning` or `note`.
        public var severity: String
        public var process: String
        /// `smd.dll+0x1234 in VirtualFree`.
        public var place: String
        public var message: String
        public var hint: String?

        public init(id: String, severity: String, process: String, place: String, message: String, hint: String?) {
            self.id = id
            self.severity = severity
            self.process = process
            self.place = place
            self.message = message
            self.hint = hint
        }

        /// The lines for a person: place, what, name, and what to do.
        public var text: String {
            "\(place): \(severity): \(message) [\(id)]" + (hint.map { "\n  hint: \($0)" } ?? "")
        }
    }

    /// How often a kernel call was made.
    public struct Call: Hashable, Sendable {
        public var name: String
        public var count: Int
        public var failed: Int
        public var lastReturn: UInt32?

        public init(name: String, count: Int, failed: Int, lastReturn: UInt32?) {
            self.name = name
            self.count = count
            self.failed = failed
            self.lastReturn = lastReturn
        }
    }

    /// A dynamic mapping that existed at some time.
    public struct Mapping: Hashable, Sendable {
        public var process: String
        public var virtual: AddressRange<VirtualAddress>
        public var physical: AddressRange<PhysicalAddress>?
        /// `reserved`, `committed`, `physical` or `copied`.
        public var kind: String
        /// The PAGE_… flags.
        public var attributes: String
        /// The call and caller that made it.
        public var createdBy: String
        /// The call and caller that released it, or nil while it is there.
        public var releasedBy: String?
        /// Virtual time, nanoseconds.
        public var createdAt: UInt64
        public var releasedAt: UInt64?

        public init(
            process: String, virtual: AddressRange<VirtualAddress>, physical: AddressRange<PhysicalAddress>?,
            kind: String, attributes: String, createdBy: String, releasedBy: String?, createdAt: UInt64,
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

    /// A figure of the page ledger.
    public struct LedgerFigure: Hashable, Sendable {
        public var name: String
        public var start: Int
        public var peak: Int
        public var end: Int

        public init(name: String, start: Int, peak: Int, end: Int) {
            self.name = name
            self.start = start
            self.peak = peak
            self.end = end
        }
    }

    /// The pages of one process in one use, or those that one call took.
    public struct LedgerAccount: Hashable, Sendable {
        /// Whose pages they are.
        public var process: String
        public var processID: UInt32
        /// `total`, `kernel`, `pageTables`, `committed` or `shared`.
        public var use: String
        /// `smd.dll+0x1234 in VirtualAlloc`; nil of the sum over a process.
        public var site: String?
        public var start: Int
        public var peak: Int
        /// While the pool had the fewest free pages.
        public var fullest: Int
        public var end: Int

        public init(
            process: String, processID: UInt32, use: String, site: String? = nil, start: Int, peak: Int, fullest: Int,
            end: Int
        ) {
            self.process = process
            self.processID = processID
            self.use = use
            self.site = site
            self.start = start
            self.peak = peak
            self.fullest = fullest
            self.end = end
        }
    }

    /// Physical pages of the kernel's pool, one after the other, that have the same owner and history.
    public struct Pages: Hashable, Sendable {
        /// Who had them, until when.
        public struct Former: Hashable, Sendable {
            public var process: String
            /// The call that took them.
            public var site: String
            /// The call that gave them back; nil when the kernel did, at the end of a process.
            public var releasedBy: String?

            public init(process: String, site: String, releasedBy: String?) {
                self.process = process
                self.site = site
                self.releasedBy = releasedBy
            }
        }

        public var base: PhysicalAddress
        public var count: Int
        /// Whose they are; nil of free ones.
        public var process: String?
        /// `pageTables`, `kernel`, `committed` or `free`.
        public var use: String
        /// The call that took them.
        public var site: String?
        public var references: Int
        public var before: Former?

        public init(
            base: PhysicalAddress, count: Int, process: String?, use: String, site: String?, references: Int,
            before: Former?
        ) {
            self.base = base
            self.count = count
            self.process = process
            self.use = use
            self.site = site
            self.references = references
            self.before = before
        }
    }

    public var ending: Ending
    public var output: [String]
    public var processes: [Process]
    /// What the kernel said while it booted; the output does not repeat it.
    public var bootLog: [String]
    /// Images that should have been started and could not be.
    public var notStarted: [String]
    /// Drivers whose activation failed.
    public var notActivated: [String]
    public var faults: [Fault]
    /// One line a leak.
    public var leaks: [String]
    public var findings: [Finding] = []
    /// One line for each injection whose call was never made: it tested nothing.
    public var notInjected: [String] = []
    public var calls: [Call]
    public var mappings: [Mapping]
    public var ledger: [LedgerFigure]
    /// The ledger by process: the uses of each process one after the other, the total first.
    public var processLedger: [LedgerAccount] = []
    /// The ledger by process and call, in the order in which the calls took their first page.
    public var siteLedger: [LedgerAccount] = []
    /// The pages that somebody has or had at the end, by address.
    public var pages: [Pages] = []
    /// Guest instructions.
    public var instructions: UInt64
    public var virtualNanoseconds: UInt64
    /// A hash over every kernel call with its arguments and time: equal runs have equal hashes.
    public var traceHash: UInt64

    public init(
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

/// The memory of a machine that has stopped, as expectations read it.
public protocol ObservedMemory {
    /// The bytes at a physical address, or nil when no memory is there.
    func bytes(at address: PhysicalAddress, count: Int) -> [UInt8]?
    /// The bytes at a virtual address of a process, or nil when it is not mapped or there is no such process.
    func bytes(at address: VirtualAddress, count: Int, process: String) -> [UInt8]?
}
