internal import Diagnostics

/// Which library each function comes from that no source of an image defines.
struct ImportChoice {
    private let program: GuestProgram
    private let system: SystemExports
    private let libraries: LinkedLibraries
    private let helpers: HelperObject

    init(
        _ program: GuestProgram, _ sdk: SDK, _ libraries: LinkedLibraries, _ helpers: HelperObject
    ) throws(InputError) {
        self.program = program
        self.libraries = libraries
        self.helpers = helpers
        system = try SystemExports(sdk)
    }

    /// Symbols that the linker itself defines: the ends of the tables of constructors and destructors.
    private static let linkerDefined: Set<String> = [
        "__ctors_start", "__ctors_end", "__dtors_start", "__dtors_end", "__ImageBase",
    ]

    /// - Throws: `InputErrors` with each symbol that no library has.
    func resolve(_ objects: [ObjectFile], for machine: GuestMachine) throws(InputErrors) -> (
        libraries: [ImportedLibrary], usesHelpers: Bool
    ) {
        let defined = objects.reduce(into: Set<String>()) { $0.formUnion($1.defined) }
        let wanted = objects.reduce(into: Set<String>()) { $0.formUnion($1.needed) }
        let (needed, usesHelpers) = helpers.join(wanted.subtracting(defined).subtracting(Self.linkerDefined))
        var found: [ImportedLibrary] = []
        var errors: [InputError] = []
        for symbol in needed.subtracting(defined).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let source = source(of: symbol, for: machine) else {
                errors.append(missing(symbol, objects))
                continue
            }
            let key: ImportedLibrary.Key
            if let ordinal = source.ordinal, !program.importsByName {
                key = .ordinal(ordinal)
            } else {
                key = .name(source.name ?? symbol)
            }
            let entry = ImportedLibrary.Symbol(name: symbol, key: key)
            if let index = found.firstIndex(where: { $0.name == source.library }) {
                found[index].symbols.append(entry)
            } else {
                found.append(ImportedLibrary(name: source.library, symbols: [entry]))
            }
        }
        if !errors.isEmpty { throw InputErrors(errors) }
        return (found, usesHelpers)
    }

    private func source(of symbol: String, for machine: GuestMachine) -> ImportSource? {
        if var source = system.coredll(symbol) {
            // cegcc's way is a library without a suffix.
            if program.importsByName { source.library = "COREDLL" }
            return source
        }
        if let source = program.imports[symbol] ?? libraries.imports[symbol] { return source }
        // A function of C++ may stand in a library by its plain name, as a .def makes it.
        if let plain = Self.plainName(symbol, machine), var source = program.imports[plain] ?? libraries.imports[plain]
        {
            source.name = source.name ?? plain
            return source
        }
        return system.ceddk(symbol)
    }

    /// The name of a function at the top of a C++ source without the types of its arguments.
    static func plainName(_ symbol: String, _ machine: GuestMachine) -> String? {
        if machine.isConverted {
            guard symbol.hasPrefix("_Z") else { return nil }
            let digits = symbol.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
            guard let count = Int(digits), count > 0 else { return nil }
            let rest = symbol.dropFirst(2 + digits.count)
            return rest.count >= count ? String(rest.prefix(count)) : nil
        }
        guard symbol.hasPrefix("?"), let end = symbol.firstRange(of: "@@Y") else { return nil }
        return String(symbol[symbol.index(after: symbol.startIndex)..<end.lowerBound])
    }

    private func missing(_ symbol: String, _ objects: [ObjectFile]) -> InputError {
        let plain = Self.plainName(symbol, .thumb) ?? Self.plainName(symbol, .armNT) ?? symbol
        let caller = objects.first { $0.needed.contains(symbol) }?.origin
        var text = "calls \(plain), which no source and no library has"
        if plain != symbol { text += " (\(symbol))" }
        if !libraries.missing.isEmpty {
            text += "; not found: \(Set(libraries.missing).sorted().joined(separator: ", "))"
        }
        var hint: String?
        if plain != symbol, system.coredll(plain) ?? system.ceddk(plain) != nil {
            hint = "\(plain) of the system is a function of C: declare it extern \"C\", or include its header"
        } else if let near = nearestName(to: plain, among: system.names) {
            hint = "did you mean \(near)?"
        }
        return InputError(at: SourceLocation(file: caller ?? program.output), text, hint: hint)
    }
}
