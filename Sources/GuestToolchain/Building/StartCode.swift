internal import Diagnostics

/// What an image begins with, which depends on what its sources have.
struct StartCode {
    /// Files of the SDK without their suffix, and where the image begins with them.
    struct Pieces {
        var entry: String?
        var files: [(name: String, defines: [String])] = []
    }

    private let program: GuestProgram
    private let machine: GuestMachine
    private let names: FunctionNames
    private let hasStatics: Bool

    /// The entry that each kind of main function takes, and the definition that selects it in `startup.c`.
    private static let mains: [(name: String, entry: String, defines: [String])] = [
        ("main", "mainACRTStartup", []), ("wmain", "mainWCRTStartup", ["USE_WMAIN"]),
        ("WinMain", "WinMainCRTStartup", ["USE_WINMAIN"]),
    ]
    /// Where a library may begin when nobody says.
    private static let libraryEntries = ["DllMain", "DllEntry"]
    /// What `sources` files name for the entries that the run-time library has.
    private static let runtimeEntries: Set<String> = [
        "_DllMainCRTStartup", "WinMainCRTStartup", "mainACRTStartup", "mainWCRTStartup", "mainCRTStartup",
        "wmainCRTStartup", "wWinMainCRTStartup",
    ]

    init(_ objects: [ObjectFile], _ program: GuestProgram, _ machine: GuestMachine) {
        self.program = program
        self.machine = machine
        names = FunctionNames(objects, machine, output: program.output)
        hasStatics = objects.contains { $0.hasStatics || $0.needed.contains("atexit") }
    }

    /// - Throws: `InputError` when there is nowhere to begin.
    func pieces() throws(InputError) -> Pieces {
        var pieces = program.kind == .library ? try library() : try main()
        if hasStatics { pieces.files.append(("statics", [])) }
        if program.hasStackCookies { pieces.files.append(("cookie", [])) }
        return pieces
    }

    private func main() throws(InputError) -> Pieces {
        if case .named(let entry) = program.entry, !Self.runtimeEntries.contains(entry) {
            // A program that does without the run-time library's beginning.
            return Pieces(entry: try names.required(entry, as: ", where the program is to begin"))
        }
        for (name, entry, flags) in Self.mains {
            guard let symbol = try names.symbol(of: name) else { continue }
            var defines = flags
            if symbol != name { defines.append("MAIN=\"\(symbol)\"") }
            if hasStatics { defines.append("HAS_STATICS") }
            if program.hasStackCookies { defines.append("HAS_COOKIE") }
            return Pieces(entry: entry, files: [("startup", defines)])
        }
        throw InputError(at: SourceLocation(file: program.output), "no source has main, wmain or WinMain")
    }

    private func library() throws(InputError) -> Pieces {
        var symbol: String?
        switch program.entry {
        case .none: break
        case .named(let name) where !Self.runtimeEntries.contains(name):
            symbol = try names.required(name, as: ", where the library is to begin")
        case .automatic, .named:
            for name in Self.libraryEntries where symbol == nil { symbol = try names.symbol(of: name) }
        }
        guard hasStatics || program.hasStackCookies else { return Pieces(entry: symbol) }
        var defines = symbol.map { ["ENTRY=\"\($0)\""] } ?? []
        if !hasStatics { defines.append("WITHOUT_STATICS") }
        if program.hasStackCookies { defines.append("HAS_COOKIE") }
        return Pieces(entry: "_DllMainCRTStartup", files: [("library", defines)])
    }
}
