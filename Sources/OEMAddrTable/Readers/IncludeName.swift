/// What an INCLUDE names: `..\INC\image_cfg.h`, `$(_TARGETPLATROOT)\SRC\INC\image_cfg.h`, `"base_regs.inc"`.
public struct IncludeName: Hashable, Sendable {
    /// The components, without `$(VARIABLE)`s, drive letters and `.`.
    public let components: [String]
    /// Whether the name started with a `$(VARIABLE)` or a drive letter: the components then count from a folder that this machine
    /// does not have.
    public let isRooted: Bool

    public init(_ text: String) {
        var components: [String] = []
        var current: [UInt8] = []
        var isRooted = false
        var isInVariable = false
        func close() {
            let part = String(decoding: current, as: UTF8.self)
            if !part.isEmpty, part != "." { components.append(part) }
            current.removeAll(keepingCapacity: true)
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ")") where isInVariable:
                isInVariable = false
                isRooted = true
                current.removeAll(keepingCapacity: true)
            case UInt8(ascii: "(") where current.last == UInt8(ascii: "$"): isInVariable = true
            case UInt8(ascii: "\\"), UInt8(ascii: "/"):
                if !isInVariable { close() }
            case UInt8(ascii: ":") where current.count == 1 && components.isEmpty:
                isRooted = true
                current.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\""): break
            default: current.append(byte)
            }
        }
        close()
        self.components = components
        self.isRooted = isRooted
    }

    /// The file name.
    public var lastComponent: String { components.last ?? "" }
}

/// A source provider over any way to read files and list folders: it does what a case-insensitive system with back slashes and
/// build variables does for a BSP.
///
/// An include is looked for beside the file that includes it, then upwards from there (a BSP's `SRC/INC` beside `SRC/OAL`), then in the
/// search folders; each time the longest tail of the name first, without regard to case.
public struct FolderSources: SourceProvider {
    private let readFile: @Sendable (String) throws(SourceRefusal) -> [UInt8]?
    private let listFolder: @Sendable (String) throws(SourceRefusal) -> [String]
    private let searchFolders: [String]

    /// - Parameters:
    ///   - searchFolders: folders to look in for includes, with `/`.
    ///   - readFile: the bytes of a file, nil when it is not there; throws when it is not to be read, or cannot be.
    ///   - listFolder: the names in a folder, empty when it is not there; throws when they are not to be known.
    public init(
        searchFolders: [String] = [], readFile: @escaping @Sendable (String) throws(SourceRefusal) -> [UInt8]?,
        listFolder: @escaping @Sendable (String) throws(SourceRefusal) -> [String]
    ) {
        self.searchFolders = searchFolders
        self.readFile = readFile
        self.listFolder = listFolder
    }

    public func read(_ path: String, from includingFile: String?) throws(SourceRefusal) -> SourceFile? {
        guard let includingFile else { return try file(path) }
        let name = IncludeName(path)
        guard !name.components.isEmpty, !name.components.contains(where: { $0.utf8.contains(0) }) else { return nil }
        var refusal: SourceRefusal?
        for (position, folder) in searchFolders(from: includingFile).enumerated() {
            for start in name.components.indices {
                let found: String?
                do throws(SourceRefusal) { found = try find(name.components[start...], in: folder) } catch {
                    // Folders above are only tried; what the include says itself, whole and from where it stands, was
                    // meant.
                    if position == 0, start == name.components.startIndex { refusal = error }
                    continue
                }
                if let found { return try file(found) }
            }
        }
        if let refusal { throw refusal }
        return nil
    }

    private func file(_ path: String) throws(SourceRefusal) -> SourceFile? {
        guard let bytes = try readFile(path) else { return nil }
        return SourceFile(path: path, bytes: bytes)
    }

    /// Beside the including file and above it, then in INC and SRC/INC of the folders above, then in the search folders.
    /// A folder that may not be read is as good as none.
    private func searchFolders(from file: String) -> [String] {
        let near = folders(near: file)
        let headers = near.flatMap { folder in
            [["inc"], ["src", "inc"]].compactMap { try? find($0[...], in: folder) }
        }
        return near + headers + searchFolders
    }

    /// The folder of `file`, and up to `levels` folders above it.
    private func folders(near file: String, levels: Int = 4) -> [String] {
        var folders: [String] = []
        var rest = file[...]
        while folders.count < levels, let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(rest.isEmpty ? "/" : String(rest))
        }
        if !file.hasPrefix("/"), folders.count < levels { folders.append(".") }
        return folders
    }

    private func find(_ components: ArraySlice<String>, in folder: String) throws(SourceRefusal) -> String? {
        var path = folder
        for component in components {
            if component == ".." {
                path += "/.."
                continue
            }
            let wanted = component.lowercased()
            let names = try listFolder(path)
            guard let name = names.contains(component) ? component : names.first(where: { $0.lowercased() == wanted })
            else { return nil }
            path = path == "." ? name : path.hasSuffix("/") ? path + name : path + "/" + name
        }
        return path
    }
}
