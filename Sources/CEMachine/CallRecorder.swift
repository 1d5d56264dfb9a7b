import CEKernel
import Unicorn

/// Tells of every call when it has ended, and of one that waits or runs guest code when it begins to, too.
final class CallRecorder: MachineObserver {
    let events: MachineEvents = [.calls, .refusals]
    private unowned let kernel: Kernel
    private let onCall: (CallRecord) -> Void
    /// Calls that have begun and not ended, by serial number.
    private var open: [UInt64: CallRecord] = [:]

    init(_ kernel: Kernel, onCall: @escaping (CallRecord) -> Void) {
        self.kernel = kernel
        self.onCall = onCall
    }

    func observe(_ event: MachineEvent) {
        switch event {
        case .callBegan(let call, let thread): open[call.serial] = record(of: call, thread)
        case .callHandled(let call):
            guard let record = open[call.serial] else { return }
            open[call.serial]?.wasAnnounced = true
            onCall(record)
        case .callRefused(let call, let thread):
            open[call.serial]?.refusal = kernel.control.explainer?.refusal(call, thread).text
        case .callEnded(let call, let outcome):
            guard var record = open.removeValue(forKey: call.serial) else { return }
            record.ended = kernel.engine.instructions
            record.outcome = outcome
            onCall(record)
        default: break
        }
    }

    private func record(of call: PendingCall, _ thread: Thread) -> CallRecord {
        let description = kernel.calling.table.calls[call.index].description
        return CallRecord(
            function: description.name, number: kernel.calling.trace.count(of: call.index),
            instructions: kernel.engine.instructions, clock: kernel.board.clock, process: thread.current.name,
            site: kernel.namedPlace(kernel.place(of: thread), thread, isReturn: true),
            arguments: ArgumentText.arguments(of: description, thread, kernel), result: description.result)
    }
}
