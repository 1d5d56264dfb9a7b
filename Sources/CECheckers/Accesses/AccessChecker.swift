import CEKernel
import CEMemory
internal import Diagnostics
import Unicorn

/// A checker that sees accesses to shared memory. To be derived from.
class AccessChecker: RunningChecker {
    unowned let watcher: AccessWatcher

    override init(
        _ checker: Checker, _ setup: CheckerSetup, _ events: MachineEvents, memory memoryEvents: MemoryEvents = []
    ) {
        watcher = setup.accesses
        super.init(checker, setup, events, memory: memoryEvents)
    }

    final func emit(_ severity: Severity, _ actor: Actor, _ message: String, hint: String?) {
        emit(
            severity, process: watcher.process(of: actor),
            place: watcher.describe(actor, at: kernel.engine.instructions), message, hint: hint)
    }

    override final func overran() {
        guard watcher.isNews(-1, of: self, at: .kernel) else { return }
        emit(
            .note, .kernel,
            "more than \(SharedFrames.capacity) shared pages were touched; the others are not looked at",
            hint: nil)
    }
}
