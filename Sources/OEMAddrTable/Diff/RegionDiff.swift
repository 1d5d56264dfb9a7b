internal import Diagnostics
internal import GuestAddress

/// The differences between the regions of two maps, and the regions that a change of the table moves.
enum RegionDiff {
    static func changes(_ old: MemoryMap, _ new: MemoryMap) -> [MapDiff.Change] {
        let earlier = pairs(old.regions, new.regions)
        let kept = Set(earlier.compactMap(\.self))
        let (oldMap, newMap) = (MapUnderCheck(old), MapUnderCheck(new))
        var changes: [MapDiff.Change] = []
        for (index, region) in old.regions.enumerated() where !kept.contains(index) {
            changes.append(.init(.removed, "region \(region.phrase), \(region.kind.rawValue)", at: region.location))
        }
        for (region, index) in zip(new.regions, earlier) {
            guard let index else {
                changes.append(.init(.added, "region \(region.phrase), \(region.kind.rawValue)", at: region.location))
                continue
            }
            changes += ownChanges(of: old.regions[index], to: region)
            changes += effect(on: region, old.regions[index], oldMap, newMap)
        }
        return changes
    }

    /// The position of the old region that each new one was; nil of those that are new. A BSP's boot loaders have files
    /// of their own, with regions of the same names: first come those of one file's name, then what is left, in order.
    private static func pairs(_ old: [BibRegion], _ new: [BibRegion]) -> [Int?] {
        var pairs = [Int?](repeating: nil, count: new.count)
        var free = Set(old.indices)
        for key in [{ "\($0.name)/\(fileName($0))" }, { $0.name }] as [(BibRegion) -> String] {
            var waiting = Dictionary(grouping: free.sorted(by: >)) { key(old[$0]) }
            for index in new.indices where pairs[index] == nil {
                guard let match = waiting[key(new[index])]?.popLast() else { continue }
                pairs[index] = match
                free.remove(match)
            }
        }
        return pairs
    }

    private static func fileName(_ region: BibRegion) -> Substring {
        region.location.file.split(separator: "/").last ?? ""
    }

    private static func ownChanges(of was: BibRegion, to region: BibRegion) -> [MapDiff.Change] {
        var changes: [MapDiff.Change] = []
        if was.start != region.start {
            changes.append(
                .init(
                    .moved, "region \(region.name) starts at \(region.start), was at \(was.start)", at: region.location)
            )
        }
        if was.size != region.size {
            changes.append(
                .init(
                    .resized, "region \(region.name) has \(sizeText(region.size)), had \(sizeText(was.size))",
                    at: region.location))
        }
        if was.kind != region.kind {
            changes.append(
                .init(
                    .changed, "region \(region.name) is \(region.kind.rawValue), was \(was.kind.rawValue)",
                    at: region.location))
        }
        return changes
    }

    /// Whether the region, itself unchanged, lies on other memory now.
    private static func effect(
        on region: BibRegion, _ was: BibRegion, _ old: MapUnderCheck, _ new: MapUnderCheck
    ) -> [MapDiff.Change] {
        guard was.start == region.start, region.size > 0 else { return [] }
        let (before, after) = (memory(of: was, old), memory(of: region, new))
        if before.physical != after.physical {
            let now = after.physical.map { "lies at physical 0x\(hexadecimal($0))" } ?? "is not mapped"
            let then = before.physical.map { "lay at 0x\(hexadecimal($0))" } ?? "was not mapped"
            return [.init(.affected, "region \(region.name) \(now), \(then)", at: region.location)]
        }
        if !before.isShort && after.isShort {
            return [.init(.affected, "region \(region.name) ends after the rows under it", at: region.location)]
        }
        if before.isShort && !after.isShort {
            return [.init(.affected, "region \(region.name) is mapped to its end now", at: region.location)]
        }
        return []
    }

    private static func memory(of region: BibRegion, _ subject: MapUnderCheck) -> (physical: UInt32?, isShort: Bool) {
        let start = UInt64(region.start.rawValue)
        guard let table = subject.table, let row = table.coverage.row(atVirtual: start) else { return (nil, false) }
        let end = table.coverage.mappedEnd(from: start) ?? start
        return (region.start.rawValue &- table.rows[row].displacement, end < region.end)
    }
}
