internal import Diagnostics
internal import GuestAddress
public import JSON

/// The map as data, version 1: what `cebsp map --format json` prints.
public struct MapDocument: Sendable {
    private let map: MemoryMap

    public init(_ map: MemoryMap) { self.map = map }

    public var value: JSONValue {
        [
            "version": 1,
            "profile": .string(map.profile.name.rawValue),
            "tables": .array(map.tables.map(table)),
            "deviceRows": .array(
                map.deviceRows.map { row in
                    .object(
                        [
                            .init("virtual", address(row.virtual)), .init("physical", address(row.physical)),
                            .init("size", .count(row.size)), .init("attributes", .count(row.attributes)),
                        ] + place(row.location))
                }),
            "ramRows": .array(
                map.ramRows.map { row in
                    .object(
                        [
                            .init("physical", address(row.physical)), .init("size", .count(row.size)),
                            .init("attributes", .count(row.attributes)),
                        ] + place(row.location))
                }),
            "readsDeviceTable": .bool(map.readsDeviceTable),
            "readsRAMTable": .bool(map.readsRAMTable),
            "regions": .array(
                map.regions.map { region in
                    .object(
                        [
                            .init("name", .string(region.name)), .init("start", address(region.start)),
                            .init("size", .count(region.size)), .init("type", .string(region.kind.rawValue)),
                        ] + place(region.location))
                }),
            "banks": .array(
                map.banks.map { ["base": address($0.range.base), "size": .count($0.range.size)] }),
            "images": .array(map.images.map(image)),
            "dynamicOnly": .array(
                dynamicOnly.map {
                    [
                        "base": address(PhysicalAddress(truncated($0.lowerBound))),
                        "size": .count($0.upperBound - $0.lowerBound),
                    ]
                }),
        ]
    }

    /// Physical RAM that no row of the first table and no device row reaches.
    private var dynamicOnly: [Range<UInt64>] {
        let subject = MapUnderCheck(map.asRead)
        return subject.banks.intervals.flatMap(subject.mapped.gaps(in:))
    }

    private func table(_ table: AddressTable) -> JSONValue {
        [
            "symbol": .string(table.symbol),
            "style": .string(table.style.rawValue),
            "rows": .array(
                table.rows.map { row in
                    .object(
                        [
                            .init("virtual", address(row.virtual)), .init("physical", address(row.physical)),
                            .init("size", .count(row.size)),
                        ] + place(row.location))
                }),
        ]
    }

    private func image(_ image: ImageFacts) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("file", .string(image.location.file)), .init("format", .string(image.format.rawValue)),
            .init("start", address(image.start)), .init("size", .count(image.size)),
        ]
        if let linked = image.linkedStart { members.append(.init("linkedStart", address(linked))) }
        if let entry = image.entry { members.append(.init("entry", address(entry))) }
        if let header = image.header {
            members += [
                .init("ramStart", address(header.ramStart)), .init("ramFree", address(header.ramFree)),
                .init("ramEnd", address(header.ramEnd)),
            ]
        }
        members.append(.init("modules", .array(image.modules.map { .string($0.name) })))
        return .object(members)
    }

    private func address(_ address: some GuestAddress) -> JSONValue { .string(address.description) }

    private func place(_ location: SourceLocation) -> [JSONValue.Member] {
        [.init("file", .string(location.file)), .init("line", .count(location.line))]
    }
}
