internal import OEMAddrTable

extension Scenario {
    /// The images that a companion file may belong to, by its name: `smd.dll.map` names smd.dll, `smd.map` whatever is called smd.
    func images(namedBy companion: FileReference) -> [FileReference] {
        let name = Self.withoutExtension(companion.name)
        let whole = files.filter { $0.name.lowercased() == name.lowercased() }
        guard whole.isEmpty else { return whole }
        return files.filter { file in
            let lower = file.name.lowercased()
            return (lower.hasSuffix(".dll") || lower.hasSuffix(".exe"))
                && Self.withoutExtension(lower) == name.lowercased()
        }
    }

    func symbolMistakes() -> [InputError] {
        symbols.flatMap { file -> [InputError] in
            let absent = file.absence()
            guard absent.isEmpty else { return absent }
            let images = images(namedBy: file)
            if images.count == 1 { return [] }
            return [
                InputError(
                    at: file.location,
                    images.isEmpty
                        ? "'\(file.name)' belongs to no image among 'files'"
                        : "'\(file.name)' may belong to \(images.map(\.name).joined(separator: " or "))",
                    hint: images.isEmpty
                        ? "the companion of smd.dll is called smd.map, smd.elf, smd.dll.map or smd.dll.elf"
                        : "call it '\(images[0].name).\(file.name.split(separator: ".").last ?? "map")'")
            ]
        }
    }

    private static func withoutExtension(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return name }
        return String(name[..<dot])
    }
}
