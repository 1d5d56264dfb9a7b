package import Diagnostics

/// Exports and imports as command lines and `programs.json` have them.
package enum ExportArgument {
    /// The entry points of stream drivers, behind the prefix.
    package static let streamEntries = [
        "Init", "Deinit", "PreDeinit", "Open", "Close", "PreClose", "Read", "Write", "Seek", "IOControl", "PowerUp",
        "PowerDown", "Cancel",
    ]

    /// `NAME`, `NAME=FUNCTION`, and either with `@ORDINAL` (which then has no name) behind it.
    /// - Throws: `InputError`.
    package static func parse(_ text: String, in file: String) throws(InputError) -> GuestProgram.Export {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let pair = parts[0].split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = pair.first else {
            throw InputError(at: SourceLocation(file: file), "the export '\(text)' has no name")
        }
        var ordinal: Int?
        if parts.count > 1 {
            guard let number = Int(parts[1]), (1...65_535).contains(number) else {
                throw InputError(at: SourceLocation(file: file), "the export '\(text)': an ordinal is 1 to 65535")
            }
            ordinal = number
        }
        return GuestProgram.Export(
            name, function: pair.count > 1 ? pair[1] : nil, ordinal: ordinal, hasName: ordinal == nil)
    }

    /// The exports of a stream driver with a prefix: those of its entry points that its sources have.
    package static func stream(prefix: String) -> [GuestProgram.Export] {
        streamEntries.map { GuestProgram.Export("\(prefix)_\($0)", isOptional: $0 != "Init") }
    }

    /// What a library without a list of exports is most likely to export: a stream driver's entry points, those of an
    /// installable interrupt handler.
    static func likely(among defined: Set<String>, plainName: (String) -> String?) -> [GuestProgram.Export] {
        let names = Set(defined.map { plainName($0) ?? $0 })
        let prefixes = names.compactMap { name -> String? in
            guard name.hasSuffix("_Init") else { return nil }
            let prefix = String(name.dropLast(5))
            return prefix.utf8.count == 3 && names.contains("\(prefix)_Open") || names.contains("\(prefix)_Deinit")
                ? prefix : nil
        }
        var exports = prefixes.sorted().flatMap(stream)
        if names.contains("ISRHandler") {
            exports += ["ISRHandler", "CreateInstance", "DestroyInstance", "IOControl"].map {
                GuestProgram.Export($0, isOptional: true)
            }
        }
        return exports
    }

    /// `NAME=library.dll` and `NAME=library.dll@ORDINAL`.
    /// - Throws: `InputError`.
    package static func parseImport(_ text: String) throws(InputError) -> (name: String, source: ImportSource) {
        let pair = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard pair.count == 2 else {
            throw InputError(
                at: SourceLocation(file: "cebsp cc"),
                "--import \(text): write NAME=library.dll or NAME=library.dll@ORDINAL")
        }
        let parts = pair[1].split(separator: "@", maxSplits: 1)
        guard parts.count < 2 || Int(parts[1]).map({ (1...65_535).contains($0) }) == true else {
            throw InputError(at: SourceLocation(file: "cebsp cc"), "--import \(text): an ordinal is 1 to 65535")
        }
        return (pair[0], ImportSource(library: String(parts[0]), ordinal: parts.count > 1 ? Int(parts[1]) : nil))
    }
}
