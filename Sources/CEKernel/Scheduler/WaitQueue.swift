package import SavedState

/// What objects that are waited for know of a thread.
package class Waiter {
    package let id: UInt32
    /// 0 is the highest; CE's default is 251.
    package var priority = standardPriority
    static let standardPriority = 251
    /// What it exited with; nil while it lives.
    package internal(set) var exitCode: UInt32?
    package var ownedMutexes: [Mutex] = []

    /// Where the call returns to that it makes.
    package var place: UInt32 { 0 }

    init(id: UInt32) { self.id = id }
}

/// The threads that wait for one object, in order of arrival.
package struct WaitQueue {
    /// Unowned: the kernel holds every thread that has not ended, and one that ends waits for nothing any more.
    private struct Entry {
        unowned let waiter: Waiter
    }

    private var entries: [Entry] = []

    package init() {}

    package mutating func add(_ waiter: Waiter) { entries.append(Entry(waiter: waiter)) }
    /// Takes out one place of a waiter's.
    mutating func remove(_ waiter: Waiter) {
        if let index = entries.firstIndex(where: { $0.waiter === waiter }) { entries.remove(at: index) }
    }
    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }

    /// All of them in the order in which `next` would give them.
    var inOrder: [Waiter] {
        entries.enumerated().sorted {
            ($0.element.waiter.priority, $0.offset) < ($1.element.waiter.priority, $1.offset)
        }.map(\.element.waiter)
    }

    /// The one of the highest priority that has waited longest.
    package var next: Waiter? {
        guard var best = entries.first?.waiter else { return nil }
        for entry in entries where entry.waiter.priority < best.priority { best = entry.waiter }
        return best
    }
}

/// What a thread can wait for.
package protocol Waitable: SavedObject {
    var waiters: WaitQueue { get set }
    /// Takes the signal for a thread, if there is one: an automatic event is reset, a mutex is owned.
    func consume(for waiter: Waiter) -> Bool
}

extension WaitQueue: Codable {
    package init(from decoder: any Decoder) throws {
        entries = try decoder.singleValueContainer().decode([AnySavedObject].self).map {
            guard let waiter = $0.object as? Waiter else { throw StateError.malformed("a waiter that is no thread") }
            return Entry(waiter: waiter)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(entries.compactMap { $0.waiter as? any SavedObject }.map { AnySavedObject($0) })
    }
}
