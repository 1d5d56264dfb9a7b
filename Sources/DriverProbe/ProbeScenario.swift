internal import GuestAddress
internal import HostSystem
internal import JSON
internal import PEImage

/// The scenario that a driver is tried in, as a file of its own would say it.
struct ProbeScenario {
    /// Its name among the keys below HKLM\Drivers\BuiltIn.
    var key: String
    var prefix: StreamPrefix
    /// The device's number.
    var index = 1
    var request: ProbeRequest
    /// Host files under \Windows, the driver among them.
    var files: [String]

    var text: String {
        var driver = "{ name: \(quoted(key)), dll: \(quoted(FilePath.lastComponent(of: request.driver)))"
        if prefix.isNamed { driver += ", prefix: \(quoted(prefix.prefix)), index: \(index)" }
        var values: [String] = []
        if prefix.prefix.isEmpty { values.append("Flags: 8") }
        if !prefix.prefix.isEmpty, !prefix.isNamed { values.append("BusPrefix: \(quoted(prefix.prefix))") }
        if !values.isEmpty { driver += ", values: { \(values.joined(separator: ", ")) }" }
        driver += " }"
        let registry = request.registry.map(quoted).joined(separator: ", ")
        return """
            version: 1
            name: \(quoted("probe of " + FilePath.lastComponent(of: request.driver)))
            board: \(quoted(request.board))
            files: [\(files.map(quoted).joined(separator: ", "))]
            \(registry.isEmpty ? "" : "registryFiles: [\(registry)]\n")\
            drivers:
            - \(driver)
            checkers: all
            missing: zero
            expect: { result: pass }

            """
    }

    /// `SMD1:`, or nil of a device without a name.
    var device: String? { prefix.isNamed ? "\(prefix.prefix)\(index):" : nil }

    /// YAML takes JSON's texts.
    private func quoted(_ text: String) -> String { JSONValue.string(text).serialized() }

    /// The driver and the libraries beside it that it needs, as files of the host.
    static func files(of driver: String, _ image: PEImage) -> [String] {
        let folder = FilePath.directory(of: driver)
        let names = (try? FileAccess().entries(of: folder.isEmpty ? "." : folder)) ?? []
        var byName: [String: String] = [:]
        for name in names { byName[name.lowercased()] = name }
        var files = [driver]
        var taken: Set<String> = [FilePath.lastComponent(of: driver).lowercased(), "coredll.dll", "k.coredll.dll"]
        var waiting = image.importedLibraries.map(\.name)
        while let library = waiting.popLast(), files.count < 32 {
            var name = library.lowercased()
            if !name.hasSuffix(".dll") { name += ".dll" }
            guard taken.insert(name).inserted, let found = byName[name] else { continue }
            let path = FilePath.join(folder, found)
            guard let bytes = try? FileAccess().read(path), let image = try? PEImage(bytes: bytes) else { continue }
            files.append(path)
            waiting += image.importedLibraries.map(\.name)
        }
        return files
    }
}
