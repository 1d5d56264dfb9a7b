internal import ArgumentParser
internal import BSPFiles
internal import Diagnostics
internal import GuestAddress
internal import HostSystem
internal import MapPlanning
internal import OEMAddrTable
internal import ScenarioFiles

/// `cebsp plan`.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Proposes the memory map of a board: tables and config.bib from banks and devices.",
        discussion: """
            A board file's name, profile, core, RAM banks and devices count; a table that it names does not. RAM comes \
            first, then devices by whole megabytes, all below the cap of 512 MB. For what is left, the calls are told \
            that map it at run time.
            """)

    @Option(help: ArgumentHelp("The generation of CE instead of the board file's.", valueName: "profile"))
    var profile: ProfileName?

    @Option(
        help: ArgumentHelp(
            "RAM above the cap that is left to drivers and not put into the RAM table (Compact 7 and later).",
            valueName: "size"))
    var reserve: SizeArgument?

    @Option(
        help: ArgumentHelp(
            "Where to write the files; of several boards each gets a folder with its name.", valueName: "folder"))
    var write: String?

    @Argument(help: ArgumentHelp("Board files.", valueName: "board"))
    var boards: [String]

    func run() throws {
        var names: Set<String> = []
        for path in boards {
            let board = try Self.board(path)
            let planner = MapPlanner(
                name: board.name, profile: Profile(profile?.name ?? board.profile), cpu: board.cpu, banks: board.banks,
                devices: board.devices.map {
                    BoardDraft.Device(name: $0.name, type: $0.type, base: $0.base, interrupt: $0.interrupt)
                }, reserve: reserve?.size.rawValue ?? 0)
            let plan: MapPlan
            do { plan = try planner.plan() } catch {
                StandardStream.error.write("\(path): error: \(error.message)\n")
                throw ExitStatus.malformedInput.exitCode
            }
            let text = PlanText(plan)
            guard let write else {
                StandardStream.output.write(cleaned: text.summary + text.contents)
                continue
            }
            let folder = boards.count == 1 ? write : FilePath.join(write, try Self.folder(of: board, in: &names, path))
            try DraftWriter(folder: folder).write(plan.draft.files)
            StandardStream.output.write(cleaned: text.summary)
        }
    }

    private static func board(_ path: String) throws -> BoardFile {
        do { return try BoardFile(path: path, vocabulary: nil) } catch {
            StandardStream.error.write(error.description + "\n")
            throw (error.isMissing ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }

    /// The name of a board as one of a folder, each once.
    private static func folder(of board: BoardFile, in names: inout Set<String>, _ path: String) throws -> String {
        let name = board.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_" }
        guard !name.isEmpty, names.insert(String(name)).inserted else {
            StandardStream.error.write("\(path): error: another board is called so\n")
            throw ExitStatus.usage.exitCode
        }
        return String(name)
    }
}

/// A number of bytes as an argument: `64M`.
struct SizeArgument: ExpressibleByArgument {
    let size: ByteCount

    init?(argument: String) {
        guard let size = ByteCount(argument) else { return nil }
        self.size = size
    }
}
