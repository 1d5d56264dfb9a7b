import CEScenario
import HostSystem
import OEMAddrTable
import Testing

@testable import CEBSPCommands

struct MapSourcesTests {
    private static let boards = FilePath.join(FilePath.directory(of: #filePath), "../../fixtures/boards")

    private static func sources(_ paths: String...) throws -> MapSources {
        var sources = MapSources()
        for path in paths { try sources.add(FilePath.join(boards, path)) }
        return sources
    }

    @Test func `BSP files are what their names say`() throws {
        let inputs = try Self.sources(
            "s3c2440/oemaddrtab_cfg.inc", "s3c2440/config.bib", "s3c2440/base_regs.inc", "omap-1g/image_cfg.h"
        ).inputs
        #expect(inputs.tables.map(FilePath.lastComponent) == ["oemaddrtab_cfg.inc"])
        #expect(inputs.bibs.map(FilePath.lastComponent) == ["config.bib"])
        #expect(inputs.includes.map(FilePath.lastComponent) == ["base_regs.inc"])
        #expect(inputs.imageConfigurations.map(FilePath.lastComponent) == ["image_cfg.h"])
    }

    @Test func `a folder without a board file is searched`() {
        let folder = BSPFolder(FilePath.join(Self.boards, "s3c2440"))
        #expect(folder.tables.map(FilePath.lastComponent) == ["oemaddrtab_cfg.inc"])
        #expect(folder.bibs.map(FilePath.lastComponent) == ["config.bib"])
    }

    @Test func `a folder with a board file is the board`() throws {
        #expect(try Self.sources("omap-1g").title == "omap-1g")
        #expect(try Self.sources("omap-1g").inputs.banks.count == 1)
    }

    @Test func `what is not there, and what is no map`() {
        #expect(throws: InputErrors.self) { try Self.sources("nowhere.inc") }
        do {
            _ = try Self.sources("nowhere.inc")
        } catch {
            #expect((error as? InputErrors)?.isMissing == true)
        }
        do {
            _ = try Self.sources("../../LICENSE")
        } catch {
            #expect((error as? InputErrors)?.isMissing == false)
        }
    }

    @Test func `addresses and banks as people write them`() {
        #expect(addressArgument("0x80000000") == 0x8000_0000)
        #expect(addressArgument("A1F0_0000") == 0xA1F0_0000)
        #expect(addressArgument("0x100000000") == nil)
        #expect(addressArgument("-1") == nil)
        #expect(addressArgument("") == nil)
        #expect(RAMBankArgument(argument: "0x80000000:1G").map { "\($0.range)" } == "0x80000000-0xbfffffff")
        #expect(RAMBankArgument(argument: "0xC0000000:2G") == nil)
        #expect(RAMBankArgument(argument: "0xC0000000") == nil)
    }
}
