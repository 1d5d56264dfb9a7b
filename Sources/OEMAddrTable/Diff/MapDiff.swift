public import Diagnostics
internal import GuestAddress

/// What differs between two maps in their meaning. Comments, order of equal rows and the place in the file do not
/// count.
public struct MapDiff: Sendable {
    public enum Kind: String, Hashable, Sendable {
        case added, removed, moved, resized, retargeted, split, merged, changed, affected
    }

    /// One difference, with the line of the new map, or of the old one for what is gone.
    public struct Change: Hashable, Sendable {
        public var kind: Kind
        public var text: String
        public var location: SourceLocation?

        init(_ kind: Kind, _ text: String, at location: SourceLocation? = nil) {
            self.kind = kind
            self.text = text
            self.location = location
        }
    }

    public let changes: [Change]

    public init(from old: MemoryMap, to new: MemoryMap) {
        var changes: [Change] = []
        if old.profile != new.profile {
            changes.append(Change(.changed, "profile \(old.profile.name.rawValue) is now \(new.profile.name.rawValue)"))
        }
        if let before = old.tables.first, let after = new.tables.first, before.style != after.style {
            changes.append(
                Change(
                    .changed,
                    after.style == .new
                        ? "the table is new style now: no uncached mirror at 0xa0000000"
                        : "the table is classic now: every row has an uncached mirror",
                    at: after.location))
        }
        changes += RowDiff.changes(old, new)
        changes += RegionDiff.changes(old, new)
        changes += Self.plain(
            old.deviceRows, new.deviceRows,
            key: { "\($0.virtual) \($0.physical) \($0.size) \($0.attributes)" },
            phrase: { "device row \(extentText($0.virtualExtent)) to \($0.physical)" }, place: { $0.location })
        changes += Self.plain(
            old.ramRows, new.ramRows, key: { "\($0.physical) \($0.size) \($0.attributes)" },
            phrase: { "RAM table row \(extentText($0.physicalExtent))" }, place: { $0.location })
        changes += Self.plain(
            old.banks, new.banks, key: { "\($0.range)" }, phrase: { "RAM bank \($0.range)" }, place: { $0.location })
        changes += Self.named(
            old.settings.map { ($0.key, $0.value, $0.location) }, new.settings.map { ($0.key, $0.value, $0.location) })
        changes += Self.named(
            old.constants.map { ($0.name, "0x" + hexadecimal($0.value), $0.location) },
            new.constants.map { ($0.name, "0x" + hexadecimal($0.value), $0.location) })
        self.changes = changes
    }

    /// What is in only one of two lists.
    private static func plain<Item>(
        _ old: [Item], _ new: [Item], key: (Item) -> String, phrase: (Item) -> String,
        place: (Item) -> SourceLocation?
    ) -> [Change] {
        let (before, after) = (Set(old.map(key)), Set(new.map(key)))
        return old.filter { !after.contains(key($0)) }.map { Change(.removed, phrase($0), at: place($0)) }
            + new.filter { !before.contains(key($0)) }.map { Change(.added, phrase($0), at: place($0)) }
    }

    /// What differs between two lists of names with values; the last value of a name counts.
    private static func named(
        _ old: [(String, String, SourceLocation)], _ new: [(String, String, SourceLocation)]
    ) -> [Change] {
        let before = Dictionary(old.map { ($0.0, $0) }) { $1 }
        let after = Dictionary(new.map { ($0.0, $0) }) { $1 }
        var changes: [Change] = []
        for name in Set(before.keys).union(after.keys).sorted() {
            switch (before[name], after[name]) {
            case (let was?, let now?) where was.1 != now.1:
                changes.append(Change(.changed, "\(name) is \(now.1), was \(was.1)", at: now.2))
            case (let was?, nil): changes.append(Change(.removed, "\(name), was \(was.1)", at: was.2))
            case (nil, let now?): changes.append(Change(.added, "\(name) is \(now.1)", at: now.2))
            default: break
            }
        }
        return changes
    }
}
