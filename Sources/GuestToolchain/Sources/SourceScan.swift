internal import Diagnostics
internal import HostSystem
internal import JSON

/// Goes through sources and what they include before clang does, and leads it to files that it would not find, or not
/// read: a name in other letters, text in UTF-16 or in a code page.
struct SourceScan {
    /// Files that are looked at; what lies behind that clang has to find itself.
    private static let fileLimit = 5_000

    private let includes: [String]
    private let headers: String
    private let codePage: Int
    private let scratch: String
    private let workingFolder: String
    private var names = FolderNames()
    private var entries: [String: String] = [:]
    private var seen: Set<String> = []

    /// - Parameters:
    ///   - includes: the folders of `-I`.
    ///   - scratch: where files go that live as long as the build.
    init(program: GuestProgram, sdk: SDK, scratch: String) {
        includes = program.includes
        headers = sdk.headers
        codePage = program.codePage
        self.scratch = scratch
        workingFolder = FileAccess().realPath(".") ?? "/"
    }

    /// Looks at sources and writes what clang is to know.
    /// - Returns: the file for `-ivfsoverlay`, or nil when clang finds and reads everything itself.
    /// - Throws: `InputError` for a source that cannot be read.
    mutating func overlay(for sources: [String]) throws(InputError) -> String? {
        var waiting: [(path: String, folders: [String])] = []
        for source in sources {
            let bytes = try Self.read(source)
            note(source, asked: source, bytes, &waiting, above: [])
        }
        while let (path, folders) = waiting.popLast(), seen.count < Self.fileLimit {
            guard let bytes = try? FileAccess().read(path, limit: 16 << 20) else { continue }
            note(path, asked: nil, bytes, &waiting, above: folders)
        }
        guard !entries.isEmpty else { return nil }
        let path = FilePath.join(scratch, "overlay.yaml")
        try BuiltFile.write(Array(document().utf8), to: path)
        return path
    }

    static func read(_ source: String) throws(InputError) -> [UInt8] {
        guard FileAccess().kind(of: source) != .other else {
            throw InputError(at: SourceLocation(file: source), "is no file")
        }
        do {
            return try FileAccess().read(source, limit: 64 << 20)
        } catch {
            throw InputError(at: SourceLocation(file: source), error.message, kind: .missing)
        }
    }

    /// Takes a file in: its text in an encoding that clang reads, and what it includes.
    private mutating func note(
        _ path: String, asked: String?, _ bytes: [UInt8], _ waiting: inout [(path: String, folders: [String])],
        above: [String]
    ) {
        guard seen.insert(path).inserted else { return }
        var text = bytes
        if let converted = SourceText.converted(bytes, codePage: codePage) {
            text = converted
            let copy = FilePath.join(scratch, "text\(entries.count)")
            if (try? FileAccess().write(converted, to: copy)) != nil { add(path, leadsTo: copy) }
        }
        let folders = [FilePath.directory(of: path)] + above
        for include in SourceText.includes(text) {
            let name = String(include.name.map { $0 == "\\" ? "/" : $0 })
            guard !name.isEmpty, !name.hasPrefix("/") else { continue }
            // A name in quotes is looked for beside the file, and beside those that include it.
            let places = (include.isQuoted ? folders : []) + includes + [headers]
            for place in places {
                guard let found = names.find(name, in: place) else { continue }
                let asked = FilePath.join(place, name)
                if found != asked { add(asked, leadsTo: found) }
                waiting.append((found, folders))
                break
            }
        }
    }

    private mutating func add(_ path: String, leadsTo target: String) { entries[absolute(path)] = absolute(target) }

    private func absolute(_ path: String) -> String { FilePath.join(workingFolder, path) }

    /// The description of LLVM's overlay file system: a folder for each, with the files that it seems to have.
    private func document() -> String {
        var folders: [String: [JSONValue]] = [:]
        for (path, target) in entries.sorted(by: { $0.key < $1.key }) {
            // A file of another name may itself be one whose text was converted.
            let final = entries[target] ?? target
            let file: JSONValue = .object([
                .init("type", .string("file")), .init("name", .string(FilePath.lastComponent(of: path))),
                .init("external-contents", .string(final)),
            ])
            folders[FilePath.directory(of: path), default: []].append(file)
        }
        let roots = folders.sorted { $0.key < $1.key }.map { name, contents in
            JSONValue.object([
                .init("type", .string("directory")), .init("name", .string(name)), .init("contents", .array(contents)),
            ])
        }
        // Messages name the files as the sources do.
        return JSONValue.object([
            .init("version", .integer(0)), .init("case-sensitive", .string("true")),
            .init("use-external-names", .string("false")), .init("roots", .array(roots)),
        ]).serialized() + "\n"
    }
}
