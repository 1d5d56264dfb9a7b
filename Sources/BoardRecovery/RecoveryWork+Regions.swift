internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

extension RecoveryWork {
    /// The regions of config.bib: the image and the kernel's RAM as ROMHDR has them, what ROMHDR names besides, and the
    /// rest of the rows that have them.
    mutating func layRegions() {
        let image = wholePages(imageRange)
        let ram = wholePages(ramRange)
        var taken: [BoardDraft.Region] = []
        if let region = region("NK", image, .ramimage, besides: taken, "certain start; at least so long") {
            taken.append(region)
        }
        if let region = region("RAM", ram, .ram, besides: taken, "certain: ulRAMStart to ulRAMEnd") {
            taken.append(region)
        }
        if let header = board.image.header {
            let named = [
                ("DRIVGLOB", header.driverGlobalsStart, header.driverGlobalsLength),
                ("TRACKING", header.trackingStart, header.trackingLength),
            ]
            for (name, start, length) in named where start != 0 && length != 0 {
                let range = wholePages(extent(start, UInt64(length)))
                if let region = region(name, range, .reserved, besides: taken, "certain: named in the ROM header") {
                    taken.append(region)
                }
            }
        }
        taken += gaps(besides: taken)
        board.draft.regions = taken.sorted { $0.start < $1.start }
        for region in board.draft.regions where region.kind != .reserved {
            add(
                .certain, "region \(region.name)",
                "\(region.kind.rawValue) \(extentText(region.range)), \(sizeText(region.size))")
        }
        addSettings(image, ram)
    }

    private func region(
        _ name: String, _ range: Range<UInt64>, _ kind: BibRegion.Kind, besides taken: [BoardDraft.Region],
        _ remark: String
    ) -> BoardDraft.Region? {
        guard !range.isEmpty, range.upperBound <= addressSpaceEnd, let start = UInt32(exactly: range.lowerBound),
            !taken.contains(where: { $0.range.overlaps(range) })
        else { return nil }
        return BoardDraft.Region(
            name, VirtualAddress(start), size: range.upperBound - range.lowerBound, kind, remark: remark)
    }

    /// What the rows under the regions have besides them.
    private mutating func gaps(besides taken: [BoardDraft.Region]) -> [BoardDraft.Region] {
        let used = IntervalUnion(taken.map(\.range))
        let rows = board.draft.rows.map(\.virtualRange).filter { used.overlaps($0) }
        let ranges = rows.flatMap(used.gaps(in:))
        guard !ranges.isEmpty else { return [] }
        let total = ranges.reduce(UInt64(0)) { $0 + ($1.upperBound - $1.lowerBound) }
        add(.unknown, "reserved regions", "\(sizeText(total)) of the rows are neither image nor the kernel's RAM")
        return ranges.enumerated().compactMap { index, range in
            region("GAP\(index + 1)", range, .reserved, besides: taken, "unknown: reserved, or room behind the image")
        }
    }

    private mutating func addSettings(_ image: Range<UInt64>, _ ram: Range<UInt64>) {
        var settings = [
            "ROMSTART     = \(hexadecimal(image.lowerBound))", "ROMWIDTH     = 32",
            "ROMSIZE      = \(hexadecimal(image.upperBound - image.lowerBound))",
        ]
        if let header = board.image.header {
            settings.append("FSRAMPERCENT = 0x\(hexadecimal(header.fileSystemRAMPercent))")
            if header.kernelFlags != 0 { settings.append("ROMFLAGS     = \(hexadecimal(header.kernelFlags))") }
            if image.upperBound == ram.lowerBound {
                settings.append("AUTOSIZE     = ON    ; likely: RAM starts where the image ends")
                add(.likely, "AUTOSIZE", "ON, as RAM starts where the image ends")
            }
        }
        board.draft.settings = settings
    }

    /// The pages that a range touches.
    private func wholePages(_ range: Range<UInt64>) -> Range<UInt64> {
        guard !range.isEmpty else { return range }
        let end = GuestPage.roundedUp(range.upperBound) ?? range.upperBound
        return range.lowerBound & ~GuestPage.offsetMask..<end
    }
}
