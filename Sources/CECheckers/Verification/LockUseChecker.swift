import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let lockUse = Checker(
        id: "CE0849", name: "lock-use", title: "a lock that is left behind, or is none",
        explanation:
            "A driver's function has returned, or a thread has ended, with a critical section or mutex that it took "
            + "and did not give back: the next who wants it waits for ever, or finds half-changed data. "
            + "LeaveCriticalSection of a thread that is not inside takes the lock from whoever is. A critical section "
            + "is made by InitializeCriticalSection before its first use and is none after DeleteCriticalSection; "
            + "one that is all zeros works until two threads meet.",
        example: Example(
            bad: "EnterCriticalSection(&lock);  if (!ready) return FALSE;  LeaveCriticalSection(&lock);",
            good: "EnterCriticalSection(&lock);  ok = ready;  LeaveCriticalSection(&lock);  return ok;"),
        isForVerification: true,
        make: { LockUseChecker($0) })
}

/// Reports locks that are not given back, and those that nobody has made.
final class LockUseChecker: RunningChecker {
    /// Critical sections that are remembered; what lies beyond is not judged.
    private static let mostSections = 65_536
    /// Calls inside one another that are followed.
    private static let mostMarks = 4096

    /// A call that gives a lock when it succeeds.
    private struct Taking: Codable {
        let thread: UInt32
        let lock: LockGraph.Lock
        let site: CallSite
    }

    private let calls: [Int: String]
    private var locks = HeldLocks()
    private var taking: [UInt64: Taking] = [:]
    /// Whether each critical section was made; false of one that was deleted.
    private var sections: [LockGraph.Lock: Bool] = [:]
    /// How many locks a thread held when the driver's function began.
    private var marks: [UInt32: [Int]] = [:]
    private var markCount = 0
    private var ending: Set<UInt32> = []

    init(_ setup: CheckerSetup) {
        calls = setup.positions([
            "EnterCriticalSection", "TryEnterCriticalSection", "LeaveCriticalSection", "InitializeCriticalSection",
            "DeleteCriticalSection", "WaitForSingleObject", "ReleaseMutex",
        ])
        super.init(.lockUse, setup, [.calls, .ends, .driverCalls])
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread): if let name = calls[call.index] { begin(name, call, thread) }
        case .callEnded(let call, let outcome):
            guard !taking.isEmpty, let made = taking.removeValue(forKey: call.serial) else { return }
            end(made, calls[call.index] ?? "", outcome)
        case .driverCalled(_, let thread):
            guard markCount < Self.mostMarks else { return }
            markCount += 1
            marks[thread.id, default: []].append(locks.count(of: thread.id))
        case .driverReturned(let work, let outcome, let thread): returned(work, outcome, thread)
        case .processEnds(let process): ending.insert(process.id)
        case .threadEnded(let thread): ended(thread)
        default: break
        }
    }

    // MARK: Calls

    private func begin(_ name: String, _ call: PendingCall, _ thread: Thread) {
        let first = thread.registers.r[0]
        let site = kernel.site(of: call, thread)
        if name == "WaitForSingleObject" || name == "ReleaseMutex" {
            guard let mutex = kernel.mutex(first, of: thread.current) else { return }
            guard name == "ReleaseMutex" else { return take(mutex, call, thread, site) }
            return locks.leave(mutex, thread.id)
        }
        let section = kernel.section(first, thread)
        switch name {
        case "InitializeCriticalSection": note(section, isMade: true)
        case "DeleteCriticalSection":
            check(section, site, thread)
            note(section, isMade: false)
            locks.forget(section)
        case "LeaveCriticalSection":
            check(section, site, thread)
            if sections[section] == true, !locks.isHeld(section, by: thread.id) {
                tell(
                    .error, site, thread, "\(kernel.text(of: section)) is left by a thread that is not inside",
                    "each EnterCriticalSection has one LeaveCriticalSection, of the same thread")
            }
            locks.leave(section, thread.id)
        default:
            check(section, site, thread)
            take(section, call, thread, site)
        }
    }

    private func note(_ section: LockGraph.Lock, isMade: Bool) {
        guard sections[section] != nil || sections.count < Self.mostSections else { return }
        sections[section] = isMade
    }

    private func take(_ lock: LockGraph.Lock, _ call: PendingCall, _ thread: Thread, _ site: CallSite) {
        taking[call.serial] = Taking(thread: thread.id, lock: lock, site: site)
    }

    private func end(_ made: Taking, _ name: String, _ outcome: CallRecord.Outcome) {
        guard kernel.result(ofTaking: name, outcome) != nil else { return }
        locks.take(made.lock, made.thread, made.site)
    }

    /// Whether a critical section is one that was made.
    private func check(_ section: LockGraph.Lock, _ site: CallSite, _ thread: Thread) {
        switch sections[section] {
        case true: return
        case false:
            tell(
                .error, site, thread, "\(kernel.text(of: section)) was deleted before",
                "DeleteCriticalSection comes when nobody uses it any more")
        case nil:
            guard sections.count < Self.mostSections else { return }
            // Told once.
            sections[section] = true
            tell(
                .warning, site, thread, "\(kernel.text(of: section)) was never made",
                "InitializeCriticalSection comes first")
        }
    }

    // MARK: Ends

    private func returned(_ work: DriverWork, _ outcome: DriverWork.Outcome, _ thread: Thread) {
        guard let mark = marks[thread.id]?.popLast() else { return }
        markCount -= 1
        if marks[thread.id]?.isEmpty == true { marks[thread.id] = nil }
        for held in locks.takeUntold(of: thread.id, from: mark) {
            emit(
                .error, process: thread.current.name, place: kernel.describe(held.site),
                "\(kernel.text(of: held.lock)) is still held when \(work.place) "
                    + (outcome == .abandoned ? "ends by an exception" : "returns"),
                hint: "leave it on every way out of the function: the next who wants it waits for ever")
        }
    }

    private func ended(_ thread: Thread) {
        markCount -= marks.removeValue(forKey: thread.id)?.count ?? 0
        for held in locks.takeUntold(of: thread.id, from: 0) {
            // What a process has for itself goes with it.
            if ending.contains(thread.owner.id), !isShared(held.lock, with: thread.owner) { continue }
            emit(
                .error, process: thread.owner.name, place: kernel.describe(held.site),
                "\(kernel.text(of: held.lock)) is still held when the thread 0x\(hexadecimal(thread.id)) ends",
                hint:
                    "leave it before the thread ends: the next who wants it waits for ever, or meets half-changed data")
        }
        locks.forget(thread: thread.id)
    }

    private func isShared(_ lock: LockGraph.Lock, with process: Process) -> Bool {
        switch lock {
        case .section(let key): key.process != process.number
        case .mutex(_, let owner): owner != process.id
        case .namedMutex: true
        }
    }

    private func tell(_ severity: Severity, _ site: CallSite, _ thread: Thread, _ message: String, _ hint: String) {
        emit(severity, process: thread.current.name, place: kernel.describe(site), message, hint: hint)
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["calls"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&locks)
        try state.carry(&taking)
        try state.carry(&sections)
        try state.carry(&marks)
        try state.carry(&markCount)
        try state.carry(&ending)
    }
}
