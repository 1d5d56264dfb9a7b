internal import CEScenario
internal import HostSystem
internal import OEMAddrTable

/// The files behind the INPUT arguments: a board file, BSP files as they are, or a BSP folder.
struct MapSources {
    var inputs = MapInputs()
    /// What to call the map: the board's name, or the first argument.
    var title = ""
    /// Files that are not the map's but that findings may be about.
    private(set) var boardFiles: [SourceFile] = []
    private(set) var searchFolders: [String] = []

    /// Adds an argument.
    /// - Throws: `InputErrors` when it is not there or cannot be what it should be.
    mutating func add(_ path: String) throws(InputErrors) {
        if title.isEmpty { title = FilePath.lastComponent(of: path) }
        switch FileAccess().kind(of: path) {
        case nil:
            throw InputErrors(InputError(at: SourceLocation(file: path), "no such file or folder", kind: .missing))
        case .directory: try add(folder: path)
        default: try add(file: path)
        }
    }

    /// Takes source files without a table for tables when nothing else was given, so that a finding says that they have none.
    mutating func settle() {
        guard inputs.tables.isEmpty, inputs.rows.isEmpty, inputs.bibs.isEmpty, inputs.images.isEmpty,
            inputs.imageConfigurations.isEmpty
        else { return }
        inputs.tables = inputs.includes
        inputs.includes = []
    }

    /// Reads everything into a map.
    func reader() -> MapReader {
        MapReader(inputs, sources: FolderSources.host(searchFolders: searchFolders))
    }

    private mutating func add(file path: String) throws(InputErrors) {
        switch FileRole(path) {
        case .board: try add(board: path)
        case .bib: inputs.bibs.append(path)
        case .image: inputs.images.append(path)
        case .constants: inputs.imageConfigurations.append(path)
        case .source where FileRole.holdsTable(path): inputs.tables.append(path)
        case .source: inputs.includes.append(path)
        case nil:
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: path), "not a file that a memory map is made of",
                    hint: "expected .yaml, .inc, .s, .asm, .c, .h, .bib, .bin or .nb0"))
        }
    }

    private mutating func add(board path: String) throws(InputErrors) {
        let board = try BoardFile(path: path, vocabulary: nil)
        let absent = board.references.filter { FileAccess().kind(of: $0.path) != .file }
        guard absent.isEmpty else {
            throw InputErrors(
                absent.map { InputError(at: $0.location, "\($0.path): no such file", kind: .missing) })
        }
        inputs = board.mapInputs
        title = board.name
        if let bytes = try? FileAccess().read(path) { boardFiles.append(SourceFile(path: path, bytes: bytes)) }
    }

    private mutating func add(folder path: String) throws(InputErrors) {
        let board = FilePath.join(path, "board.yaml")
        if FileAccess().kind(of: board) == .file { return try add(board: board) }
        let found = BSPFolder(path)
        guard !found.tables.isEmpty || !found.bibs.isEmpty else {
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: path), "no address table and no config.bib in this folder",
                    kind: .missing))
        }
        inputs.tables += found.tables
        inputs.bibs += found.bibs
        inputs.imageConfigurations += found.constants
        inputs.images += found.images
        searchFolders += found.folders
    }
}

/// What a file is, by its name.
enum FileRole {
    case board, bib, image, constants, source

    private static let wanted = 64 << 10

    init?(_ path: String) {
        let name = FilePath.lastComponent(of: path).lowercased()
        let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
        switch ending {
        case "yaml", "yml": self = .board
        case "bib": self = .bib
        case "bin", "nb0": self = .image
        case "h", "hpp": self = .constants
        case "inc", "s", "asm", "c", "cpp", "cxx": self = name.contains("image_cfg") ? .constants : .source
        default: return nil
        }
    }

    /// Whether a source file has rows of words, and not only definitions for another file.
    static func holdsTable(_ path: String) -> Bool {
        guard let bytes = try? FileAccess().read(path) else { return true }
        let text = String(decoding: bytes.prefix(wanted), as: UTF8.self).uppercased()
        let words = text.split(whereSeparator: { " \t\r\n".contains($0) })
        return words.contains { ["DCD", "DCDU", "DD", "DWORD"].contains($0) } || text.contains("ADDRESS_TABLE")
            || text.contains("ADDRESSTABLE") || text.contains("RAMTABLE") || bytes.isEmpty
    }
}
