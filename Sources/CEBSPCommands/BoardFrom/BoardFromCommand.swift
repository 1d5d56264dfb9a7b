internal import ArgumentParser
internal import BSPFiles
internal import BoardRecovery
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// `cebsp board-from`.
struct BoardFromCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board-from", abstract: "Makes board.yaml, the address table and config.bib from an image alone.",
        discussion: """
            The table is found by its shape: rows of virtual address, physical address and size with three zeros at \
            the end. A word tells how sure each part is. In the end the files are checked as `cebsp check` does.
            """)

    @Option(help: ArgumentHelp("Where to write the files instead of printing them.", valueName: "folder"))
    var write: String?

    @Option(help: "The generation of CE, when it is known: ce5, ce6, wec7 or wec2013.")
    var profile: ProfileName?

    @Option(help: ArgumentHelp("Where a flat image without a ROM header is loaded.", valueName: "address"))
    var loadAddress: AddressArgument?

    @Argument(help: ArgumentHelp("A run-time image, nk.bin or nk.nb0.", valueName: "image"))
    var image: String

    func run() throws {
        let file = SourceFile(path: image, bytes: try bytes())
        let recovery = BoardRecovery(
            loadAddress: loadAddress?.address, profile: profile.map { Profile($0.name) })
        let found = recovery.board(from: file, name: name)
        guard var board = found.board else {
            let lines = SourceLines([], for: [])
            let text = TextReport(lines: lines, colored: StandardStream.error.wantsColor).text(
                of: found.reading.findings)
            StandardStream.error.write(
                cleaned: text.isEmpty ? "\(image): error: no run-time image\n" : text)
            throw ExitStatus.malformedInput.exitCode
        }
        board.draft.image = imagePath
        var text = board.parts.map { part in
            Self.padded(part.certainty.rawValue, 9) + Self.padded(part.what, 18) + part.text + "\n"
        }.joined()
        if let write {
            try DraftWriter(folder: write).write(board.draft.files)
        } else {
            text += board.draft.files.map { "\n==> \($0.path)\n\(String(decoding: $0.bytes, as: UTF8.self))" }.joined()
        }
        StandardStream.output.write(cleaned: text)
        let check = DraftCheck(board, image: file, folder: write)
        StandardStream.error.write(cleaned: check.text + check.summary + "\n")
        if check.hasErrors || !board.hasTable { throw ExitStatus.failure.exitCode }
    }

    /// The name of the file without its ending.
    private var name: String {
        let last = FilePath.lastComponent(of: image)
        return last.lastIndex(of: ".").map { String(last[..<$0]) }.flatMap { $0.isEmpty ? nil : $0 } ?? last
    }

    /// The image as the board file names it: as given when the files go beside it, else in full.
    private var imagePath: String {
        guard let write else { return image }
        let access = FileAccess()
        let folder = FilePath.directory(of: image)
        if let here = access.realPath(write), here == access.realPath(folder.isEmpty ? "." : folder) {
            return FilePath.lastComponent(of: image)
        }
        return access.realPath(image) ?? image
    }

    private func bytes() throws -> [UInt8] {
        do { return try FileAccess().read(image) } catch {
            StandardStream.error.write(error.description + "\n")
            throw (error.reason == .notFound ? ExitStatus.missingInput : .malformedInput).exitCode
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

/// A 32-bit address as an argument.
struct AddressArgument: ExpressibleByArgument {
    let address: UInt32

    init?(argument: String) {
        guard let address = addressArgument(argument) else { return nil }
        self.address = address
    }
}
