internal import CEScenario
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable
internal import OSDesigns
internal import ScenarioFiles

/// The files behind the INPUT arguments: a board file, BSP files as they are, or a BSP folder.
struct MapSources {
    var inputs = MapInputs()
    /// What to call the map: the board's name, or the first argument.
    var title = ""
    /// Files that are not the map's but that findings may be about.
    private(set) var boardFiles: [SourceFile] = []
    /// Folders to look in for includes.
    var searchFolders: [String] = []
    /// The name of the BSP to take from a folder that holds several.
    var bsp: String?
    /// What to tell the user when a folder holds several BSPs and none, or none of them, was chosen.
    private(set) var choice: String?
    /// The folder of the BSP, when a folder was given.
    private(set) var folder: String?

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

    /// Takes source files without a table for tables when nothing else was given, so that a finding says that they have
    /// none.
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
        let found = BSPFolder(path, bsp: bsp)
        guard found.choices.isEmpty else {
            let names = found.choices.prefix(20).joined(separator: ", ")
            let more = found.choices.count > 20 ? " and \(found.choices.count - 20) more" : ""
            choice = "\(path): error: several board support packages are here: \(names)\(more); choose one with --bsp"
            return
        }
        guard !found.tables.isEmpty || !found.bibs.isEmpty else {
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: path), "no address table and no config.bib in this folder",
                    kind: .missing))
        }
        inputs.tables += found.tables
        inputs.bibs += found.bibs
        inputs.loaderBibs += found.loaderBibs
        inputs.loaderTables += found.loaderTables
        inputs.imageConfigurations += found.constants
        inputs.images += found.images
        searchFolders += found.folders + Self.commonFolders(beside: found.root)
        inputs.batchFiles += found.batchFiles
        inputs.sourcesFiles += found.sourcesFiles
        addBuild(of: found)
    }
}

extension MapSources {
    /// What the build knows of the BSP without its own files: where it lies, what the OS design chose, for which CE
    /// it is.
    private mutating func addBuild(of found: BSPFolder) {
        folder = found.root
        if bsp != nil { title = FilePath.lastComponent(of: found.root) }
        let full = FileAccess().realPath(found.root) ?? found.root
        inputs.variables["_TARGETPLATROOT"] = full
        inputs.variables["_PLATFORMROOT"] = FilePath.directory(of: full)
        inputs.variables["_TGTPLAT"] = FilePath.lastComponent(of: full)
        inputs.treeProfile = TreeProfile.profile(of: full, catalogs: found.catalogs, designs: found.designs)
        // Of several designs none is the one that is built.
        guard found.designs.count == 1, let design = Self.design(found.designs[0], found.catalogs) else {
            return
        }
        inputs.variables.merge(design.variables) { $1 }
        inputs.designFiles = found.designs
    }

    private static let designLimit = 8 << 20
    private static let catalogLimit = 64

    private static func design(_ path: String, _ catalogs: [String]) -> OSDesign? {
        let access = FileAccess()
        guard let bytes = try? access.read(path, limit: designLimit) else { return nil }
        let catalogs = catalogs.filter { $0.lowercased().hasSuffix(".pbcxml") }.prefix(catalogLimit)
        return OSDesign(bytes, catalogs: catalogs.compactMap { try? access.read($0, limit: designLimit) })
    }

    /// The header folders of PLATFORM/COMMON beside a BSP.
    private static func commonFolders(beside root: String) -> [String] {
        let parent = FilePath.directory(of: FileAccess().realPath(root) ?? root)
        guard let name = (try? FileAccess().entries(of: parent))?.first(where: { $0.lowercased() == "common" }),
            case let common = FilePath.join(parent, name), common != root, FileAccess().kind(of: common) == .directory
        else { return [] }
        return FolderListing(common, depthLimit: 8, entryLimit: 20_000).folders.filter {
            FilePath.lastComponent(of: $0).lowercased() == "inc"
        }
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
        // Without zeros UTF-16 reads as the letters it has.
        let text = String(decoding: bytes.prefix(wanted).filter { $0 != 0 }, as: UTF8.self).uppercased()
        let words = text.split(whereSeparator: { " \t\r\n".contains($0) })
        return words.contains { ["DCD", "DCDU", "DD", "DWORD", ".WORD", ".LONG", ".INT", ".4BYTE"].contains($0) }
            || text.contains("ADDRESS_TABLE")
            || text.contains("ADDRESSTABLE") || text.contains("RAMTABLE") || bytes.isEmpty
    }
}
