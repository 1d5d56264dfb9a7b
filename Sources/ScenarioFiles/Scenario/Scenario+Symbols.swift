internal import Diagnostics

extension Scenario {
    func symbolMistakes() -> [InputError] {
        let index = CompanionIndex(files)
        return symbols.flatMap { file -> [InputError] in
            let absent = FileReference.absences([file])
            guard absent.isEmpty else { return absent }
            let images = index.images(of: file)
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
}

/// Images by the names that their companion files have: `smd.dll.map` names smd.dll, `smd.map` whatever is called smd.
package struct CompanionIndex {
    private let byName: [String: [FileReference]]
    private let byStem: [String: [FileReference]]

    package init(_ files: [FileReference]) {
        byName = Dictionary(grouping: files) { $0.name.lowercased() }
        let images = files.filter { file in [".dll", ".exe"].contains { file.name.lowercased().hasSuffix($0) } }
        byStem = Dictionary(grouping: images) { Self.withoutExtension($0.name.lowercased()) }
    }

    /// The images that a companion file may belong to.
    package func images(of companion: FileReference) -> [FileReference] {
        let name = Self.withoutExtension(companion.name).lowercased()
        return byName[name] ?? byStem[name] ?? []
    }

    private static func withoutExtension(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return name }
        return String(name[..<dot])
    }
}
