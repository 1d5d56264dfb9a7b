/// An image that is to be made.
package struct GuestProgram: Sendable {
    package enum Kind: Sendable { case program, library, archive }

    /// Where a library begins.
    package enum Entry: Hashable, Sendable {
        /// At DllMain or DllEntry, or nowhere when the sources have neither.
        case automatic
        case none
        case named(String)
    }

    /// An export as its author names it.
    package struct Export: Hashable, Sendable {
        package var name: String
        /// The function that it leads to; nil for the one of the same name.
        package var function: String?
        package var ordinal: Int?
        package var hasName: Bool
        package var isData: Bool
        /// Whether the image can do without it.
        package var isOptional: Bool

        package init(
            _ name: String, function: String? = nil, ordinal: Int? = nil, hasName: Bool = true, isData: Bool = false,
            isOptional: Bool = false
        ) {
            self.name = name
            self.function = function
            self.ordinal = ordinal
            self.hasName = hasName
            self.isData = isData
            self.isOptional = isOptional
        }
    }

    /// How much the compiler says.
    package enum Warnings: String, CaseIterable, Sendable {
        /// What is certainly meant otherwise; sources of drivers have hundreds of the rest.
        case usual
        case all
        case none
        /// All, and each ends the build.
        case errors
    }

    /// The path of the image.
    package var output: String
    package var kind: Kind
    /// The sources, and objects.
    package var sources: [String]
    /// Archives, import libraries and DLLs to link with.
    package var libraries: [String] = []
    /// Libraries by the names that a project has for them, which may be nowhere on this machine.
    package var namedLibraries: [String] = []
    /// Folders in which libraries are looked for.
    package var libraryFolders: [String] = []
    package var includes: [String] = []
    /// `NAME` or `NAME=VALUE`.
    package var defines: [String] = []
    package var undefines: [String] = []
    package var exports: [Export] = []
    /// Whether a library that nobody gave a list exports what its functions' names say.
    package var exportsLikely = false
    package var entry = Entry.automatic
    package var imports: [String: ImportSource] = [:]
    package var importsByName = false
    /// The version of DWARF in the companion file; nil writes none.
    package var symbols: Int?
    package var resources = ImageResources()
    /// The address that the image is linked for; nil for the usual one.
    package var base: Int?
    package var warnings = Warnings.usual
    /// Such as `gnu99` and `c++11`; a language without one has its usual one, gnu89 or gnu++98.
    package var standards: [String] = []
    /// The code page of sources that are neither UTF-8 nor UTF-16.
    package var codePage = 1252
    package var optimization = "2"
    package var hasStackCookies = false
    /// Handed to clang as they are.
    package var compilerOptions: [String] = []
    /// The name that the image has in its own export table.
    package var libraryName: String

    package init(output: String, kind: Kind, sources: [String]) {
        self.output = output
        self.kind = kind
        self.sources = sources
        libraryName = String(output.split(separator: "/").last ?? "")
    }

    /// The address of CE's linkers: `0x10000` for a program, `0x10000000` for a library.
    var baseAddress: Int { base ?? (kind == .library ? 0x1000_0000 : 0x10000) }
}
