import CEKernel
import CEMemory

/// Which locks were taken while which others were held, and where.
struct LockGraph {
    enum Lock: Hashable, Codable {
        case section(CriticalSectionKey)
        /// An unnamed mutex by a handle and the process that has it.
        case mutex(handle: UInt32, process: UInt32)
        case namedMutex(String)
    }

    private struct Held: Codable {
        let lock: Lock
        let site: CallSite
        var depth = 1
    }

    /// One lock taken while another was held.
    struct Order: Codable {
        /// Who took the one that was held, and the other.
        let first: CallSite
        let second: CallSite
    }

    /// A lock that is taken while another is held, though the other is taken after it elsewhere.
    struct Conflict {
        let held: Lock
        let now: Order
        /// The first step of the way back, and the lock that it leads to.
        let before: Order
        let next: Lock
    }

    /// Bounds of what is remembered.
    private static let mostOrders = 4096
    private static let mostHeld = 64

    private var held: [UInt32: [Held]] = [:]
    private var orders: [Lock: [Lock: Order]] = [:]
    /// The locks that each was taken after.
    private var before: [Lock: Set<Lock>] = [:]
    private var count = 0

    /// A thread asks for a lock, and waits for it if need be.
    /// - Returns: the orders that contradict it, of those that are new.
    mutating func asks(_ thread: UInt32, for lock: Lock, at site: CallSite) -> [Conflict] {
        guard let own = held[thread], !own.contains(where: { $0.lock == lock }) else { return [] }
        var conflicts: [Conflict] = []
        for other in own where orders[other.lock]?[lock] == nil && count < Self.mostOrders {
            let order = Order(first: other.site, second: site)
            if let next = firstStep(from: lock, to: other.lock), let before = orders[lock]?[next] {
                conflicts.append(Conflict(held: other.lock, now: order, before: before, next: next))
            }
            orders[other.lock, default: [:]][lock] = order
            before[lock, default: []].insert(other.lock)
            count += 1
        }
        return conflicts
    }

    /// The first lock on a way of orders from one to another; nil when there is none.
    private func firstStep(from start: Lock, to goal: Lock) -> Lock? {
        var seen: Set<Lock> = [start]
        var front: [(lock: Lock, first: Lock)] = (orders[start] ?? [:]).keys.map { ($0, $0) }
        while let (lock, first) = front.popLast() {
            if lock == goal { return first }
            guard seen.insert(lock).inserted else { continue }
            for next in (orders[lock] ?? [:]).keys { front.append((next, first)) }
        }
        return nil
    }

    /// A thread has got a lock.
    mutating func got(_ thread: UInt32, _ lock: Lock, at site: CallSite) {
        if let index = held[thread]?.lastIndex(where: { $0.lock == lock }) {
            held[thread]?[index].depth += 1
        } else if held[thread, default: []].count < Self.mostHeld {
            held[thread, default: []].append(Held(lock: lock, site: site))
        }
    }

    /// A thread leaves a lock.
    mutating func left(_ thread: UInt32, _ lock: Lock) {
        guard let index = held[thread]?.lastIndex(where: { $0.lock == lock }) else { return }
        held[thread]?[index].depth -= 1
        guard held[thread]?[index].depth == 0 else { return }
        held[thread]?.remove(at: index)
        if held[thread]?.isEmpty == true { held[thread] = nil }
    }

    /// A lock is made anew, or is no more.
    mutating func forget(_ lock: Lock) {
        for next in (orders.removeValue(forKey: lock) ?? [:]).keys {
            count -= 1
            before[next]?.remove(lock)
        }
        for other in before.removeValue(forKey: lock) ?? [] where orders[other]?.removeValue(forKey: lock) != nil {
            count -= 1
            if orders[other]?.isEmpty == true { orders[other] = nil }
        }
        for thread in held.keys { held[thread]?.removeAll { $0.lock == lock } }
    }

    mutating func forget(thread: UInt32) { held[thread] = nil }
}

/// Saved are who holds what, and the orders.
extension LockGraph: Codable {
    private enum CodingKeys: CodingKey { case held, orders }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        held = try values.decode([UInt32: [Held]].self, forKey: .held)
        orders = try values.decode([Lock: [Lock: Order]].self, forKey: .orders)
        for (lock, nexts) in orders {
            count += nexts.count
            for next in nexts.keys { before[next, default: []].insert(lock) }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(held, forKey: .held)
        try values.encode(orders, forKey: .orders)
    }

    var isSound: Bool { count <= Self.mostOrders }
}
