internal import GuestAddress

/// The differences between the regions of two maps, and the regions that a change of the table moves.
enum RegionDiff {
    static func changes(_ old: MemoryMap, _ new: MemoryMap) -> [MapDiff.Change] {
        let before = Dictionary(old.regions.map { ($0.name, $0) }) { first, _ in first }
        let after = Dictionary(new.regions.map { ($0.name, $0) }) { first, _ in first }
        let (oldMap, newMap) = (MapUnderCheck(old), MapUnderCheck(new))
        var changes: [MapDiff.Change] = []
        for region in old.regions where after[region.name] == nil {
            changes.append(.init(.removed, "region \(region.phrase), \(region.kind.rawValue)", at: region.location))
        }
        for region in new.regions {
            guard let was = before[region.name] else {
                changes.append(.init(.added, "region \(region.phrase), \(region.kind.rawValue)", at: region.location))
                continue
            }
            changes += ownChanges(of: was, to: region)
            changes += effect(on: region, was, oldMap, newMap)
        }
        return changes
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
