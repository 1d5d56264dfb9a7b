internal import GuestAddress
internal import HostSystem
internal import JSON
internal import PEImage

/// The scenario that a driver is tried in, as a file of its own would say it.
struct ProbeScenario {
    /// Its key below HKLM\Drivers\BuiltIn.
    var key: ProbeKey
    var prefix: StreamPrefix
    var request: ProbeRequest
    /// Host files under \Windows, the driver among them.
    var files: [String]

    var text: String {
        var driver = "{ name: \(quoted(key.name)), dll: \(quoted(FilePath.lastComponent(of: request.driver)))"
        if let devicePrefix { driver += ", prefix: \(quoted(devicePrefix)), index: \(index)" }
        var values: [String] = []
        if prefix.prefix.isEmpty { values.append("Flags: \(key.flags | ProbeKey.nakedEntries)") }
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

    /// What the device's name begins with, or nil of a device without a name. Entry points without a prefix are tried
    /// with one all the same, since only a device with a name can be opened.
    private var devicePrefix: String? {
        guard prefix.isNamed else { return nil }
        guard prefix.prefix.isEmpty else { return prefix.prefix }
        return key.isGiven ? key.prefix : "NKD"
    }

    private var index: Int { key.index ?? 1 }

    /// `SMD1:` or `$device\SMD11`, or nil of a device without a name.
    var device: String? {
        devicePrefix.map { index <= 10 ? "\($0)\(index % 10):" : "$device\\\($0)\(index)" }
    }

    /// What is odd about the key; nil when nothing is.
    /// - Parameter prefixes: all that the driver's exports have.
    func remark(_ prefixes: [StreamPrefix]) -> String? {
        guard let wanted = key.prefix, key.flags & ProbeKey.nakedEntries == 0,
            !prefixes.contains(where: { $0.prefix.lowercased() == wanted.lowercased() })
        else { return nil }
        let tried = prefix.prefix.isEmpty ? "no prefix" : prefix.prefix
        return "HKLM\\Drivers\\BuiltIn\\\(key.name) has Prefix \(wanted), its entry points have \(tried); "
            + "it was tried with what they have"
    }

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
