internal import Diagnostics

/// What a file is that was taken for a scenario and is none, and which command takes it.
struct OtherFile {
    /// `a board file`.
    private var kind: String
    private var hint: String

    private static let images: [(start: [UInt8], kind: String, hint: String)] = [
        (
            Array("MZ".utf8), "a PE image",
            "'cebsp probe' tries a driver without a scenario, 'cebsp apis' lists what an image imports"
        ),
        (Array("B000FF\n".utf8), "a run-time image", "'cebsp check' and 'cebsp map' take it"),
        ([0x7F] + Array("ELF".utf8), "an ELF file", "'cebsp cc' builds programs for Windows CE"),
    ]
    private static let maps = "'cebsp check' and 'cebsp map' take it"
    private static let texts: [(endings: [String], kind: String, hint: String)] = [
        ([".bib"], "a config.bib", maps), ([".inc", ".s", ".asm"], "an address table's source", maps),
        ([".h"], "a header", maps), ([".nb0"], "a run-time image", maps),
        ([".reg"], "a registry file", "a scenario or board file names it under 'registryFiles'"),
        ([".c", ".cpp", ".def"], "source text", "'cebsp cc' builds it"),
        ([".svd"], "a CMSIS-SVD file", "a board file names it under 'devices'"),
        ([".pdb", ".map"], "a symbol file", "a scenario names it under 'symbols'"),
    ]
    private static let documents: [(key: String, kind: String, hint: String)] = [
        ("ram", "a board file", "'cebsp check' and 'cebsp map' take it; a scenario names it under 'board'"),
        ("registers", "a device description", "a board file names it under 'devices'"),
        ("programs", "a list of programs", "'cebsp cc' builds them"),
        ("scenarios", "the results of a run", "'cebsp compare' and 'cebsp merge' take them"),
    ]

    /// A document with one of these is a scenario, whatever else is in it.
    private static let ownKeys = ["board", "drivers", "processes", "steps", "expect"]

    /// What the bytes or the name of a file show; nil when it may be a scenario.
    init?(bytes: [UInt8], path: String) {
        if let image = Self.images.first(where: { bytes.starts(with: $0.start) }) {
            self.init(kind: image.kind, hint: image.hint)
            return
        }
        let name = path.lowercased()
        guard let text = Self.texts.first(where: { $0.endings.contains { name.hasSuffix($0) } }) else { return nil }
        self.init(kind: text.kind, hint: text.hint)
    }

    /// What the keys of a document show; nil when it may be a scenario.
    init?(_ document: YAMLNode) {
        let keys = Set(document.entries.map(\.key))
        guard keys.isDisjoint(with: Self.ownKeys), let found = Self.documents.first(where: { keys.contains($0.key) })
        else { return nil }
        self.init(kind: found.kind, hint: found.hint)
    }

    private init(kind: String, hint: String) {
        self.kind = kind
        self.hint = hint
    }

    func errors(in path: String) -> InputErrors {
        InputErrors(InputError(at: SourceLocation(file: path), "is no scenario but \(kind)", hint: hint))
    }
}
