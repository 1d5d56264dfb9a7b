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

    private var held = HeldLocks()
    private var orders: [Lock: [Lock: Order]] = [:]
    /// The locks that each was taken after.
    private var before: [Lock: Set<Lock>] = [:]
    private var count = 0

    /// A thread asks for a lock, and waits for it if need be.
    /// - Returns: the orders that contradict it, of those that are new.
    mutating func asks(_ thread: UInt32, for lock: Lock, at site: CallSite) -> [Conflict] {
        guard !held.isHeld(lock, by: thread) else { return [] }
        let own = held.locks(of: thread)
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
    mutating func got(_ thread: UInt32, _ lock: Lock, at site: CallSite) { held.take(lock, thread, site) }

    /// A thread leaves a lock.
    mutating func left(_ thread: UInt32, _ lock: Lock) { held.leave(lock, thread) }

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
        held.forget(lock)
    }

    mutating func forget(thread: UInt32) { held.forget(thread: thread) }
}

/// Saved are who holds what, and the orders.
extension LockGraph: Codable {
    private enum CodingKeys: CodingKey { case held, orders }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        held = try values.decode(HeldLocks.self, forKey: .held)
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
