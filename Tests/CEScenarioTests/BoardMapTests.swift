import CEScenario
import Diagnostics
import HostSystem
import OEMAddrTable
import ScenarioFiles
import Testing

@Suite struct BoardMapTests {
    private let head = "version: 1\nname: b\nprofile: ce6\ncpu: cortex-a8\nram: [{ base: 0x80000000, size: 1G }]\n"

    private func board(_ text: String, files: [String: String]) throws -> (ScenarioFolder, BoardFile) {
        let folder = try ScenarioFolder(files: [])
        try FileAccess().makeDirectory(folder.path)
        for (name, content) in files { try FileAccess().write(content, to: folder.path + "/" + name) }
        return (folder, try BoardFile(bytes: Array(text.utf8), path: folder.path + "/board.yaml", vocabulary: nil))
    }

    @Test func `the map of a board is read from the files beside it`() throws {
        let (folder, file) = try board(
            head + "addressTable: { file: t.inc, symbol: second }\ndefines: { SIZE: 64 }\n",
            files: [
                "t.inc": """
                first
                    DCD 0x80000000, 0x80000000, 1
                    DCD 0, 0, 0
                second
                    DCD 0x80000000, 0x80000000, SIZE
                    DCD 0, 0, 0
                """
            ])
        let map = try file.readMap().map
        #expect(map.tables.first?.symbol == "second")
        #expect(map.tables.first?.rows.first?.size == 64 << 20)
        #expect(map.banks.count == 1)
        _ = folder
    }

    @Test func `rows in the board file are the table`() throws {
        let (_, file) = try board(head + "addressTable: { rows: [[0x80000000, 0x80000000, 256]] }\n", files: [:])
        let reading = try file.readMap()
        #expect(reading.map.tables.first?.rows.map(\.size) == [256 << 20])
        #expect(reading.findings.isEmpty)
    }

    @Test func `a file that is named and not there is an error at its line`() throws {
        let (folder, file) = try board(head + "addressTable: oemadrtab.inc\n", files: ["oemaddrtab.inc": ""])
        do {
            _ = try file.readMap()
            Issue.record("the table is not there")
        } catch {
            #expect(error.isMissing)
            #expect(
                error.description.replacing(folder.path + "/", with: "")
                    == "board.yaml:6:15: error: oemadrtab.inc: no such file (did you mean 'oemaddrtab.inc'?)")
        }
    }

    @Test(arguments: ["omap-1g", "s3c2440", "am33x-wec7"])
    func `the boards of the fixtures may boot`(name: String) throws {
        let file = try BoardFile(path: "fixtures/boards/\(name)/board.yaml", vocabulary: nil)
        let reading = try file.readMap()
        #expect(reading.findings.filter { $0.severity == .error } == [])
        #expect(reading.map.validated().map != nil)
    }
}
