internal import Diagnostics
internal import GuestAddress

/// CE0506: an image, or the RAM its ROMHDR names, that the table does not map.
struct ImageOutsideTable: MapRule {
    static let about = RuleDocumentation(
        id: "CE0506", severity: .error,
        severityRemark: "A warning for RAM that only ends too late under an x86 table, where the OAL commonly cuts it.",
        title: "The image or its RAM lies in no row of the table",
        explanation: """
            The image holds the addresses at which it runs and, in ROMHDR, the RAM that the kernel will use. Where no row maps \
            them the kernel is not there when the loader jumps to it, or stops at the first page of RAM that it touches. The image \
            was made for another table.
            """,
        source: "Windows Embedded CE documentation ee478913 (image start), ms902344 (table); public header romldr.h.",
        badExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "nk.bin": "image 0x92030000-0x92a2ffff, ulRAMStart 0x84000000, ulRAMEnd 0x90000000",
        ],
        goodExample: [
            "oemaddrtab_cfg.inc": ExampleFiles.table,
            "nk.bin": "image 0x80000000-0x809fffff, ulRAMStart 0x84000000, ulRAMEnd 0x90000000",
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        guard let table = subject.table else { return }
        for image in subject.map.images where image.runsAtItsAddress(on: subject) {
            let place = image.runExtent
            report("the image (\(extentText(place)))", place, image, subject, table, emit)
            guard let header = image.header, !header.ramExtent.isEmpty else { continue }
            let ram = "ulRAMStart-ulRAMEnd (\(extentText(header.ramExtent)))"
            report(ram, header.ramExtent, image, subject, table, emit)
            reportBanks(ram, header, image, subject, table, emit)
        }
    }

    /// Reports what of `place` is not mapped.
    private func report(
        _ what: String, _ place: Range<UInt64>, _ image: ImageFacts, _ subject: MapUnderCheck,
        _ table: TableUnderCheck, _ emit: (Finding) -> Void
    ) {
        guard let missing = subject.unmappedPart(of: place, in: image) else { return }
        let symbol = table.table.symbol
        let isOutside = missing.lowerBound == place.lowerBound
        emit(
            finding(
                at: image.location,
                isOutside
                    ? "\(what) lies in no row of \(symbol)"
                    : "\(what) ends behind its rows: no row of \(symbol) maps \(extentText(missing))",
                severity: isOutside || table.table.unit == .megabytes ? nil : .warning,
                notes: [.init("the table starts here", at: table.table.location)],
                hint: "make the image for this table, or map its addresses"))
    }

    private func reportBanks(
        _ what: String, _ header: ROMHeader, _ image: ImageFacts, _ subject: MapUnderCheck, _ table: TableUnderCheck,
        _ emit: (Finding) -> Void
    ) {
        let ram = header.ramExtent
        guard !subject.banks.isEmpty, let index = table.coverage.row(atVirtual: ram.lowerBound),
            let end = table.coverage.linearEnd(from: ram.lowerBound),
            !subject.kernelRegions.contains(where: { $0.kind == .ram && $0.extent.overlaps(ram) })
        else { return }
        let row = table.rows[index]
        let mapped = extent(header.ramStart.rawValue &- row.displacement, min(end, ram.upperBound) - ram.lowerBound)
        guard let gap = subject.banks.gaps(in: mapped).first else { return }
        emit(
            finding(
                at: image.location, "\(what) reaches physical \(extentText(gap)), which is in no RAM bank",
                notes: [.init("by this row: \(row.phrase)", at: row.location)]))
    }
}

extension MapUnderCheck {
    /// What of `place`, addresses of `image`, this rule reports as not mapped; nil when a row maps it, or when it
    /// belongs to a region of config.bib of which another rule says it.
    func unmappedPart(of place: Range<UInt64>, in image: ImageFacts) -> Range<UInt64>? {
        guard let table, !table.rows.isEmpty, table.isComplete, image.runsAtItsAddress(on: self) else { return nil }
        let end = table.coverage.mappedEnd(from: place.lowerBound) ?? place.lowerBound
        guard end < place.upperBound,
            !kernelRegions.contains(where: { $0.isUsedByKernel && $0.extent.contains(end) })
        else { return nil }
        return end..<place.upperBound
    }
}

extension ImageFacts {
    /// Whether the kernel is expected to run from the addresses of the image: not in a loader, which runs without the
    /// MMU, nor in a region that is paged in from NAND.
    func runsAtItsAddress(on subject: MapUnderCheck) -> Bool {
        guard format != .executable, runExtent.lowerBound >= UInt64(StaticWindow.base.rawValue) else { return false }
        if let header { return header.hasKernel }
        return !subject.map.regions.contains { $0.kind == .nandimage && $0.extent.contains(runExtent.lowerBound) }
    }
}
