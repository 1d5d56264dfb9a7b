internal import HostSystem
internal import OEMAddrTable
internal import XML

/// The generation of CE that the files around a BSP show.
enum TreeProfile {
    private static let limit = 8 << 20
    /// Files that are opened.
    private static let fileLimit = 16

    /// - Parameters:
    ///   - root: the BSP's folder, as an absolute path.
    ///   - catalogs: the catalog files in it.
    ///   - designs: the OS designs in it.
    static func profile(of root: String, catalogs: [String], designs: [String]) -> Profile? {
        for catalog in catalogs.prefix(Self.fileLimit) where catalog.lowercased().hasSuffix(".pbcxml") {
            if let document = document(catalog),
                let version = document.first(named: "OSVersion")?.text ?? document.attribute("RequiredVersion"),
                let profile = profile(ofVersion: version)
            {
                return profile
            }
        }
        for design in designs.prefix(Self.fileLimit) {
            if let version = document(design)?.attribute("Version"), let profile = profile(ofVersion: version) {
                return profile
            }
        }
        // CE 5's catalogs have a format of their own.
        if catalogs.contains(where: { $0.lowercased().hasSuffix(".cec") }) { return .ce5 }
        for (name, profile) in [
            ("wince500", Profile.ce5), ("wince600", .ce6), ("wince700", .wec7), ("wince800", .wec2013),
        ]
        where root.lowercased().split(separator: "/").contains(Substring(name)) {
            return profile
        }
        return nil
    }

    private static func document(_ path: String) -> XMLElement? {
        guard let bytes = try? FileAccess().read(path, limit: limit) else { return nil }
        return try? XMLDocument.root(of: bytes)
    }

    /// The profile of a version as catalogs write it: `6.00`.
    private static func profile(ofVersion text: String) -> Profile? {
        switch text.split(separator: ".").first.flatMap({ Int($0.filter(\.isNumber)) }) {
        case 5: .ce5
        case 6: .ce6
        case 7: .wec7
        case 8: .wec2013
        default: nil
        }
    }
}
