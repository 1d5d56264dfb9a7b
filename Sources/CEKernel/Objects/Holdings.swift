import SavedState

/// What the drivers of a process have taken and not given back, besides handles and reservations. Blocks of the heap,
/// locks and the like say nothing of who took them; here stands the call.
package struct Holdings: Codable {
    package enum Kind: UInt8, Hashable, Sendable, Codable {
        case heapBlock
        /// Of HeapCreate.
        case privateHeap
        /// An open of a caller's buffer that made no copy.
        case callerBuffer
        case lockedPages
        case criticalSection
        /// Of thread-local storage.
        case storageSlot
    }

    package struct Key: Hashable, Codable {
        let kind: Kind
        /// Whose memory it is in, as the number of an address space; 0 where there is but one.
        let space: UInt16
        /// An address, or a number.
        package let address: UInt32
    }

    /// Who took a thing: the address behind the call, and the position of the function in the call table.
    struct Holding: Codable {
        let place: UInt32
        let function: Int
        let occasion: CallOccasion
        /// How often it is to be given back.
        var count = 1
    }

    /// A guest can take without end: what is beyond this is not noted.
    static let capacity = 1 << 18

    private var holdings: [Key: Holding] = [:]
    /// Of what can be taken several times, those who took it before, the last one at the end.
    private var earlier: [Key: [Holding]] = [:]
    /// How many things were not noted.
    private(set) var overflow = 0

    /// - Returns: false when there is no room to note it.
    mutating func take(_ key: Key, _ holding: Holding) -> Bool {
        if key.kind == .callerBuffer || key.kind == .lockedPages, let held = holdings[key] {
            takeAgain(key, holding, held)
            return true
        }
        guard holdings.count < Self.capacity || holdings[key] != nil else {
            overflow &+= 1
            return false
        }
        holdings[key] = holding
        return true
    }

    /// Who takes it from the same place for the same kind of call is one with a count.
    private mutating func takeAgain(_ key: Key, _ holding: Holding, _ held: Holding) {
        if held.isLike(holding) {
            holdings[key]?.count &+= 1
            return
        }
        var others = earlier[key] ?? []
        var holding = holding
        if let same = others.firstIndex(where: { $0.isLike(holding) }) {
            holding = others.remove(at: same)
            holding.count &+= 1
        }
        others.append(held)
        earlier[key] = others
        holdings[key] = holding
    }

    mutating func giveBack(_ key: Key) {
        guard let held = holdings[key] else { return }
        guard held.count == 1 else {
            holdings[key]?.count &-= 1
            return
        }
        holdings[key] = earlier[key]?.popLast()
        if earlier[key]?.isEmpty == true { earlier[key] = nil }
    }

    /// Forgets a thing altogether, and says who had it.
    mutating func remove(_ key: Key) -> [Holding] {
        let held = holdings.removeValue(forKey: key).map { [$0] } ?? []
        return (earlier.removeValue(forKey: key) ?? []) + held
    }

    var count: Int { holdings.count }

    /// Everything, in the order of kinds and addresses.
    var all: [(key: Key, holding: Holding)] { sorted { _ in true } }

    private func sorted(where isMeant: (Holding) -> Bool) -> [(key: Key, holding: Holding)] {
        var found = holdings.compactMap { isMeant($0.value) ? (key: $0.key, holding: $0.value) : nil }
        for (key, others) in earlier { found += others.filter(isMeant).map { (key, $0) } }
        return found.sorted {
            ($0.key.kind.rawValue, $0.key.space, $0.key.address, $0.holding.place)
                < ($1.key.kind.rawValue, $1.key.space, $1.key.address, $1.holding.place)
        }
    }

    /// Forgets the blocks of a heap that is gone.
    mutating func giveBackBlocks(where isMeant: (UInt32) -> Bool) {
        for key in holdings.keys.filter({ $0.kind == .heapBlock && isMeant($0.address) }) { holdings[key] = nil }
    }

    /// Takes out what certain code has taken.
    mutating func takeLeft(where isMeant: (UInt32) -> Bool) -> [(key: Key, holding: Holding)] {
        let left = sorted { isMeant($0.place) }
        for key in Set(left.map(\.key)) {
            let kept = remove(key).filter { !isMeant($0.place) }
            holdings[key] = kept.last
            if kept.count > 1 { earlier[key] = Array(kept.dropLast()) }
        }
        return left
    }
}

extension Holdings.Holding {
    fileprivate func isLike(_ other: Self) -> Bool {
        place == other.place && function == other.function && occasion.kind == other.occasion.kind
    }
}
