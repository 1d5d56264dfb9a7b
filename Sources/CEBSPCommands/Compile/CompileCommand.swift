internal import ArgumentParser
internal import Diagnostics
internal import GuestToolchain
internal import HostSystem

/// `cebsp cc`.
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cc",
        abstract: "Builds a driver or an application for Windows CE from C and C++.",
        discussion: """
            The name behind -o says what is made: a .dll, an .exe, or a .lib of objects. Sources may be in C,
            C++ (without exceptions) and GNU assembler; .obj, .lib, .dll and .def files are linked with. A
            programs.json, a sources file of Platform Builder or its folder names several images itself: -o is
            then the folder that gets them.

            A .dll exports what a .def, --export, --prefix or __declspec(dllexport) says, and without any of
            these the entry points of a stream driver that its sources have. clang and lld do the work: those of
            a Swift toolchain, or Debian's packages clang and lld.
            """)

    @Argument(help: ArgumentHelp("Sources, libraries, .def files, or one project file.", valueName: "file"))
    var files: [String] = []

    @Option(
        name: [.short, .long], help: ArgumentHelp("The image, or the folder for those of a project.", valueName: "file")
    )
    var output: String?

    @Option(help: ArgumentHelp("1c2 (CE 5 to Compact 7), 1c4 (Thumb-2, Compact 2013) or 1c0.", valueName: "machine"))
    var machine = "1c2"

    @Option(help: ArgumentHelp("Another folder of headers and start-up code.", valueName: "folder"))
    var sdk: String?

    @Option(help: ArgumentHelp("The folder of clang and lld.", valueName: "folder"))
    var toolchain: String?

    @OptionGroup var settings: CompileOptions

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("there is nothing to build: name sources, or a project") }
    }

    func run() throws {
        do {
            let requests = try CompileRequests(self)
            for note in requests.notes { StandardStream.error.write(note + "\n") }
            let tools = try Toolchain(folder: toolchain)
            let kit = try SDK(folder: sdk)
            for program in requests.programs { try build(program, requests.machine, kit, tools) }
        } catch let error as InputError {
            throw Self.refuse(InputErrors(error))
        } catch let error as InputErrors {
            throw Self.refuse(error)
        } catch let error as BuildFailure {
            throw Self.explain(error)
        }
    }

    private func build(_ program: GuestProgram, _ machine: GuestMachine, _ kit: SDK, _ tools: Toolchain) throws {
        let folder = FilePath.directory(of: program.output)
        guard folder.isEmpty || FileAccess().kind(of: folder) == .directory else {
            throw InputError(at: SourceLocation(file: folder), "the folder for the image is not there", kind: .missing)
        }
        var report = BuildReport()
        defer { StandardStream.error.write(report.messages) }
        try ImageBuild.make(program, for: machine, sdk: kit, toolchain: tools, report: &report)
        if !report.likelyExports.isEmpty {
            StandardStream.error.write(
                "\(program.output): note: exports \(report.likelyExports.joined(separator: ", ")), by their names; "
                    + "a .def or --export says otherwise\n")
        }
    }

    private static func refuse(_ errors: InputErrors) -> ExitCode {
        StandardStream.error.write(errors.description + "\n")
        return (errors.isMissing ? ExitStatus.missingInput : .malformedInput).exitCode
    }

    private static func explain(_ failure: BuildFailure) -> ExitCode {
        switch failure {
        case .input(let errors): return refuse(errors)
        case .tool(let text):
            StandardStream.error.write(text)
            return ExitStatus.malformedInput.exitCode
        case .crash(let tool, let how, let text):
            // What a compiler writes when it crashes begins with its own addresses.
            let said = text.split(separator: "\n").first { $0.contains("error:") }.map { "\($0)\n" } ?? ""
            StandardStream.error.write("\(said)cebsp cc: error: \(tool) \(how) while it worked on these sources\n")
            return ExitStatus.malformedInput.exitCode
        }
    }
}
