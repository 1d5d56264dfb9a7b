/// The lists of the I/O resource manager: IRQs, I/O space, and what an OEM adds (header resmgr.h of the public SDK).
package struct ResourceLists: Codable {
    private struct Item: Codable {
        let range: ClosedRange<UInt32>
        var isShareable: Bool
        /// How many have it.
        var holders: Int
    }

    private struct List: Codable {
        let range: ClosedRange<UInt32>
        var items: [Item] = []
    }

    /// RESMGR_IRQ and RESMGR_IOSPACE are there from the beginning.
    private var lists: [UInt32: List] = [1: List(range: 0...255), 2: List(range: 0...0xFFFF)]

    private static let mostLists = 256
    private static let mostItems = 256

    package init() {}

    private static func range(_ first: UInt32, _ count: UInt32) -> ClosedRange<UInt32>? {
        guard count > 0 else { return nil }
        let (last, overflow) = first.addingReportingOverflow(count - 1)
        return overflow ? nil : first...last
    }

    /// ResourceCreateList.
    package mutating func create(_ id: UInt32, first: UInt32, count: UInt32) -> Bool {
        guard lists[id] == nil, lists.count < Self.mostLists, let range = Self.range(first, count) else { return false }
        lists[id] = List(range: range)
        return true
    }

    /// ResourceDestroyList.
    package mutating func destroy(_ id: UInt32) -> Bool { lists.removeValue(forKey: id) != nil }

    /// ResourceRequest: all of a range, or nothing.
    package mutating func request(_ id: UInt32, first: UInt32, count: UInt32, shared: Bool) -> Bool {
        guard var list = lists[id], let range = Self.range(first, count), list.range.contains(range),
            list.items.count < Self.mostItems
        else { return false }
        if let index = list.items.firstIndex(where: { $0.range == range }), list.items[index].isShareable {
            guard shared || list.items[index].holders == 0 else { return false }
            list.items[index].holders += 1
        } else {
            guard !list.items.contains(where: { $0.range.overlaps(range) && $0.holders > 0 }) else { return false }
            list.items.removeAll { $0.range == range }
            list.items.append(Item(range: range, isShareable: shared, holders: 1))
        }
        lists[id] = list
        return true
    }

    /// ResourceRelease of a range that was requested.
    package mutating func release(_ id: UInt32, first: UInt32, count: UInt32) -> Bool {
        guard let range = Self.range(first, count),
            let index = lists[id]?.items.firstIndex(where: { $0.range == range && $0.holders > 0 })
        else { return false }
        lists[id]?.items[index].holders -= 1
        if lists[id]?.items[index].holders == 0 { lists[id]?.items.remove(at: index) }
        return true
    }
}
