internal import HostSystem

/// The files of a BSP folder that a memory map is made of, found by their names, and tables by their contents when no
/// name tells.
struct BSPFolder {
    private static let depthLimit = 12
    private static let entryLimit = 20_000

    /// The folder of the BSP: above FILES and SRC.
    let root: String
    private(set) var tables: [String] = []
    private(set) var bibs: [String] = []
    /// The bib files of the BSP's boot loaders.
    private(set) var loaderBibs: [String] = []
    /// The address tables of the BSP's boot loaders.
    private(set) var loaderTables: [String] = []
    private(set) var constants: [String] = []
    private(set) var images: [String] = []
    /// The folders with files in them, where includes may lie.
    private(set) var folders: [String] = []
    /// The batch files of the root and the `sources` files that set what the table is assembled with.
    private(set) var batchFiles: [String] = []
    private(set) var sourcesFiles: [String] = []
    /// Catalogs (.pbcxml, .cec) and OS designs (.pbxml).
    private(set) var catalogs: [String] = []
    private(set) var designs: [String] = []
    /// The names of the BSPs, when there are several and none was chosen: nothing else is filled then.
    private(set) var choices: [String] = []

    /// - Parameters:
    ///   - path: the folder given.
    ///   - bsp: the name of the BSP to take, when there are several.
    init(_ path: String, bsp: String? = nil) {
        let path = FilePath.normalized(path)
        let all = FolderListing(path, depthLimit: Self.depthLimit, entryLimit: Self.entryLimit)
        let roots = Self.roots(in: all)
        let chosen =
            bsp.map { name in roots.filter { Self.name($0, in: path).lowercased() == name.lowercased() } } ?? roots
        if chosen.count != 1, bsp != nil || roots.count > 1 {
            root = path
            choices = roots.map { Self.name($0, in: path) }
            return
        }
        root = chosen.first ?? path
        // What lies beside the only BSP may belong to it; beside several it may not.
        let listing =
            roots.count > 1 ? FolderListing(root, depthLimit: Self.depthLimit, entryLimit: Self.entryLimit) : all
        folders = listing.folders
        choose(from: listing)
    }

    private mutating func choose(from listing: FolderListing) {
        let files = listing.files
        tables = Self.preferred(files.filter(\.isNamedTable))
        loaderTables = files.filter { $0.isNamedTable && $0.isOfBootLoader && !$0.isCopy && !tables.contains($0.path) }
            .filter { $0.hasEnding("inc") || $0.mentionsTable }.map(\.path)
        let includes = tables.filter { $0.lowercased().hasSuffix(".inc") }
        // A .s file beside an .inc file of that name only includes it.
        if !includes.isEmpty { tables = includes }
        if tables.isEmpty { tables = Self.preferred(files.filter { $0.role == .source && $0.mentionsTable }) }
        let found = files.filter { $0.name == "config.bib" }
        let inFiles = found.filter { $0.folders.last == "files" && !$0.isCopy }
        bibs = Self.preferred(inFiles.isEmpty ? found : inFiles)
        loaderBibs = files.filter { $0.role == .bib && !$0.isConfiguration && !$0.isCopy && $0.isLoaderBib }.map(\.path)
        constants = Self.preferred(files.filter { $0.role == .constants && $0.name.contains("image_cfg") })
        images = files.filter { $0.role == .image && ["nk.bin", "nk.nb0"].contains($0.name) }.map(\.path)
        batchFiles = BSPEnvironment.batchFile(of: root).map { [$0] } ?? []
        sourcesFiles = BSPEnvironment.sourcesFiles(of: root, in: listing, tables: tables)
        catalogs = files.filter { $0.hasEnding("pbcxml") || $0.hasEnding("cec") }.map(\.path)
        designs = files.filter { $0.hasEnding("pbxml") }.map(\.path)
    }

    /// The BSP's own files: neither CESYSGEN's filtered copies nor what is a boot loader's, unless there are no others.
    private static func preferred(_ files: [FolderListing.File]) -> [String] {
        let originals = files.filter { !$0.isCopy }
        let own = (originals.isEmpty ? files : originals)
        let kernels = own.filter { !$0.isOfBootLoader }
        return (kernels.isEmpty ? own : kernels).map(\.path)
    }

    // MARK: Several BSPs

    /// The folders above FILES and SRC of what makes a BSP: its config.bib, else its table.
    private static func roots(in listing: FolderListing) -> [String] {
        var roots: Set<String> = []
        for wanted in [\FolderListing.File.isConfiguration, \.isNamedTable] where roots.isEmpty {
            roots = Set(listing.files.filter { $0[keyPath: wanted] && !$0.isCopy }.map(\.bspRoot))
        }
        // A folder inside the folder of another BSP belongs to that one.
        let outermost = roots.filter { root in
            var folder = root
            while folder.contains("/"), folder != "/" {
                folder = FilePath.normalized(FilePath.directory(of: folder))
                if roots.contains(folder) { return false }
            }
            return root == "." || !roots.contains(".") || root.hasPrefix("/")
        }
        return outermost.sorted()
    }

    /// How a BSP is called: its folder, seen from the folder given.
    private static func name(_ root: String, in path: String) -> String {
        if root == path { return FilePath.lastComponent(of: path) }
        return path == "." ? root : String(root.dropFirst(path.count + 1))
    }
}
