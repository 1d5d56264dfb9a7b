/// The threads that wait until some time at the latest, the earliest first: a binary heap in which each thread knows its place.
final class DeadlineQueue {
    private struct Entry {
        let deadline: UInt64
        /// Equal deadlines come in order of arrival.
        let number: UInt64
        let thread: Thread
    }

    private var entries: [Entry] = []
    private var nextNumber: UInt64 = 0

    init() {}

    /// The earliest deadline, in instructions.
    var first: UInt64? { entries.first?.deadline }

    func add(_ thread: Thread, deadline: UInt64) {
        remove(thread)
        thread.deadlinePosition = entries.count
        entries.append(Entry(deadline: deadline, number: nextNumber, thread: thread))
        nextNumber += 1
        rise(entries.count - 1)
    }

    func remove(_ thread: Thread) {
        guard let position = thread.deadlinePosition else { return }
        thread.deadlinePosition = nil
        let last = entries.removeLast()
        guard position < entries.count else { return }
        entries[position] = last
        last.thread.deadlinePosition = position
        rise(position)
        sink(position)
    }

    /// The thread whose deadline is the earliest, if that is not after `time`.
    func popExpired(at time: UInt64) -> Thread? {
        guard let first = entries.first, first.deadline <= time else { return nil }
        remove(first.thread)
        return first.thread
    }

    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        (entries[left].deadline, entries[left].number) < (entries[right].deadline, entries[right].number)
    }

    private func swap(_ left: Int, _ right: Int) {
        entries.swapAt(left, right)
        entries[left].thread.deadlinePosition = left
        entries[right].thread.deadlinePosition = right
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
}
