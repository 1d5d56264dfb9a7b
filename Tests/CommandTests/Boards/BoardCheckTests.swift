import Diagnostics
import HostSystem
import OEMAddrTable
import Testing

@testable import CEBSPCommands

/// The boards of the repository, as they are and with one mistake each.
struct BoardCheckTests {
    @Test(arguments: BoardFiles.names) func `a board is clean`(_ board: String) throws {
        let found = try BoardFiles(board).found()
        #expect(found.filter { $0.severity > .note }.map(\.id) == [])
        var sources = MapSources()
        try sources.add(FilePath.join(BoardFiles.folder, board))
        #expect(MapCheck(sources).status(strict: true) == .success)
    }

    @Test(arguments: BoardSeed.all) func `one mistake gives its rule in its line, and nothing else`(
        _ seed: BoardSeed
    ) throws {
        var files = try BoardFiles(seed.board)
        try files.apply(seed.setup)
        if seed.image != nil { files.image = seed.image }
        let before = try files.found()
        #expect(before.filter { $0.severity > .note }.map(\.id) == [])
        try files.apply(seed.mistakes)
        if let damaged = seed.damagedImage { files.image = damaged }
        let after = try files.found()
        // Lines below an edit move, so findings are compared without them.
        var known: [String: Int] = [:]
        for finding in before { known[Self.name(finding), default: 0] += 1 }
        let new = after.filter { finding in
            known[Self.name(finding), default: 0] -= 1
            return known[Self.name(finding), default: 0] < 0
        }
        #expect(new.map(\.id) == [seed.rule], "found \(new.map { "\($0.location) \($0.id) \($0.message)" })")
        let line = try files.line(of: seed.mark, in: seed.file)
        #expect(
            after.contains { $0.id == seed.rule && $0.location.file == seed.file && $0.location.line == line },
            "expected \(seed.file):\(line), found \(after.map { "\($0.location) \($0.id)" })")
    }

    private static func name(_ finding: Finding) -> String {
        "\(finding.location.file) \(finding.id) \(finding.severity)"
    }

    /// Where a rule cannot be broken, or not alone, and why.
    private static let impossible: [(rules: [String], boards: [String], reason: String)] = [
        (
            ["CE0111", "CE0113"], BoardFiles.names,
            "the rule is of x86 tables, which count bytes; the board in the test's own files has one"
        ),
        (
            ["CE0118"], ["am33x-wec7"],
            "without its marker row the board's device table is not read, which CE0205 says"
        ),
        (
            ["CE0201", "CE0202", "CE0203", "CE0204", "CE0206", "CE0403"], ["omap-1g", "s3c2440"],
            "CE 6 reads no device table, which CE0205 says, so its rows mean nothing"
        ),
        (
            ["CE0301", "CE0302", "CE0303", "CE0305"], ["omap-1g", "s3c2440"],
            "CE 6 reads no RAM table, which CE0304 says, so its rows mean nothing"
        ),
        (["CE0304"], ["am33x-wec7"], "Compact 7 reads the RAM table; under CE 6 the marker row is CE0117's first"),
        (["CE0305"], ["am33x-wec7"], "its RAM table has entries and no structure in front of them"),
        (["CE0418", "CE0420"], BoardFiles.names, "a board file names no boot loader's files"),
        (["CE0419"], ["am33x-wec7"], "its registers are device rows, of which CE0403 says it"),
        (["CE0419"], ["s3c2440"], "it has no device"),
        (["CE0604"], ["omap-1g", "s3c2440"], "a classic table makes the uncached alias"),
    ]

    @Test func `every rule is broken on every board where that is possible`() {
        let broken = Set(BoardSeed.all.map { "\($0.rule) \($0.board)" })
        let excused = Self.impossible.flatMap { entry in
            entry.rules.flatMap { rule in entry.boards.map { "\(rule) \($0)" } }
        }
        let wanted = MapRules.all.map { type(of: $0).about.id }.flatMap { rule in
            BoardFiles.names.map { "\(rule) \($0)" }
        }
        #expect(wanted.filter { !broken.contains($0) && !excused.contains($0) } == [])
        #expect(excused.filter(broken.contains) == [])
        #expect(broken.isSuperset(of: ["CE0111 x86", "CE0113 x86"]))
    }
}
