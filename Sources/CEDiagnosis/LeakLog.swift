package import CEKernel
import CEMemory
import GuestAddress

/// The leaks of a run: each cause once, with how much of it there was. Of a guest that leaks from ever new places the
/// first ones tell enough.
package struct LeakLog: Codable {
    private static let capacity = 10_000

    /// What makes two leaks one: the same code took the same kind of thing, and it was missed on the same occasion.
    private struct Cause: Hashable, Codable {
        let process: String
        let kind: Leak.Subject.Kind
        let function: String
        /// Module and offset: an image may lie elsewhere each time.
        let place: String
        let reason: Leak.Reason
        let isOwn: Bool
        let growth: String?
    }

    package private(set) var leaks: [Leak] = []
    private var positions: [Cause: Int] = [:]

    package init() {}

    /// - Returns: the position of the leak among all, and whether it is a new one; nil when there are too many.
    @discardableResult
    package mutating func add(_ leak: Leak, _ kernel: Kernel) -> (position: Int, isNew: Bool)? {
        let cause = Cause(
            process: leak.process, kind: leak.subject.kind, function: leak.createdBy.function,
            place: kernel.loader.history.offset(of: leak.createdBy) ?? hexadecimal(leak.createdBy.returnAddress),
            reason: leak.reason, isOwn: leak.isOwn, growth: leak.growth)
        if let position = positions[cause], leaks.indices.contains(position) {
            leaks[position].count &+= leak.count
            if case .heapBlock(let bytes) = leak.subject, case .heapBlock(let before) = leaks[position].subject {
                leaks[position].subject = .heapBlock(bytes: before &+ bytes)
            }
            return (position, false)
        }
        guard leaks.count < Self.capacity else { return nil }
        positions[cause] = leaks.count
        leaks.append(leak)
        return (leaks.count - 1, true)
    }
}
