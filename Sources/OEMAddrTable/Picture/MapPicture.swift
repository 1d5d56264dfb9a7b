public import Diagnostics
internal import GuestAddress

/// What a picture of a map shows, before anything has a place.
public struct MapPicture: Sendable {
    /// Rows or regions beyond this number are joined with their neighbours.
    static let blockLimit = 300

    struct Connection: Hashable, Sendable {
        var kind: PictureBlock.Kind
        var virtual: Range<UInt64>
        var physical: Range<UInt64>
        var link: Int
        /// What the row is called.
        var name: String
        /// The row.
        var location: SourceLocation?
    }

    let title: String
    let subtitle: [String]
    let windows: [KernelWindow]
    let rows: [PictureBlock]
    let regions: [PictureBlock]
    let physical: [PictureBlock]
    let connections: [Connection]
    /// What had to be joined, in a sentence each.
    let remarks: [String]
    /// What a check found in all files, also in lines that no block is of.
    let findings: [Finding]

    /// - Parameters:
    ///   - map: what is drawn.
    ///   - title: what the picture is of, a board's name.
    ///   - findings: what a check of the map found, to be shown where it is.
    public init(_ map: MemoryMap, title: String, findings: [Finding] = []) {
        let subject = MapUnderCheck(map.asRead)
        let table = subject.table
        let rows = table?.rows ?? []
        let isRAM = Self.ramTest(subject)
        let devices = DevicesByBase(map.devices)
        let marks = PictureMarks(findings)
        self.findings = findings
        var blocks: [PictureBlock] = []
        var connections: [Connection] = []
        for (index, row) in rows.enumerated() where row.size > 0 {
            let kind = isRAM(row)
            let name = Self.name(of: row, kind, devices)
            blocks.append(
                PictureBlock(
                    kind: kind, range: row.virtualExtent, title: "\(name) → \(row.physical)",
                    details: ["physical \(extentText(row.physicalExtent))", sizeText(row.size)]
                        + devices.phrase(in: row.physicalExtent),
                    location: row.location, link: index))
            connections.append(
                Connection(
                    kind: kind, virtual: row.virtualExtent, physical: row.physicalExtent, link: index, name: name,
                    location: row.location))
        }
        for (index, row) in subject.deviceRows.enumerated() where row.size > 0 {
            let link = rows.count + index
            // RAM that drivers get without the cache stays RAM.
            let kind = subject.banks.overlaps(row.physicalExtent) ? PictureBlock.Kind.ram : .device
            let named = devices.names(in: row.physicalExtent)
            let name = row.comment ?? (named.isEmpty ? "uncached" : named.joined(separator: ", "))
            blocks.append(
                PictureBlock(
                    kind: kind, range: row.virtualExtent, title: "\(name) → \(row.physical)",
                    details: [
                        "physical \(extentText(row.physicalExtent))", sizeText(row.size),
                        "OEMDeviceTable, attributes 0x\(hexadecimal(row.attributes, width: 1))",
                    ] + devices.phrase(in: row.physicalExtent), location: row.location, link: link))
            connections.append(
                Connection(
                    kind: kind, virtual: row.virtualExtent, physical: row.physicalExtent, link: link,
                    name: named.isEmpty && row.comment == nil ? kind.noun : name, location: row.location))
        }
        var remarks = Self.unreadTables(map)
        let joined = Self.joined(
            blocks.map(marks.marked).sorted { $0.range.lowerBound < $1.range.lowerBound }, "rows", &remarks)
        self.rows = joined
        if joined.count < blocks.count {
            self.connections = []
            self.physical = Self.banksOnly(subject).map(marks.marked)
        } else {
            self.connections = connections
            self.physical = Self.physicalBlocks(subject, connections).map(marks.marked)
        }
        regions = Self.joined(
            (Self.regionBlocks(map) + Self.imageBlocks(map)).map(marks.marked), "regions", &remarks)
        windows = KernelWindow.all(of: map.profile, style: table?.table.style ?? .classic)
        self.title = title
        subtitle = Self.subtitle(subject)
        self.remarks = remarks
    }

    /// A sentence for each table of the files that the kernel does not read: its rows are not drawn.
    private static func unreadTables(_ map: MemoryMap) -> [String] {
        [
            ("OEMDeviceTable", map.readsDeviceTable || map.deviceRows.isEmpty),
            ("OEMRamTable", map.readsRAMTable || map.ramRows.isEmpty),
        ].filter { !$0.1 }.map { "\($0.0) is not read by this kernel and not drawn" }
    }

    /// What a row is called: by its comment, by the devices of the board in it, else by its kind.
    private static func name(of row: StaticRow, _ kind: PictureBlock.Kind, _ devices: DevicesByBase) -> String {
        if let comment = row.comment { return comment }
        let names = devices.names(in: row.physicalExtent)
        return names.isEmpty ? kind.noun : names.joined(separator: ", ")
    }

    /// Whether a row is RAM, as far as something says so: the banks, the regions of the kernel, the row's own
    /// comment. Nothing is called a device that nobody said to be one.
    private static func ramTest(_ subject: MapUnderCheck) -> (StaticRow) -> PictureBlock.Kind {
        let used = IntervalUnion(subject.kernelRegions.filter(\.isUsedByKernel).map(\.extent))
        let banks = subject.banks
        let devices = subject.map.devices
        return { row in
            if !banks.isEmpty { return banks.overlaps(row.physicalExtent) ? .ram : .device }
            if used.overlaps(row.virtualExtent) { return .ram }
            if devices.contains(where: { row.physicalExtent.contains(UInt64($0.base.rawValue)) }) { return .device }
            return row.comment.map(kind) ?? .other
        }
    }

    /// The kind that the words of a comment tell.
    private static func kind(_ comment: String) -> PictureBlock.Kind {
        let words = comment.uppercased().split { !$0.isLetter && !$0.isNumber }
        if words.contains(where: { ["RAM", "SDRAM", "DRAM", "DDR", "DDR2", "DDR3", "MDDR"].contains($0) }) {
            return .ram
        }
        let told = [
            "REGISTERS", "REGISTER", "PERIPHERALS", "PERIPHERAL", "UART", "GPIO", "CONTROLLER", "TIMERS", "SFR", "IO",
        ]
        return words.contains { told.contains(String($0)) } ? .device : .other
    }

    private static func regionBlocks(_ map: MemoryMap) -> [PictureBlock] {
        map.regions.filter { $0.size > 0 }.sorted { $0.start < $1.start }.map { region in
            let kind: PictureBlock.Kind =
                switch region.kind {
                case .ram: .program
                case .reserved: .reserved
                case .nandimage: .paged
                case .ramimage, .extensionRegion, .rom8, .rom16, .romx8: .image
                }
            return PictureBlock(
                kind: kind, range: region.extent, title: region.name,
                details: [region.kind.rawValue, sizeText(region.size)], location: region.location)
        }
    }

    /// Images without a config.bib beside them: what they occupy and the RAM that ROMHDR names.
    private static func imageBlocks(_ map: MemoryMap) -> [PictureBlock] {
        guard map.regions.isEmpty else { return [] }
        return map.images.filter { $0.format != .executable }.flatMap { image in
            let name = String(image.location.file.split(separator: "/").last ?? "image")
            let count = image.modules.isEmpty ? [] : ["\(image.modules.count) modules"]
            var blocks = [
                PictureBlock(
                    kind: .image, range: image.placedExtent, title: name,
                    details: [image.format.rawValue, sizeText(image.placedExtent)] + count, location: image.location)
            ]
            if let header = image.header, !header.ramExtent.isEmpty {
                blocks.append(
                    PictureBlock(
                        kind: .program, range: header.ramExtent, title: "RAM of \(name)",
                        details: ["ulRAMStart to ulRAMEnd", sizeText(header.ramExtent)], location: image.location))
            }
            return blocks
        }.filter { !$0.range.isEmpty }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func joined(
        _ blocks: [PictureBlock], _ what: String, _ remarks: inout [String]
    ) -> [PictureBlock] {
        guard blocks.count > blockLimit else { return blocks }
        remarks.append("\(blocks.count) \(what) are drawn in \(blockLimit) groups of neighbours")
        let size = (blocks.count + blockLimit - 1) / blockLimit
        return stride(from: 0, to: blocks.count, by: size).map { start in
            let group = blocks[start..<min(start + size, blocks.count)]
            let end = group.map(\.range.upperBound).max() ?? 0
            return PictureBlock(
                kind: .other, range: blocks[start].range.lowerBound..<end, title: "\(group.count) \(what)",
                details: [], location: blocks[start].location, findings: Array(group.lazy.flatMap(\.findings).prefix(8))
            )
        }
    }

    private static func subtitle(_ subject: MapUnderCheck) -> [String] {
        var parts = [subject.map.profile.title]
        if let table = subject.table {
            let total = table.rows.reduce(UInt64(0)) { $0.addingReportingOverflow($1.size).partialValue }
            parts.append("\(table.table.symbol), \(table.isNewStyle ? "new style" : "classic")")
            let count = table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
            parts.append("\(count), \(sizeText(total)) of \(sizeText(StaticWindow.capacity))")
        }
        if !subject.banks.isEmpty {
            let unreached = subject.banks.intervals.flatMap(subject.mapped.gaps(in:)).reduce(UInt64(0)) {
                $0 + ($1.upperBound - $1.lowerBound)
            }
            let rest = unreached == 0 ? "all in" : "\(sizeText(unreached)) outside"
            parts.append("\(sizeText(subject.banks.count)) of RAM, \(rest) the static map")
        }
        return parts
    }
}
