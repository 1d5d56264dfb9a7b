internal import GuestAddress

extension AddressRange {
    /// What is left of this range without `holes`.
    func subtracting(_ holes: [AddressRange]) -> [AddressRange] {
        var left: [AddressRange] = []
        var next = UInt64(base.rawValue)
        for hole in holes.sorted(by: { $0.base < $1.base }) where hole.overlaps(self) {
            let start = UInt64(hole.base.rawValue)
            if start > next { left.append(Self.make(next..<start)) }
            next = max(next, hole.end)
        }
        if next < end { left.append(Self.make(next..<end)) }
        return left
    }

    private static func make(_ run: Range<UInt64>) -> AddressRange {
        AddressRange(base: Address(UInt32(truncatingIfNeeded: run.lowerBound)), clampedSize: UInt64(run.count))
    }
}
