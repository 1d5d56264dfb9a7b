internal import Diagnostics
internal import HostSystem
internal import PEImage

/// What the libraries of a program give to it: objects that join when something needs them, and imports.
struct LinkedLibraries {
    private(set) var imports: [String: ImportSource] = [:]
    private var objects: [(object: ObjectFile, library: String)] = []
    /// Libraries that sources name and nobody found.
    private(set) var missing: [String] = []
    private let scratch: String
    private var opened: Set<String> = []

    init(scratch: String) { self.scratch = scratch }

    /// Libraries of CE that the SDK's lists stand for, and those of the compiler.
    private static let system: Set<String> = [
        "coredll", "corelibc", "ceddk", "libcmt", "libcmtd", "msvcrt", "msvcrtd", "oldnames", "fulllibc", "crt",
        "commctrl",
        "k.coredll", "k.ceddk", "nk", "defaultlib",
    ]

    private static func stem(_ name: String) -> String {
        let file = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? name
        let lowered = file.lowercased()
        return lowered.hasSuffix(".lib") || lowered.hasSuffix(".dll") ? String(lowered.dropLast(4)) : lowered
    }

    /// Takes a library in.
    /// - Throws: `InputError` when it is not there, or is none.
    mutating func open(_ path: String) throws(InputError) {
        guard opened.insert(FileAccess().realPath(path) ?? path).inserted else { return }
        let bytes: [UInt8]
        do {
            bytes = try FileAccess().read(path)
        } catch {
            throw InputError(at: SourceLocation(file: path), error.message, kind: .missing)
        }
        if path.lowercased().hasSuffix(".def") {
            let definition = try ModuleDefinition(path: path, bytes: bytes)
            add(definition, library: definition.name ?? Self.stem(path) + ".dll")
        } else if bytes.starts(with: [0x4D, 0x5A]) {
            try addImage(path, bytes)
        } else {
            try addArchive(path, bytes)
        }
    }

    private mutating func add(_ definition: ModuleDefinition, library: String) {
        for export in definition.exports {
            imports[export.name] = ImportSource(
                library: library, ordinal: export.hasName ? nil : export.ordinal, name: export.name)
        }
    }

    private mutating func addImage(_ path: String, _ bytes: [UInt8]) throws(InputError) {
        do {
            let image = try PEImage(bytes: bytes)
            for name in image.exports.indicesByName.keys {
                imports[name] = ImportSource(library: FilePath.lastComponent(of: path), ordinal: nil)
            }
        } catch {
            throw InputError(at: SourceLocation(file: path), "is no image that can be linked with: \(error)")
        }
    }

    private mutating func addArchive(_ path: String, _ bytes: [UInt8]) throws(InputError) {
        let archive = try Archive(path: path, bytes: bytes)
        for entry in archive.imports { imports[entry.symbol] = entry.source }
        for (name, bytes) in archive.objects {
            let copy = FilePath.join(scratch, "member\(objects.count).\(name.isEmpty ? "o" : name)")
            try BuiltFile.write(bytes, to: copy)
            objects.append((try ObjectFile(path: copy, bytes: bytes), path))
        }
    }

    /// Takes in what sources name by `#pragma comment(lib, …)`, or remembers that it is not there.
    mutating func open(named name: String, in folders: [String]) throws(InputError) {
        let stem = Self.stem(name)
        guard !Self.system.contains(stem) else { return }
        var names = FolderNames()
        for folder in folders {
            for suffix in ["lib", "def", "dll"] {
                if let path = names.find("\(stem).\(suffix)", in: folder) { return try open(path) }
            }
        }
        missing.append(name)
    }

    /// The objects of the libraries that define what is needed, and what those need in turn.
    mutating func members(
        for needed: Set<String>, defined: Set<String>
    ) -> [(object: ObjectFile, library: String)] {
        var (needed, defined) = (needed.subtracting(defined), defined)
        var joined: [(object: ObjectFile, library: String)] = []
        while let index = objects.firstIndex(where: { !$0.object.defined.isDisjoint(with: needed) }) {
            let member = objects.remove(at: index)
            joined.append(member)
            defined.formUnion(member.object.defined)
            needed = needed.union(member.object.needed).subtracting(defined)
        }
        return joined
    }
}
