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
        for piece in ConstantPairs(subject.map.constants).pieces {
            guard let region = region(piece.stem, byName, ram: ram, image: image) else { continue }
            if let cached = piece.cached, cached.value >= UInt64(StaticWindow.base.rawValue),
                cached.value != UInt64(region.start.rawValue)
            {
                emit(disagreement(cached, region, "starts at \(region.start)"))
            }
            if let size = piece.size, size.value != region.size {
                emit(disagreement(size, region, "has 0x\(hexadecimal(region.size)) bytes"))
            }
        }
    }

    private func region(
        _ stem: String, _ byName: [String: BibRegion], ram: BibRegion?, image: BibRegion?
    ) -> BibRegion? {
        switch stem {
        case "IMAGE_WINCE_RAM": return ram
        case "IMAGE_WINCE_CODE", "IMAGE_WINCE_NK": return image
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
