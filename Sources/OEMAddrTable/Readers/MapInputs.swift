public import ARMCore
public import Diagnostics

/// The files and facts that one memory map is made of.
public struct MapInputs: Sendable {
    /// The generation of CE; nil takes what the tables show.
    public var profile: Profile?
    /// The generation that the files around the tables show, such as a catalog; a marker row tells more.
    public var treeProfile: Profile?
    /// The architecture of the board's core, when it is known.
    public var architecture: CoreArchitecture?
    /// The files that hold address tables (`.inc`, `.s`, `.asm`, `.c`).
    public var tables: [String]
    /// The table that the kernel gets; nil for the first.
    public var tableSymbol: String?
    /// Files that define symbols which the table files use.
    public var includes: [String]
    /// config.bib files.
    public var bibs: [String]
    /// The bib files of boot loaders: their regions are part of the map, their settings are not.
    public var loaderBibs: [String] = []
    /// The address tables of boot loaders, which are held against the kernel's.
    public var loaderTables: [String] = []
    /// image_cfg.h and image_cfg.inc files.
    public var imageConfigurations: [String]
    /// `.bin` and `.nb0` files.
    public var images: [String]
    /// The batch files that set the environment of the build.
    public var batchFiles: [String] = []
    /// The `sources` files whose ADEFINES and CDEFINES the build hands to assembler and compiler.
    public var sourcesFiles: [String] = []
    /// The OS designs that gave some of `variables`, for what is said of the reading.
    public var designFiles: [String] = []
    /// Variables that are set before the batch files run, such as the folder of the BSP; names in upper case.
    public var variables: [String: String] = [:]
    /// Assembler symbols, C macros and build variables, given by the user: they win over what the files set.
    public var defines: [String: String]
    /// The board's banks of RAM.
    public var banks: [RAMBank]
    /// The board's devices.
    public var devices: [BoardDevice] = []
    /// The rows of a table that is written in the board file itself.
    public var rows: [StaticRow]

    public init(
        profile: Profile? = nil, tables: [String] = [], tableSymbol: String? = nil, includes: [String] = [],
        bibs: [String] = [], imageConfigurations: [String] = [], images: [String] = [],
        defines: [String: String] = [:], banks: [RAMBank] = [], rows: [StaticRow] = [],
        architecture: CoreArchitecture? = nil
    ) {
        self.profile = profile
        self.tables = tables
        self.tableSymbol = tableSymbol
        self.includes = includes
        self.bibs = bibs
        self.imageConfigurations = imageConfigurations
        self.images = images
        self.defines = defines
        self.banks = banks
        self.rows = rows
        self.architecture = architecture
    }
}

/// What reading gives: the map, what was wrong with the files, and their text for messages that show it.
public struct MapReading: Sendable {
    public var map: MemoryMap
    /// In the order the files were read.
    public var findings: [Finding]
    /// Every text file that was read, includes among them.
    public var sources: [SourceFile]
    /// The symbols that conditions asked for and nothing defines, in the order met.
    public var openSymbols: [String]
    /// What batch files and `sources` files gave.
    public var settings = BuildSettings()

    /// Why the map's first table does not say what the kernel maps, in a sentence with its place; nil when it does.
    /// Where it is not nil, an address that no row has may be mapped, and two maps that look alike may differ.
    public var gap: (location: SourceLocation, reason: String)? {
        guard let table = map.tables.first else { return nil }
        if table.rowsLeftOut > 0 {
            let count = table.rowsLeftOut == 1 ? "1 row" : "\(table.rowsLeftOut) rows"
            return (table.location, "\(count) of \(table.symbol) could not be read")
        }
        guard table.mappedRows.isEmpty else { return nil }
        let names = openSymbols.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
        return (
            table.location,
            "\(table.symbol) maps nothing" + (names.isEmpty ? "" : " while nothing defines \(names)")
        )
    }

    public init(map: MemoryMap, findings: [Finding], sources: [SourceFile] = [], openSymbols: [String] = []) {
        self.map = map
        self.findings = findings
        self.sources = sources
        self.openSymbols = openSymbols
    }
}
