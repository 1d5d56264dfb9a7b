import CEKernel
import GuestAddress

/// The pages that drivers have locked for devices.
struct LockedPages: Codable {
    /// So many calls of LockPages and DMAOpenBuffer are remembered with their frames.
    private static let maximumCalls = 64
    private static let maximumFrames = 4096

    /// How often each page is locked.
    private var counts: [UInt32: Int] = [:]
    /// The latest calls, the last at the end.
    private var calls: [PageLock] = []

    func holds(_ page: UInt32) -> Bool { counts[page] != nil }

    mutating func lock(_ lock: PageLock) {
        if lock.isHeld { for frame in lock.frames { counts[frame.rawValue, default: 0] += 1 } }
        guard lock.frames.count <= Self.maximumFrames else { return }
        if calls.count >= Self.maximumCalls { calls.removeFirst() }
        calls.append(lock)
    }

    mutating func unlock(_ lock: PageLock) {
        for frame in lock.frames {
            guard let count = counts[frame.rawValue] else { continue }
            counts[frame.rawValue] = count > 1 ? count - 1 : nil
        }
    }

    /// A page of the pool is free again.
    mutating func forget(_ page: UInt32) { counts[page] = nil }

    /// The latest call that gave one of these pages.
    func latest(of pages: some Sequence<UInt32>) -> PageLock? {
        let pages = Set(pages)
        return calls.last { lock in lock.frames.contains { pages.contains($0.rawValue) } }
    }

    var isSound: Bool { counts.values.allSatisfy { $0 > 0 } }
}
