package import Diagnostics
internal import HostSystem
internal import JSON

/// A `programs.json`: several images that are made of the sources of one folder.
package enum ProgramList {
    private static let keys = [
        "output", "sources", "exports", "entry", "imports", "importsByName", "symbols", "resources", "flavours",
        "libraries", "def", "base",
    ]

    /// The names of flavours, and the machines that each means.
    private static let flavours: [String: [GuestMachine]] = [
        "armv4i": [.thumb, .arm], "armv7": [.armNT], "bare": [], "linux": [],
    ]

    /// Reads a file.
    /// - Parameters:
    ///   - output: the folder for the images.
    ///   - machine: programs for other machines are left out.
    /// - Throws: `InputErrors`.
    package static func programs(
        in path: String, output: String, machine: GuestMachine
    ) throws(InputErrors) -> [GuestProgram] {
        func failure(_ message: String, hint: String? = nil) -> InputErrors {
            InputErrors(InputError(at: SourceLocation(file: path), message, hint: hint))
        }
        let document: JSONValue
        do {
            document = try JSONValue(parsing: try FileAccess().read(path))
        } catch let error as FileError {
            throw InputErrors(InputError(at: SourceLocation(file: path), error.message, kind: .missing))
        } catch { throw failure("is no JSON: \(error)") }
        guard let list = document["programs"]?.elements, !list.isEmpty else {
            throw failure("has no list \"programs\"")
        }
        var programs: [GuestProgram] = []
        for entry in list {
            guard case .object(let members) = entry else { throw failure("an entry of \"programs\" is no object") }
            for member in members where !keys.contains(member.key) {
                throw failure(
                    "unknown key '\(member.key)'",
                    hint: nearestName(to: member.key, among: keys).map { "did you mean '\($0)'?" })
            }
            guard let name = entry["output"]?.text, let sources = entry["sources"]?.elements?.compactMap(\.text) else {
                throw failure("a program needs \"output\" and \"sources\"")
            }
            if let wanted = entry["flavours"]?.elements?.compactMap(\.text) {
                if let unknown = wanted.first(where: { flavours[$0] == nil }) {
                    throw failure("unknown flavour '\(unknown)'")
                }
                guard wanted.contains(where: { flavours[$0]?.contains(machine) == true }) else { continue }
            }
            programs.append(try program(entry, name, sources, path: path, output: output))
        }
        return programs
    }

    private static func program(
        _ entry: JSONValue, _ name: String, _ sources: [String], path: String, output: String
    ) throws(InputErrors) -> GuestProgram {
        let folder = FilePath.directory(of: path)
        let exports = entry["exports"]?.elements?.compactMap(\.text)
        let kind = OutputKind.kind(of: name) ?? (exports == nil ? .program : .library)
        var program = GuestProgram(
            output: FilePath.join(output, name), kind: exports != nil && kind == .program ? .library : kind,
            sources: sources.map { FilePath.join(folder, $0) })
        program.includes = [folder.isEmpty ? "." : folder]
        program.libraryFolders = [output]
        program.exports = try (exports ?? []).map { text throws(InputErrors) in
            do throws(InputError) { return try ExportArgument.parse(text, in: path) } catch { throw InputErrors(error) }
        }
        if let entry = entry["entry"]?.text { program.entry = .named(entry) }
        program.importsByName = entry["importsByName"] == .bool(true)
        program.symbols = entry["symbols"]?.int.map(Int.init)
        program.base = entry["base"]?.int.map(Int.init)
        program.libraries = entry["libraries"]?.elements?.compactMap(\.text).map { FilePath.join(folder, $0) } ?? []
        if case .object(let imports)? = entry["imports"] {
            for member in imports {
                guard let library = member.value.elements?.first?.text else { continue }
                program.imports[member.key] = ImportSource(
                    library: library, ordinal: member.value.elements?.dropFirst().first?.int.map(Int.init))
            }
        }
        if case .object(let strings)? = entry["resources"]?["strings"] {
            for member in strings {
                if let number = Int(member.key), number >= 0, number < 0x10000, let text = member.value.text {
                    program.resources.strings[number] = text
                }
            }
        }
        if case .object(let data)? = entry["resources"]?["data"] {
            for member in data { program.resources.data[member.key] = member.value.text ?? "" }
        }
        if let name = entry["def"]?.text {
            try program.take(definitionAt: FilePath.join(folder, name))
        }
        return program
    }
}

/// What the name of an image says it is.
package enum OutputKind {
    private static let libraries = ["dll", "cpl", "drv"]

    /// Nil for a name that says nothing.
    package static func kind(of path: String) -> GuestProgram.Kind? {
        switch CompilerFlags.suffix(of: path).lowercased() {
        case "exe": .program
        case "lib", "a": .archive
        case let suffix where libraries.contains(suffix): .library
        default: nil
        }
    }
}

extension GuestProgram {
    /// Takes over what a module definition file says.
    /// - Throws: `InputErrors`.
    package mutating func take(definitionAt path: String) throws(InputErrors) {
        do throws(InputError) {
            let definition = try ModuleDefinition(path: path, bytes: try SourceScan.read(path), codePage: codePage)
            exports += definition.exports
            if let name = definition.name { libraryName = name }
            if let base = definition.base { self.base = base }
        } catch { throw InputErrors(error) }
    }
}
