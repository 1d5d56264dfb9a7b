internal import HostSystem

/// The files in a folder and the folders in it, within bounds.
struct FolderListing {
    struct File {
        var path: String
        /// In lower case.
        var name: String
        /// The folders between the folder listed and the file, in lower case.
        var folders: [String]
        /// The folder that the listing started at.
        var start: String
        var role: FileRole?
    }

    private(set) var files: [File] = []
    /// The folders with files in them.
    private(set) var folders: [String] = []
    private var count = 0
    private let depthLimit: Int
    private let entryLimit: Int

    init(_ path: String, depthLimit: Int, entryLimit: Int) {
        self.depthLimit = depthLimit
        self.entryLimit = entryLimit
        walk(path, [], from: path)
    }

    private mutating func walk(_ folder: String, _ above: [String], from start: String) {
        guard above.count <= depthLimit, let names = try? FileAccess().entries(of: folder) else { return }
        var hasFiles = false
        for name in names where !name.hasPrefix(".") {
            count += 1
            guard count <= entryLimit else { return }
            let path = FilePath.join(folder, name)
            switch FileAccess().kind(of: path) {
            // Objects are no sources.
            case .directory where name.lowercased() != "obj": walk(path, above + [name.lowercased()], from: start)
            case .file:
                hasFiles = true
                files.append(
                    File(path: path, name: name.lowercased(), folders: above, start: start, role: FileRole(path)))
            default: break
            }
        }
        if hasFiles { folders.append(folder) }
    }
}

extension FolderListing.File {
    /// Bytes of a source file that are searched for a table.
    private static let sourceLimit = 256 << 10
    /// Folders inside a BSP: what is above the first of them is the BSP.
    private static let inner: Set<String> = [
        "src", "files", "cesysgen", "inc", "bootloader", "oal", "oak", "catalog", "kernel", "postproc",
    ]

    func hasEnding(_ ending: String) -> Bool { name.hasSuffix("." + ending) }

    var isConfiguration: Bool { name == "config.bib" }

    /// Whether the name says that the file holds an address table.
    var isNamedTable: Bool {
        role == .source && ["addrtab", "addrtbl", "addresstab"].contains { name.contains($0) }
    }

    /// Whether the file is a copy that the build filtered (CESYSGEN) or processed.
    var isCopy: Bool { folders.contains { ["cesysgen", "postproc", "target"].contains($0) } }

    /// Whether a bib file is a boot loader's, by its name or its folders.
    var isLoaderBib: Bool {
        isOfBootLoader || ["boot", "ldr", "loader", "ipl", "nbl"].contains { name.contains($0) }
    }

    /// Whether the file is a boot loader's, by its folders.
    var isOfBootLoader: Bool {
        folders.contains { folder in ["boot", "ldr", "loader", "ipl"].contains { folder.contains($0) } }
    }

    /// The folder that the file lies in.
    var folder: String { FilePath.normalized(FilePath.directory(of: path)) }

    /// The folder of the BSP that the file belongs to.
    var bspRoot: String {
        let above = folders.prefix { !Self.inner.contains($0) }.count
        var path = path
        for _ in 0..<(folders.count - above + 1) { path = FilePath.directory(of: path) }
        return FilePath.normalized(path)
    }

    /// Whether the text of a source file has an address table.
    var mentionsTable: Bool {
        guard let bytes = try? FileAccess().read(path, limit: Self.sourceLimit) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("AddressTable") else { return false }
        return FileRole.holdsTable(path)
            && (text.contains("DCD") || text.contains("dd") || text.contains("{") || text.contains(".word"))
    }
}
