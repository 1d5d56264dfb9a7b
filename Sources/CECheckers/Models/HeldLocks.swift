import CEKernel
import CEMemory

/// Which thread holds which locks, in the order in which it took them.
struct HeldLocks: Codable {
    struct Held: Codable {
        let lock: LockGraph.Lock
        let site: CallSite
        var depth = 1
        /// Whether it was told that somebody has left it behind.
        var isTold = false
    }

    /// Locks of one thread that are followed.
    private static let most = 64

    private var held: [UInt32: [Held]] = [:]

    func count(of thread: UInt32) -> Int { held[thread]?.count ?? 0 }
    func isHeld(_ lock: LockGraph.Lock, by thread: UInt32) -> Bool {
        held[thread]?.contains { $0.lock == lock } ?? false
    }

    /// Those that a thread holds, but for the first ones, and that were not told before; they are from now on.
    mutating func takeUntold(of thread: UInt32, from first: Int) -> [Held] {
        var found: [Held] = []
        for index in (held[thread] ?? []).indices.dropFirst(first) where held[thread]?[index].isTold == false {
            held[thread]?[index].isTold = true
            if let lock = held[thread]?[index] { found.append(lock) }
        }
        return found
    }

    func locks(of thread: UInt32) -> [Held] { held[thread] ?? [] }

    mutating func take(_ lock: LockGraph.Lock, _ thread: UInt32, _ site: CallSite) {
        if let index = held[thread]?.lastIndex(where: { $0.lock == lock }) {
            held[thread]?[index].depth += 1
        } else if count(of: thread) < Self.most {
            held[thread, default: []].append(Held(lock: lock, site: site))
        }
    }

    mutating func leave(_ lock: LockGraph.Lock, _ thread: UInt32) {
        guard let index = held[thread]?.lastIndex(where: { $0.lock == lock }) else { return }
        held[thread]?[index].depth -= 1
        guard held[thread]?[index].depth == 0 else { return }
        held[thread]?.remove(at: index)
        if held[thread]?.isEmpty == true { held[thread] = nil }
    }

    /// A lock is no more.
    mutating func forget(_ lock: LockGraph.Lock) {
        for thread in held.keys { held[thread]?.removeAll { $0.lock == lock } }
    }

    mutating func forget(thread: UInt32) { held[thread] = nil }
}
