internal import Diagnostics
internal import MachineTerms

/// The keys of a rule of the map, in a board's `rules` and a scenario's `expect.map`, and what is made of them.
enum MapContractSchema {
    /// Rules of one file; each is held against every mapping.
    private static let limit = 200
    static let pageTablesWord = "pageTables"
    private static let place = "a physical range (0x48050400-0x480504ff), a region of config.bib or a device"

    static let only = SchemaKey("only", .oneOrMore(.text), "The modules that alone may map what 'maps' says.")
    static let maps = SchemaKey("maps", .text, "What only they may map: \(place).")
    static let never = SchemaKey(
        "never", .list(.choice(["cached", "uncached"])),
        "[cached, uncached]: what 'of' says is never mapped in both ways at once.")
    static let of = SchemaKey("of", .text, "What 'never' is about: \(place).")
    static let noUserAccess = SchemaKey(
        "noUserAccess", .text, "What no process may have in its own addresses: pageTables, \(place).")
    static let root = SchemaMapping("a rule of the map", [only, maps, never, of, noUserAccess])

    static func contracts(_ list: SchemaValue?) -> [Expectations.Located<MapContract>] {
        (list?.items ?? []).compactMap { node in
            contract(node).map { Expectations.Located($0, at: node.location) }
        }
    }

    private static func contract(_ node: SchemaValue) -> MapContract? {
        if let modules = node[only]?.items.compactMap(\.text), let text = node[maps]?.text, let place = place(text) {
            return MapContract(
                .only(modules.map { $0.lowercased() }), of: place,
                text: "only \(modules.joined(separator: ", ")) maps \(text)")
        }
        if node[never] != nil, let text = node[of]?.text, let place = place(text) {
            return MapContract(.neverCachedAndUncached, of: place, text: "\(text) is never cached and uncached at once")
        }
        guard let text = node[noUserAccess]?.text else { return nil }
        let place = text == pageTablesWord ? MapContract.Place.pageTables : place(text)
        return place.map { MapContract(.noUserAccess, of: $0, text: "no process reaches \(text)") }
    }

    /// A range or a name; nil when it begins as a range and is none.
    private static func place(_ text: String) -> MapContract.Place? {
        guard text.lowercased().hasPrefix("0x") else { return .named(text) }
        let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = address(parts[0]), let last = address(parts[1]), first <= last else {
            return nil
        }
        return .addresses(first...last)
    }

    private static func address(_ text: Substring) -> UInt32? {
        guard text.hasPrefix("0x"), let first = text.dropFirst(2).first, first.isHexDigit else { return nil }
        return UInt32(text.dropFirst(2).filter { $0 != "_" }, radix: 16)
    }

    /// What is wrong with rules although every value has the right form.
    static func mistakes(in list: SchemaValue?) -> [InputError] {
        guard let list else { return [] }
        if list.items.count > limit {
            return [InputError(at: list.location, "\(list.items.count) rules of the map; at most \(limit) are held")]
        }
        return list.items.flatMap(mistakes(in:))
    }

    private static func mistakes(in node: SchemaValue) -> [InputError] {
        switch Set(node.entries.map(\.key)) {
        case [only.name, maps.name], [noUserAccess.name]: break
        case [never.name, of.name]:
            if Set(node[never]?.items.compactMap(\.text) ?? []).count < 2 {
                return [InputError(at: node.location, "'never' takes both, [cached, uncached]")]
            }
        default:
            return [
                InputError(
                    at: node.location, "a rule of the map has 'only' and 'maps', 'never' and 'of', or 'noUserAccess'")
            ]
        }
        guard contract(node) == nil else { return [] }
        let value = node[maps] ?? node[of] ?? node[noUserAccess]
        return [InputError(at: value?.location ?? node.location, "not a physical range (0x48050400-0x480504ff)")]
    }
}
