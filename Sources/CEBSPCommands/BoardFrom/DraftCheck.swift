internal import BSPFiles
internal import BoardRecovery
internal import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// What `check` says of the files of a recovered board, together with the image.
struct DraftCheck {
    let text: String
    let summary: String
    let hasErrors: Bool

    /// - Parameter folder: where the files were written, for their names in findings.
    init(_ board: RecoveredBoard, image: SourceFile, folder: String?) {
        let files = board.draft.files.map { file in
            SourceFile(path: folder.map { FilePath.join($0, file.path) } ?? file.path, bytes: file.bytes)
        }
        let named = { (ending: String) in files.map(\.path).filter { $0.hasSuffix(ending) } }
        var inputs = MapInputs(
            profile: board.draft.profile, tables: named(".inc") + named(".asm"), bibs: named(".bib"),
            images: [image.path])
        // A bank that nobody knows is none to be held against.
        if board.draft.banks.contains(where: { !$0.remark.hasPrefix("unknown") }) {
            inputs.banks = board.draft.banks.map { RAMBank(range: $0.range) }
        }
        let reading = MapReader(inputs, sources: MemorySources(files + [image])).read()
        let all = (reading.findings + MapRules.check(reading.map)).inReadingOrder
        let lines = SourceLines(files.map { (path: $0.path, bytes: $0.bytes) }, for: all)
        text = TextReport(lines: lines, colored: StandardStream.error.wantsColor).text(of: all)
        summary = TextReport.summary(of: all) ?? "no findings"
        hasErrors = all.contains { $0.severity == .error }
    }
}
