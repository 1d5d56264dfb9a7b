internal import Diagnostics
internal import GuestToolchain
internal import HostSystem

/// The images that a call of `cebsp cc` asks for.
struct CompileRequests {
    let machine: GuestMachine
    private(set) var programs: [GuestProgram] = []
    /// What is left out, in sentences.
    private(set) var notes: [String] = []

    private static let sources = ["c", "cpp", "cxx", "cc", "s", "o", "obj"]
    private static let libraries = ["lib", "a", "dll"]

    /// - Throws: `InputError` or `InputErrors`.
    init(_ command: CompileCommand) throws {
        guard let machine = GuestMachine(name: command.machine) else {
            throw Self.failure(
                "--machine \(command.machine): there are \(GuestMachine.allCases.map(\.name).joined(separator: ", "))")
        }
        self.machine = machine
        let files = command.files.map(Self.project)
        if let project = files.first(where: Self.isProject) {
            guard files.count == 1 else { throw Self.failure("\(project) is a project: name nothing else with it") }
            try take(project: project, output: command.output ?? FilePath.directory(of: project))
        } else {
            try take(files, output: command.output)
        }
        for index in programs.indices { try command.settings.apply(to: &programs[index]) }
    }

    static func failure(_ message: String, hint: String? = nil) -> InputError {
        InputError(at: SourceLocation(file: "cebsp cc"), message, hint: hint)
    }

    /// The project in a folder, or the path itself.
    private static func project(_ path: String) -> String {
        guard FileAccess().kind(of: path) == .directory else { return path }
        let names = (try? FileAccess().entries(of: path)) ?? []
        let found = names.first { $0 == "programs.json" } ?? names.first { $0.lowercased() == "sources" }
        return found.map { FilePath.join(path, $0) } ?? path
    }

    private static func isProject(_ path: String) -> Bool {
        let name = FilePath.lastComponent(of: path).lowercased()
        return name == "sources" || name.hasSuffix(".json")
    }

    private mutating func take(project: String, output: String) throws {
        guard FileAccess().kind(of: project) == .file else {
            throw InputError(at: SourceLocation(file: project), "no such file", kind: .missing)
        }
        let output = output.isEmpty ? "." : output
        if project.lowercased().hasSuffix(".json") {
            programs = try ProgramList.programs(in: project, output: output, machine: machine)
        } else {
            let described = try SourcesProject(path: project, output: output, machine: machine)
            programs = [described.program]
            notes = described.notes
        }
    }

    private mutating func take(_ files: [String], output: String?) throws {
        guard let output else { throw Self.failure("-o is missing: it names the image, as in -o driver.dll") }
        guard let kind = OutputKind.kind(of: output) else {
            throw Self.failure("-o \(output): the name ends with .dll, .exe or .lib, and says what is made")
        }
        var program = GuestProgram(output: output, kind: kind, sources: [])
        for path in files {
            guard let present = FileAccess().kind(of: path) else {
                throw InputError(at: SourceLocation(file: path), "no such file", kind: .missing)
            }
            guard present != .directory else {
                throw InputError(
                    at: SourceLocation(file: path), "is a folder without a programs.json or a sources file")
            }
            let name = FilePath.lastComponent(of: path)
            let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
            if Self.sources.contains(suffix) {
                program.sources.append(path)
            } else if Self.libraries.contains(suffix) {
                program.libraries.append(path)
            } else if suffix == "def" {
                try program.take(definitionAt: path)
            } else if suffix == "rc" {
                notes.append("\(path): note: is left out: resources are not compiled here")
            } else {
                throw InputError(
                    at: SourceLocation(file: path), "is no source that can be built: .c, .cpp, .cxx, .cc and .s are")
            }
        }
        guard !program.sources.isEmpty || kind != .archive else { throw Self.failure("there is no source") }
        program.libraryName = FilePath.lastComponent(of: output)
        programs = [program]
    }
}

extension CompileOptions {
    /// Adds what the command line says to an image.
    func apply(to program: inout GuestProgram) throws {
        program.includes += include
        program.defines += define
        program.undefines += undefine
        program.libraryFolders += libraryFolder
        program.exports += try export.map { try ExportArgument.parse($0, in: "cebsp cc") }
        program.exports += prefix.flatMap(ExportArgument.stream)
        let name = program.libraryName
        for path in definitions { try program.take(definitionAt: path) }
        program.libraryName = name
        for text in `import` {
            let (name, source) = try ExportArgument.parseImport(text)
            program.imports[name] = source
        }
        program.importsByName = program.importsByName || importByName
        program.exportsLikely = true
        if let entry { program.entry = entry.lowercased() == "none" ? .none : .named(entry) }
        if let base { program.base = try Self.address(base) }
        program.standards += standards
        program.optimization = optimization
        if debug || dwarf != nil { program.symbols = try version() }
        program.hasStackCookies = stackCookies
        guard let amount = GuestProgram.Warnings(rawValue: warnings) else {
            throw CompileRequests.failure(
                "--warnings \(warnings): there are \(Warnings.names)",
                hint: nearestName(to: warnings, among: GuestProgram.Warnings.allCases.map(\.rawValue)).map {
                    "did you mean \($0)?"
                })
        }
        program.warnings = amount
        program.codePage = codePage
        guard CodePage.utf8([0x41], codePage: codePage) != nil else {
            throw CompileRequests.failure("--code-page \(codePage): this machine has no table of it")
        }
        program.compilerOptions += options
    }

    private func version() throws -> Int {
        let version = dwarf ?? 4
        guard [4, 5].contains(version) else { throw CompileRequests.failure("--dwarf \(version): 4 or 5") }
        return version
    }

    private static func address(_ text: String) throws -> Int {
        let value = text.lowercased().hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
        guard let value, value >= 0x10000, value < 0x8000_0000, value.isMultiple(of: 0x10000) else {
            throw CompileRequests.failure("--base \(text): an address below 2 GB, in steps of 64 KB")
        }
        return value
    }
}
