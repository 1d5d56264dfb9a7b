import GuestAddress

/// The physical pages that are looked at, by number: all RAM outside the kernel's page pool, and those pages of the
/// pool that were made known to somebody else (AllocPhysMem, LockPages, an uncached alias). A page gets its number at
/// the first access.
struct SharedFrames: Codable {
    /// 64 MB. What is touched beyond it is not looked at; a finding says so.
    static let capacity = 16384

    private var numbers: [UInt32: Int32] = [:]
    /// The physical page of each number.
    private(set) var pages: [UInt32] = []
    private var freed: [Int32] = []
    /// Pages of the pool that are looked at.
    private var exposed: Set<UInt32> = []
    private(set) var isFull = false

    func isExposed(_ page: UInt32) -> Bool { exposed.contains(page) }
    mutating func expose(_ page: UInt32) { exposed.insert(page) }
    var exposesNothing: Bool { exposed.isEmpty }

    func known(_ page: UInt32) -> Int? { numbers[page].map(Int.init) }

    /// The number of a page, and whether it is new; nil when there are too many.
    mutating func number(of page: UInt32) -> (number: Int, isNew: Bool)? {
        if let known = numbers[page] { return (Int(known), false) }
        if let again = freed.popLast() {
            numbers[page] = again
            pages[Int(again)] = page
            return (Int(again), true)
        }
        guard pages.count < Self.capacity else {
            isFull = true
            return nil
        }
        numbers[page] = Int32(pages.count)
        pages.append(page)
        return (pages.count - 1, true)
    }

    /// Forgets a page of the pool that is free again.
    /// - Returns: the number it had.
    mutating func forget(_ page: UInt32) -> Int? {
        exposed.remove(page)
        guard let number = numbers.removeValue(forKey: page) else { return nil }
        freed.append(number)
        return Int(number)
    }
}

extension SharedFrames {
    /// Whether every number names a page.
    var isSound: Bool {
        pages.count <= Self.capacity && numbers.values.allSatisfy { pages.indices.contains(Int($0)) }
            && freed.allSatisfy { pages.indices.contains(Int($0)) }
    }
}
