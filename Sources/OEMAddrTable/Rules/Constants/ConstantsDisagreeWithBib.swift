internal import Diagnostics
internal import GuestAddress

/// CE0601: constants of image_cfg against the region they are about.
struct ConstantsDisagreeWithBib: MapRule {
    static let about = RuleDocumentation(
        id: "CE0601", severity: .warning,
        title: "image_cfg and config.bib disagree",
        explanation: """
            Boot loader, OAL and drivers are compiled with the constants of image_cfg.h or image_cfg.inc; romimage reads \
            config.bib. A constant named after a region has to have its start or size: IMAGE_WINCE_CODE is the image region, \
            IMAGE_WINCE_RAM the RAM region, IMAGE_<NAME> and IMAGE_SHARE_<NAME> the region NAME.
            """,
        source: "Naming as board support packages have it, observed; config.bib documentation ee478925.",
        badExample: [
            "image_cfg.h": """
            #define IMAGE_WINCE_RAM_CA      0x84000000
            #define IMAGE_WINCE_RAM_SIZE    0x08000000
            """,
            "config.bib": ExampleFiles.bib,
        ],
        goodExample: [
            "image_cfg.h": """
            #define IMAGE_WINCE_RAM_CA      0x84000000
            #define IMAGE_WINCE_RAM_SIZE    0x0C000000
            """,
            "config.bib": ExampleFiles.bib,
        ])

    func check(_ subject: MapUnderCheck, _ emit: (Finding) -> Void) {
        let regions = subject.kernelRegions
        guard !regions.isEmpty, !subject.map.constants.isEmpty else { return }
        var byName: [String: BibRegion] = [:]
        for region in regions where byName[region.name.uppercased()] == nil {
            byName[region.name.uppercased()] = region
        }
        let ram = regions.first { $0.kind == .ram }
        let image = regions.first { $0.kind == .ramimage }
        let names = Set(subject.map.constants.map { $0.name.uppercased() })
        for piece in ConstantPairs(subject.map.constants).pieces {
            guard let region = region(piece.stem, byName, ram: ram, image: image) else { continue }
            // A region that names its constants is what they say, and board RAM and paged regions are other things.
            if !region.names.isDisjoint(with: names) || region.kind == .nandimage || isPart(piece, of: region) {
                continue
            }
            // Where both addresses are named CE0602 holds them against the table.
            if let physical = piece.physical, piece.cached == nil { comparePhysical(physical, region, subject, emit) }
            if let cached = piece.cached, cached.value >= UInt64(StaticWindow.base.rawValue),
                cached.value != UInt64(region.start.rawValue)
            {
                emit(disagreement(cached, region, "starts at \(region.start)"))
            }
            // Less than a page more in the region is what was rounded up.
            if let size = piece.size, size.value > region.size || region.size - size.value >= StaticWindow.page {
                emit(disagreement(size, region, "has 0x\(hexadecimal(region.size)) bytes"))
            }
        }
    }

    /// Whether constants name a part of what is reserved, with its size: boot arguments behind the vectors.
    private func isPart(_ piece: ConstantPairs.Piece, of region: BibRegion) -> Bool {
        guard region.kind == .reserved, let start = piece.cached?.value, let size = piece.size?.value,
            start > UInt64(region.start.rawValue), start < region.end
        else { return false }
        return size > 0 && size <= region.end - start
    }

    /// The physical address of a region is what the table maps its start to.
    private func comparePhysical(
        _ physical: ImageConstant, _ region: BibRegion, _ subject: MapUnderCheck, _ emit: (Finding) -> Void
    ) {
        guard let table = subject.table, table.isComplete,
            let row = table.coverage.row(atVirtual: UInt64(region.start.rawValue)).map({ table.rows[$0] })
        else { return }
        let mapped = region.start.rawValue &- row.displacement
        guard physical.value != UInt64(mapped) else { return }
        emit(
            finding(
                at: physical.location,
                "\(physical.name) is 0x\(hexadecimal(physical.value)), \(region.name) at \(region.start) is physical "
                    + "0x\(hexadecimal(mapped))",
                notes: [
                    .init("the region", at: region.location), .init("by this row: \(row.phrase)", at: row.location),
                ]))
    }

    private func region(
        _ stem: String, _ byName: [String: BibRegion], ram: BibRegion?, image: BibRegion?
    ) -> BibRegion? {
        switch stem {
        case "IMAGE_WINCE_RAM": return ram
        case "IMAGE_WINCE_CODE", "IMAGE_WINCE_NK": return byName["NK"]?.kind == .nandimage ? nil : image
        // The RAM of the board, not that of the kernel.
        case "IMAGE_RAM": return nil
        default:
            for prefix in ["IMAGE_SHARE_", "IMAGE_WINCE_", "IMAGE_"] where stem.hasPrefix(prefix) {
                if let region = byName[String(stem.dropFirst(prefix.count))] { return region }
            }
            return nil
        }
    }

    private func disagreement(
        _ constant: ImageConstant, _ region: BibRegion, _ fact: String
    ) -> Finding {
        finding(
            at: constant.location, "\(constant.name) is 0x\(hexadecimal(constant.value)), \(region.name) \(fact)",
            notes: [.init("the region", at: region.location)])
    }
}
