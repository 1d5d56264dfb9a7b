package import SavedState

/// Where a thread keeps its place in a queue.
package protocol ThreadPlace {
    static func get(_ thread: Thread) -> Int?
    static func set(_ thread: Thread, _ place: Int?)
}

/// The place among the waits with a deadline.
enum DeadlinePlace: ThreadPlace {
    static func get(_ thread: Thread) -> Int? { thread.deadlinePosition }
    static func set(_ thread: Thread, _ place: Int?) { thread.deadlinePosition = place }
}

/// The place among the threads that wait for the core.
package enum ReadyPlace: ThreadPlace {
    package static func get(_ thread: Thread) -> Int? { thread.readyPosition }
    package static func set(_ thread: Thread, _ place: Int?) { thread.readyPosition = place }
}

/// Threads in the order of a key, equal ones in the order of a second: a binary heap in which each thread knows its place.
package final class ThreadQueue<Place: ThreadPlace>: SavedPart {
    private struct Entry: Codable {
        let key: UInt64
        let order: UInt64
        let thread: Thread
    }

    private var entries: [Entry] = []

    init() {}

    var first: (thread: Thread, key: UInt64)? { entries.first.map { ($0.thread, $0.key) } }

    /// Puts a thread in its place, wherever it was before.
    func put(_ thread: Thread, key: UInt64, order: UInt64) {
        remove(thread)
        Place.set(thread, entries.count)
        entries.append(Entry(key: key, order: order, thread: thread))
        rise(entries.count - 1)
    }

    package func remove(_ thread: Thread) {
        guard let position = Place.get(thread) else { return }
        Place.set(thread, nil)
        let last = entries.removeLast()
        guard position < entries.count else { return }
        entries[position] = last
        Place.set(last.thread, position)
        rise(position)
        sink(position)
    }

    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        (entries[left].key, entries[left].order) < (entries[right].key, entries[right].order)
    }

    private func swap(_ left: Int, _ right: Int) {
        entries.swapAt(left, right)
        Place.set(entries[left].thread, left)
        Place.set(entries[right].thread, right)
    }

    private func rise(_ start: Int) {
        var position = start
        while position > 0, isEarlier(position, (position - 1) / 2) {
            swap(position, (position - 1) / 2)
            position = (position - 1) / 2
        }
    }

    private func sink(_ start: Int) {
        var position = start
        while true {
            var least = position
            for child in [2 * position + 1, 2 * position + 2] where child < entries.count && isEarlier(child, least) {
                least = child
            }
            guard least != position else { return }
            swap(position, least)
            position = least
        }
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&entries)
        guard state.isReading else { return }
        guard Set(entries.map(\.thread.id)).count == entries.count else {
            throw StateError.malformed("a thread that waits twice")
        }
        for (place, entry) in entries.enumerated() { Place.set(entry.thread, place) }
    }
}
