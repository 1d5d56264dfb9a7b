import CEDiagnosis
import CEKernel
import CEMemory
import Diagnostics
import GuestAddress
import SavedState
import Unicorn

extension Checker {
    static let lockOrder = Checker(
        id: "CE0844", name: "lock-order", title: "locks that are taken in two orders",
        explanation:
            "One place takes a critical section or a mutex while it holds another, and elsewhere the other is taken "
            + "while the first is held, perhaps by way of a third. Nothing has happened yet: two threads that come to "
            + "the two places at once wait for each other for ever. TryEnterCriticalSection and a wait without a "
            + "timeout of their own take a lock, and wait for none.",
        example: Example(
            bad: "A: Enter(queue); Enter(device);   B: Enter(device); Enter(queue);",
            good: "A: Enter(queue); Enter(device);   B: Enter(queue); Enter(device);"),
        isForVerification: true,
        make: { LockOrderChecker($0) })
}

/// Reports orders of locks that contradict each other.
final class LockOrderChecker: RunningChecker {
    /// A call that gives a lock when it succeeds.
    private struct Taking: Codable {
        let thread: UInt32
        /// Nil of CreateMutexW, whose result says it.
        let lock: LockGraph.Lock?
        let site: CallSite
        let process: UInt32
    }

    private let calls: [Int: String]
    private var graph = LockGraph()
    private var taking: [UInt64: Taking] = [:]

    init(_ setup: CheckerSetup) {
        calls = setup.positions([
            "EnterCriticalSection", "TryEnterCriticalSection", "LeaveCriticalSection", "InitializeCriticalSection",
            "DeleteCriticalSection", "WaitForSingleObject", "ReleaseMutex", "CreateMutexW",
        ])
        super.init(.lockOrder, setup, [.calls, .ends])
    }

    override func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread): if let name = calls[call.index] { begin(name, call, thread) }
        case .callEnded(let call, let outcome):
            guard !taking.isEmpty, let made = taking.removeValue(forKey: call.serial) else { return }
            end(made, calls[call.index] ?? "", outcome)
        case .threadEnded(let thread): graph.forget(thread: thread.id)
        default: break
        }
    }

    // MARK: Calls

    private func begin(_ name: String, _ call: PendingCall, _ thread: Thread) {
        let first = thread.registers.r[0]
        switch name {
        case "EnterCriticalSection": take(kernel.section(first, thread), waits: true, call, thread)
        case "TryEnterCriticalSection": take(kernel.section(first, thread), waits: false, call, thread)
        case "LeaveCriticalSection": graph.left(thread.id, kernel.section(first, thread))
        case "InitializeCriticalSection", "DeleteCriticalSection": graph.forget(kernel.section(first, thread))
        case "WaitForSingleObject":
            if let mutex = kernel.mutex(first, of: thread.current) {
                take(mutex, waits: thread.registers.r[1] != 0, call, thread)
            }
        case "ReleaseMutex": if let mutex = kernel.mutex(first, of: thread.current) { graph.left(thread.id, mutex) }
        default: if thread.registers.r[1] != 0 { take(nil, waits: false, call, thread) }
        }
    }

    private func take(_ lock: LockGraph.Lock?, waits: Bool, _ call: PendingCall, _ thread: Thread) {
        let site = kernel.site(of: call, thread)
        if waits, let lock {
            for conflict in graph.asks(thread.id, for: lock, at: site) { tell(conflict, lock, thread) }
        }
        taking[call.serial] = Taking(thread: thread.id, lock: lock, site: site, process: thread.current.id)
    }

    private func end(_ made: Taking, _ name: String, _ outcome: CallRecord.Outcome) {
        guard let result = kernel.result(ofTaking: name, outcome) else { return }
        let lock =
            made.lock
            ?? kernel.processes.all.last { $0.id == made.process }.flatMap { kernel.mutex(result, of: $0) }
        if let lock { graph.got(made.thread, lock, at: made.site) }
    }

    private func tell(_ conflict: LockGraph.Conflict, _ lock: LockGraph.Lock, _ thread: Thread) {
        let way = conflict.next == conflict.held ? "" : ", and from there other places come back to here"
        emit(
            .warning, process: thread.current.name, place: kernel.describe(conflict.now.second),
            "\(kernel.text(of: lock)) is taken while \(kernel.text(of: conflict.held)) is held, taken by "
                + "\(kernel.describe(conflict.now.first)); \(kernel.describe(conflict.before.second)) takes "
                + "\(kernel.text(of: conflict.next)) while \(kernel.text(of: lock)) is held, taken by "
                + "\(kernel.describe(conflict.before.first))\(way)",
            hint: "take these locks in one order everywhere: two threads at the two places wait for each other")
    }

    override class var hostProperties: Set<String> { super.hostProperties.union(["calls"]) }

    override func carry(_ state: StateCarrier) throws {
        try state.carry(&graph)
        try state.carry(&taking)
        guard graph.isSound else { throw StateError.malformed("the order of locks") }
    }
}
