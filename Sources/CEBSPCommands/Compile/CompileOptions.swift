internal import ArgumentParser
internal import GuestToolchain

/// What `cebsp cc` hands to compiler and linker.
struct CompileOptions: ParsableArguments {
    @Option(
        name: [.customShort("I", allowingJoined: true), .long],
        help: ArgumentHelp("A folder with headers.", valueName: "folder"))
    var include: [String] = []

    @Option(
        name: [.customShort("D", allowingJoined: true), .long],
        help: ArgumentHelp("Defines a macro.", valueName: "name=value"))
    var define: [String] = []

    @Option(
        name: [.customShort("U", allowingJoined: true)], help: ArgumentHelp("Undefines a macro.", valueName: "name"))
    var undefine: [String] = []

    @Option(
        name: [.customShort("L", allowingJoined: true), .customLong("library-folder")],
        help: ArgumentHelp("A folder with libraries that sources name.", valueName: "folder"))
    var libraryFolder: [String] = []

    @Option(
        help: ArgumentHelp(
            "Exports a function, perhaps under another name or by an ordinal only.", valueName: "name[=function][@n]"))
    var export: [String] = []

    @Option(
        name: [.customLong("prefix"), .customLong("exports")],
        help: ArgumentHelp("Exports the entry points of a stream driver, XYZ_Init and so on.", valueName: "XYZ"))
    var prefix: [String] = []

    @Option(
        name: .customLong("def"),
        help: ArgumentHelp("A file of exports, whatever its name ends with.", valueName: "file"))
    var definitions: [String] = []

    @Option(help: ArgumentHelp("Imports a function that no library given here has.", valueName: "name=library.dll[@n]"))
    var `import`: [String] = []

    @Flag(help: "Imports from coredll by name in place of ordinals.")
    var importByName = false

    @Option(
        help: ArgumentHelp("Where the image begins, or none; DllMain or DllEntry otherwise.", valueName: "function"))
    var entry: String?

    @Option(help: ArgumentHelp("The address that the image is linked for.", valueName: "address"))
    var base: String?

    @Option(
        name: .customLong("std"), help: ArgumentHelp("The language: gnu89 and gnu++98 otherwise.", valueName: "name"))
    var standards: [String] = []

    @Option(
        name: .customShort("O", allowingJoined: true),
        help: ArgumentHelp("The level of optimization.", valueName: "0123s"))
    var optimization = "2"

    @Flag(
        name: [.customShort("g"), .customLong("debug")],
        help: "Writes a companion with symbols and lines beside the image.")
    var debug = false

    @Option(help: ArgumentHelp("The version of DWARF in the companion, 4 or 5.", valueName: "version"))
    var dwarf: Int?

    @Flag(name: .customLong("gs"), help: "Guards return addresses with a cookie, as /GS does.")
    var stackCookies = false

    @Option(help: ArgumentHelp("What the compiler says: \(Warnings.names).", valueName: "much"))
    var warnings = "usual"

    @Option(help: ArgumentHelp("The code page of sources that are neither UTF-8 nor UTF-16.", valueName: "number"))
    var codePage = 1252

    @Option(
        name: .customLong("option"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Hands an option to clang.", valueName: "option"))
    var options: [String] = []

    /// The words of `--warnings`.
    enum Warnings {
        static let names = GuestProgram.Warnings.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
