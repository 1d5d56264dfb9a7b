internal import Diagnostics
internal import HostSystem

/// Makes one image: compiles its sources, finds out where it begins and what it imports and exports, and links it.
package struct ImageBuild {
    private let program: GuestProgram
    private let machine: GuestMachine
    private let sdk: SDK
    private let toolchain: Toolchain
    private let flags: CompilerFlags
    private let scratch: String
    private var report = BuildReport()

    /// Builds an image.
    /// - Parameter report: gets what the tools said and which files were written, also when the build fails.
    /// - Throws: `BuildFailure`; no image is written then.
    package static func make(
        _ program: GuestProgram, for machine: GuestMachine, sdk: SDK, toolchain: Toolchain, report: inout BuildReport
    ) throws(BuildFailure) {
        let scratch: String
        do {
            scratch = try FileAccess().makeTemporaryFolder()
        } catch {
            throw BuildFailure(InputError(at: SourceLocation(file: error.path), error.message, kind: .missing))
        }
        defer { try? FileAccess().removeTree(scratch) }
        var build = ImageBuild(program, machine, sdk, toolchain, scratch: scratch)
        defer { report = build.report }
        do {
            try build.run()
        } catch let error as InputError {
            throw BuildFailure(error)
        } catch let error as InputErrors {
            throw BuildFailure.input(error)
        } catch let error as ToolFailure {
            throw BuildFailure(error)
        } catch {
            throw BuildFailure(InputError(at: SourceLocation(file: program.output), "\(error)"))
        }
    }

    private init(
        _ program: GuestProgram, _ machine: GuestMachine, _ sdk: SDK, _ toolchain: Toolchain, scratch: String
    ) {
        self.program = program
        self.machine = machine
        self.sdk = sdk
        self.toolchain = toolchain
        self.scratch = scratch
        flags = CompilerFlags(program: program, machine: machine, sdk: sdk)
    }

    /// A file that lives as long as the build; its name can be read in a linker's map.
    private func scratchFile(_ name: String) -> String {
        FilePath.join(scratch, "\(FilePath.lastComponent(of: program.output)).\(name)")
    }

    private func failure(_ message: String, hint: String? = nil) -> InputError {
        InputError(at: SourceLocation(file: program.output), message, hint: hint)
    }

    // MARK: Compiling

    private mutating func run() throws {
        var objects = try compileSources()
        if program.kind == .archive { return try writeArchive(objects) }
        var libraries = LinkedLibraries(scratch: scratch)
        for path in program.libraries { try libraries.open(path) }
        let folders = program.libraryFolders + program.sources.map { FilePath.directory(of: $0) }
        for name in program.namedLibraries + objects.flatMap(\.libraries) {
            try libraries.open(named: name, in: folders)
        }
        let wanted = objects.reduce(into: Set<String>()) { $0.formUnion($1.needed) }
        let own = objects.reduce(into: Set<String>()) { $0.formUnion($1.defined) }
        let members = libraries.members(for: wanted, defined: own)
        for member in members { try member.object.require(for: machine, named: member.library) }
        objects += members.map(\.object)
        let start = try StartCode(objects, program, machine).pieces()
        try compileStartup(start, into: &objects)
        let choice = ExportChoice(program, machine, objects)
        let exports = try choice.resolved()
        report.likelyExports = choice.isLikely ? exports.map(\.name) : []
        let helpers = try HelperObject(sdk: sdk, machine: machine, path: helpersPath)
        let imports = try ImportChoice(program, sdk, libraries, helpers).resolve(objects, for: machine)
        let linking = ImageLinking(
            program: program, machine: machine, sdk: sdk, toolchain: toolchain, scratch: scratch, entry: start.entry,
            exports: program.kind == .library ? exports : nil, imports: imports.libraries,
            objects: objects.map(\.path) + (imports.usesHelpers ? [helpers.path] : []))
        report.files += try machine.isConverted ? linking.linkELF() : linking.linkCOFF()
    }

    /// Objects that were made before are taken as they are.
    private mutating func compileSources() throws -> [ObjectFile] {
        var scan = SourceScan(program: program, sdk: sdk, scratch: scratch)
        let texts = program.sources.filter {
            CompilerFlags.suffixes.contains(CompilerFlags.suffix(of: $0).lowercased())
        }
        let overlay = try scan.overlay(for: texts)
        var jobs: [Toolchain.Job] = []
        var paths: [String] = []
        for (index, source) in program.sources.enumerated() {
            guard texts.contains(source) else {
                paths.append(source)
                continue
            }
            paths.append(scratchFile("\(index).o"))
            jobs.append(
                Toolchain.Job(
                    tool: .clang, arguments: flags.compile(source, to: scratchFile("\(index).o"), overlay: overlay)))
        }
        // They depend on no source, so that they are made meanwhile.
        let helpers = flags.assemble(sdk.file(HelperObject.source(for: machine)), to: helpersPath)
        if program.kind != .archive { jobs.append(Toolchain.Job(tool: .clang, arguments: helpers)) }
        report.messages += try toolchain.run(jobs).joined()
        var objects: [ObjectFile] = []
        for (path, source) in zip(paths, program.sources) {
            var object = try ObjectFile(path: path, bytes: try SourceScan.read(path))
            object.origin = source
            try object.require(for: machine, named: path)
            objects.append(object)
        }
        return objects
    }

    private func compileStartup(_ start: StartCode.Pieces, into objects: inout [ObjectFile]) throws {
        let jobs = start.files.map { file in
            Toolchain.Job(
                tool: .clang,
                arguments: flags.compileStartup(
                    "\(file.name).c", to: scratchFile("\(file.name).o"), defines: file.defines))
        }
        _ = try toolchain.run(jobs)
        for file in start.files {
            let path = scratchFile("\(file.name).o")
            objects.append(try ObjectFile(path: path, bytes: try SourceScan.read(path)))
        }
    }

    private var helpersPath: String { scratchFile("helpers.o") }

    /// The objects of a library that others link with, named like their sources.
    private mutating func writeArchive(_ objects: [ObjectFile]) throws {
        var members: [(name: String, bytes: [UInt8])] = []
        for (object, source) in zip(objects, program.sources) {
            let stem = FilePath.lastComponent(of: source).prefix { $0 != "." }
            members.append(("\(stem.prefix(12)).o", try SourceScan.read(object.path)))
        }
        try BuiltFile.write(Archive.bytes(of: members), to: program.output)
        report.files.append(program.output)
    }
}
