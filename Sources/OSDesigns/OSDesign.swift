internal import XML

/// What an OS design of Platform Builder (.pbxml) sets in the environment of the build: its options, its variables,
/// and a variable for each catalog item that it chose.
public struct OSDesign: Hashable, Sendable {
    /// Names in upper case.
    public private(set) var variables: [String: String] = [:]

    /// - Parameters:
    ///   - document: the design's bytes.
    ///   - catalogs: the catalogs (.pbcxml) that say which variable belongs to an item.
    /// - Returns: nil when the document is no XML.
    public init?(_ document: [UInt8], catalogs: [[UInt8]]) {
        guard let root = try? XMLDocument.root(of: document) else { return nil }
        let configurations = root.all(named: "Configuration")
        // What is shipped is the release build.
        let built = configurations.first { $0.attribute("BuildType") == "Release" } ?? configurations.first
        let items = Self.items(in: catalogs)
        let chosen =
            root.children.filter { $0.name == "FeatureCollection" }
            + (built?.children ?? []).filter {
                $0.name == "FeatureCollection" && $0.attribute("Name") != "FeaturesExcludedFromImage"
            }
        for feature in chosen.flatMap({ $0.all(named: "Feature") }) {
            guard let item = feature.attribute("CatalogItemId") else { continue }
            if let name = items[item] ?? Self.systemVariable(item) { variables[name.uppercased()] = "1" }
        }
        for option in built?.all(named: "BuildOption") ?? [] {
            guard let name = option.attribute("OptionName"), option.attribute("OptionValue")?.lowercased() == "true"
            else {
                continue
            }
            variables[name.uppercased()] = "1"
        }
        for entry in (built?.all(named: "StringDictionary") ?? []).flatMap(\.children) {
            guard let name = entry.attribute("Key") ?? entry.attribute("Name"), let value = entry.attribute("Value")
            else { continue }
            variables[name.uppercased()] = value
        }
        switch built?.attribute("BuildType") {
        case "Debug": variables["WINCEDEBUG"] = "debug"
        case "Checked": variables["WINCEDEBUG"] = "checked"
        default: break
        }
    }

    /// `Item:MS:sysgen_display` is SYSGEN_DISPLAY.
    private static func systemVariable(_ item: String) -> String? {
        guard let last = item.split(separator: ":").last, last.lowercased().hasPrefix("sysgen_") else { return nil }
        return String(last)
    }

    private static func items(in catalogs: [[UInt8]]) -> [String: String] {
        var items: [String: String] = [:]
        for catalog in catalogs {
            guard let root = try? XMLDocument.root(of: catalog) else { continue }
            for item in root.children where item.name == "Item" {
                guard let id = item.attribute("Id"),
                    let variable = item.children.first(where: { $0.name == "Variable" })
                else { continue }
                items[id] = variable.text.filter { !$0.isWhitespace }
            }
        }
        return items
    }
}
