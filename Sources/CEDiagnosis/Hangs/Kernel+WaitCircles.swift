package import CEKernel
import GuestAddress

/// Threads that wait for each other.
extension Kernel {
    private static let mostCircles = 8

    /// A thread that another one waits for, and what it would have to do.
    private struct Hold {
        let thread: Thread
        /// `mutex 'A'`.
        let what: String
        /// Whether it has it, rather than being it.
        let isHeld: Bool
    }

    /// Each circle of waiting threads, drawn in lines.
    package func waitCircles() -> [String] {
        let holds = Dictionary(
            scheduler.threads.compactMap { thread in hold(on: thread).map { (thread.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        var seen: Set<UInt32> = []
        var circles: [String] = []
        for thread in scheduler.threads where circles.count < Self.mostCircles && !seen.contains(thread.id) {
            var path: [Thread] = []
            var places: [UInt32: Int] = [:]
            var current: Thread? = thread
            while let next = current, !seen.contains(next.id) {
                seen.insert(next.id)
                places[next.id] = path.count
                path.append(next)
                current = holds[next.id]?.thread
            }
            if let current, let start = places[current.id] { circles.append(drawn(Array(path[start...]), holds)) }
        }
        return circles
    }

    /// What keeps a thread from going on, when one other thread does.
    private func hold(on thread: Thread) -> Hold? {
        guard let wait = scheduler.wait(of: thread) else { return nil }
        if let section = wait.section {
            return owner(of: section).map {
                Hold(thread: $0, what: name(of: section), isHeld: true)
            }
        }
        guard wait.objects.count == 1, case .waiting(nil) = thread.state else { return nil }
        switch wait.objects[0] {
        case let mutex as Mutex:
            return (mutex.owner as? Thread).map {
                Hold(thread: $0, what: "mutex" + (mutex.name.map { " '\($0)'" } ?? ""), isHeld: true)
            }
        case let other as Thread: return Hold(thread: other, what: "the end of", isHeld: false)
        default: return nil
        }
    }

    private func drawn(_ circle: [Thread], _ holds: [UInt32: Hold]) -> String {
        var lines = ["+-> \(circle.first.map(name) ?? "")"]
        for (index, thread) in circle.enumerated() {
            guard let hold = holds[thread.id] else { continue }
            lines.append("|     waits for \(hold.what)" + (hold.isHeld ? ", which is held by" : ""))
            lines.append("\(index == circle.count - 1 ? "+--" : "|  ") \(name(of: hold.thread))")
        }
        return lines.joined(separator: "\n")
    }
}
