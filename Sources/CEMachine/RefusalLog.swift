import CEKernel
import CEMemory

/// The calls of a run that failed: each cause once, with how often it came. Of a guest that is refused for ever new
/// reasons the first ones tell enough.
struct RefusalLog: Codable {
    private static let capacity = 1000

    /// What makes two refusals one: the calling code, its process, the function and the error.
    private struct Cause: Hashable, Codable {
        let function: Int
        let place: UInt32
        let process: UInt32
        let error: UInt32
        /// The rule that was broken, or that a fault answered, or nothing.
        let rule: String
        /// The source that a mapping named, or 0.
        let source: UInt32
    }

    private(set) var refusals: [Refusal] = []
    private var positions: [Cause: Int] = [:]

    /// The explanation is made of the first refusal of a cause only.
    mutating func add(_ call: RefusedCall, _ thread: CEKernel.Thread, _ kernel: Kernel) {
        let cause = Cause(
            function: call.index, place: kernel.place(of: thread), process: thread.current.id, error: call.error,
            rule: call.fault.map { "fault in \($0.method)" } ?? call.broken?.name ?? call.rule?.name ?? "",
            source: call.rule?.source ?? 0)
        if let position = positions[cause] {
            if refusals.indices.contains(position) { refusals[position].count += 1 }
            return
        }
        guard refusals.count < Self.capacity, let refusal = kernel.control.explainer?.refusal(call, thread) else {
            return
        }
        positions[cause] = refusals.count
        refusals.append(refusal)
    }
}
