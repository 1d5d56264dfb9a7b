/// What an INCLUDE names: `..\INC\image_cfg.h`, `$(_TARGETPLATROOT)\SRC\INC\image_cfg.h`, `"base_regs.inc"`.
public struct IncludeName: Hashable, Sendable {
    /// The components, without `$(VARIABLE)`s, drive letters and `.`.
    public let components: [String]
    /// Whether the name started with a `$(VARIABLE)` or a drive letter: the components then count from a folder that
    /// this machine does not have.
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

/// A source provider over any way to read files and list folders: it does what a case-insensitive system with back
/// slashes and build variables does for a BSP.
///
/// An include is looked for beside the file that includes it, then upwards from there, then in INC and SRC/INC of
/// those folders (a BSP's `SRC/INC` beside `SRC/OAL`), then in the search folders; each time the longest tail of the
/// name first, without regard to case.
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
        let near = folders(near: includingFile)
        // Folders above are only tried; what the include says itself, whole and from where it stands, was meant.
        var refusal: SourceRefusal?
        var ignored: SourceRefusal?
        let found =
            find(name, in: near, &refusal) ?? find(name, in: headerFolders(of: near), &ignored)
            ?? find(name, in: searchFolders, &ignored)
        if let found { return try file(found) }
        if let refusal { throw refusal }
        return nil
    }

    /// INC and SRC/INC in folders. A folder that may not be read is as good as none.
    private func headerFolders(of folders: [String]) -> [String] {
        folders.flatMap { folder in [["inc"], ["src", "inc"]].compactMap { try? find($0[...], in: folder) } }
    }

    /// The first file of a name in folders, each time the longest tail of the name first.
    /// - Parameter refusal: gets why the whole name in the first folder may not be read.
    private func find(_ name: IncludeName, in folders: [String], _ refusal: inout SourceRefusal?) -> String? {
        for (position, folder) in folders.enumerated() {
            for start in name.components.indices {
                do throws(SourceRefusal) {
                    if let found = try find(name.components[start...], in: folder) { return found }
                } catch {
                    if position == 0, start == name.components.startIndex { refusal = error }
                }
            }
        }
        return nil
    }

    private func file(_ path: String) throws(SourceRefusal) -> SourceFile? {
        guard let bytes = try readFile(path) else { return nil }
        return SourceFile(path: path, bytes: bytes)
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
