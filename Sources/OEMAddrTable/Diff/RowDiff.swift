internal import GuestAddress

/// The differences between the rows of two tables.
enum RowDiff {
    private struct Key: Hashable {
        var virtual: UInt32
        var physical: UInt32
        var size: UInt64

        init(_ row: StaticRow) {
            virtual = row.virtual.rawValue
            physical = row.physical.rawValue
            size = row.size
        }
    }

    static func changes(_ old: MemoryMap, _ new: MemoryMap) -> [MapDiff.Change] {
        let (before, after) = (rows(old), rows(new))
        let (oldKeys, newKeys) = (Set(before.map(Key.init)), Set(after.map(Key.init)))
        var gone = before.filter { !newKeys.contains(Key($0)) }
        var come = after.filter { !oldKeys.contains(Key($0)) }
        var changes = splits(&gone, &come, after, isSplit: true)
        changes += splits(&come, &gone, before, isSplit: false)
        changes += pairs(&gone, &come, by: \.virtual.rawValue) { was, now in
            if was.physical == now.physical {
                return .init(
                    .resized,
                    "row \(now.virtual) to \(now.physical) has \(sizeText(now.size)), had \(sizeText(was.size))",
                    at: now.location)
            }
            let size = was.size == now.size ? "" : " and has \(sizeText(now.size)), had \(sizeText(was.size))"
            return .init(
                .retargeted, "row \(now.virtual) maps \(now.physical), mapped \(was.physical)\(size)", at: now.location)
        }
        changes += pairs(&gone, &come, by: \.physical.rawValue) { was, now in
            let size = was.size == now.size ? "" : " and has \(sizeText(now.size)), had \(sizeText(was.size))"
            return .init(
                .moved, "physical \(now.physical) is at \(now.virtual), was at \(was.virtual)\(size)", at: now.location)
        }
        changes += gone.map { .init(.removed, "row \($0.phrase), \(sizeText($0.size))", at: $0.location) }
        changes += come.map { .init(.added, "row \($0.phrase), \(sizeText($0.size))", at: $0.location) }
        if let first = before.first, let now = after.first, Key(first) != Key(now), newKeys.contains(Key(first)) {
            changes.append(.init(.changed, "the first row is \(now.phrase), was \(first.phrase)", at: now.location))
        }
        return changes
    }

    private static func rows(_ map: MemoryMap) -> [StaticRow] { map.tables.first.map { Array($0.mappedRows) } ?? [] }

    /// Rows of `whole` that rows of `parts` make up, with the same translation: nothing of the meaning changed.
    private static func splits(
        _ whole: inout [StaticRow], _ parts: inout [StaticRow], _ all: [StaticRow], isSplit: Bool
    ) -> [MapDiff.Change] {
        let coverage = StaticCoverage(all)
        var changes: [MapDiff.Change] = []
        var used = Set<Key>()
        whole.removeAll { row in
            let extent = row.virtualExtent
            guard let index = coverage.row(atVirtual: extent.lowerBound), all[index].displacement == row.displacement,
                let end = coverage.linearEnd(from: extent.lowerBound), end >= extent.upperBound
            else { return false }
            let pieces = Set(coverage.byVirtual.pieces(overlapping: extent).map(\.owner))
            let inside = pieces.map { all[$0] }.filter {
                $0.virtualExtent.lowerBound >= extent.lowerBound && $0.virtualExtent.upperBound <= extent.upperBound
            }
            guard pieces.count > 1, inside.count == pieces.count else { return false }
            used.formUnion(inside.map(Key.init))
            let place = isSplit ? all[index].location : row.location
            changes.append(
                .init(
                    isSplit ? .split : .merged,
                    isSplit
                        ? "row \(row.phrase) is \(pieces.count) rows now, same translation"
                        : "row \(row.phrase) was \(pieces.count) rows, same translation",
                    at: place))
            return true
        }
        parts.removeAll { used.contains(Key($0)) }
        return changes
    }

    private static func pairs(
        _ gone: inout [StaticRow], _ come: inout [StaticRow], by key: (StaticRow) -> UInt32,
        _ change: (StaticRow, StaticRow) -> MapDiff.Change
    ) -> [MapDiff.Change] {
        var waiting: [UInt32: [StaticRow]] = [:]
        for row in gone.reversed() { waiting[key(row), default: []].append(row) }
        var changes: [MapDiff.Change] = []
        var paired = Set<Key>()
        come.removeAll { row in
            guard let partner = waiting[key(row)]?.popLast() else { return false }
            paired.insert(Key(partner))
            changes.append(change(partner, row))
            return true
        }
        gone.removeAll { paired.contains(Key($0)) }
        return changes
    }
}
