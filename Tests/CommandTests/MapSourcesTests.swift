import CEScenario
import Diagnostics
import HostSystem
import OEMAddrTable
import TestSupport
import Testing

@testable import CEBSPCommands

struct MapSourcesTests {
    private static let boards = Fixtures.path("boards")

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

    private static let table = """
                EXPORT  g_oalAddressTable[DATA]
        g_oalAddressTable
            [ RAM_MB = 256
                DCD     0x80000000, 0x50000000, 256
            |
                DCD     0x80000000, 0x50000000, 128
            ]
                DCD     0, 0, 0
                END

        """
    private static let bib = "MEMORY\n    NK   80200000 02000000 RAMIMAGE\n    RAM  82200000 01000000 RAM\n"

    /// A BSP as Platform Builder lays it out.
    private static func board(_ more: [String: String] = [:]) throws -> TemporaryFolder {
        try TemporaryFolder(
            [
                "BOARD/SRC/INC/oemaddrtab_cfg.inc": table, "BOARD/FILES/config.bib": bib,
                "BOARD/CESYSGEN/files/config.bib": bib, "BOARD/SRC/INC/image_cfg.h": "#define A 1\n",
                "BOARD/SRC/OAL/OALLIB/startup.s": "        INCLUDE oemaddrtab_cfg.inc\n        END\n",
                "BOARD/SRC/OAL/OALLIB/sources": "ADEFINES=$(ADEFINES) -pd \"RAM_MB SETA $(BSP_RAM)\"\n",
                "BOARD/SRC/BOOTLOADER/EBOOT/sources": "ADEFINES=-pd \"RAM_MB SETA 1\"\n",
                "BOARD/SRC/BOOTLOADER/EBOOT/oemaddrtab_cfg.inc": table,
                "BOARD/sources.cmn": "CDEFINES=$(CDEFINES) -DBSP\n",
                "BOARD/board.bat": "set BSP_RAM=256\n", "BOARD/other.bat": "set BSP_RAM=1\nset A=1\nset B=1\n",
            ].merging(more) { $1 })
    }

    private static func read(_ folder: TemporaryFolder, _ name: String, bsp: String? = nil) throws -> (
        MapSources, MapReading
    ) {
        var sources = MapSources()
        sources.bsp = bsp
        try sources.add(folder.file(name))
        return (sources, sources.reader().read())
    }

    @Test func `a BSP is read in the configuration that its own files build`() throws {
        let folder = try Self.board()
        let (sources, reading) = try Self.read(folder, "BOARD")
        #expect(reading.findings.isEmpty, "\(reading.findings)")
        #expect(reading.map.tables.map(\.rows.count) == [1])
        #expect(reading.map.tables.first?.rows.first?.size == 256 << 20)
        #expect(reading.map.regions.count == 2)
        #expect(
            ReadingSummary(sources, reading).line
                == "read: g_oalAddressTable (SRC/INC/oemaddrtab_cfg.inc, 1 row), "
                + "a boot loader's table (SRC/BOOTLOADER/EBOOT/oemaddrtab_cfg.inc), FILES/config.bib, "
                + "SRC/INC/image_cfg.h; "
                + "environment from board.bat, sources.cmn, SRC/OAL/OALLIB/sources (1 variable, 1 assembler symbol, "
                + "1 C macro); profile ce6")
    }

    @Test func `a boot loader's table in its own folder is held against the kernel's`() throws {
        let table = Self.table.replacing("0x50000000", with: "0x58000000")
        let folder = try Self.board(["BOARD/SRC/BOOTLOADER/EBOOT/oemaddrtab_cfg.inc": table])
        let run = try CommandRun(["check", folder.file("BOARD"), "--format", "json"], writesReport: true)
        #expect(run.status == 0)
        #expect(try run.ids() == ["CE0417", "CE0420"])
    }

    @Test func `a batch file of the BSP's name that sets nothing is no environment`() throws {
        let folder = try Self.board([
            "BOARD/board.bat": "@echo off\nif /i \"%1\"==\"preproc\" goto :EOF\n",
            "BOARD/setenv.bat": "set BSP_RAM=256\n",
            "BOARD/other.bat": "",
        ])
        #expect(try Self.read(folder, "BOARD").1.map.tables.first?.rows.first?.size == 256 << 20)
    }

    @Test func `several BSPs are named, and one is chosen`() throws {
        let folder = try Self.board(["SECOND/FILES/config.bib": Self.bib])
        #expect(
            try Self.read(folder, ".").0.choice
                == "\(folder.file(".")): error: several board support packages are here: BOARD, SECOND; choose one with --bsp"
        )
        #expect(try CommandRun(["check", folder.path]).status == 64)
        #expect(try CommandRun(["check", folder.path, "--bsp", "THIRD"]).status == 64)
        #expect(try CommandRun(["check", folder.path, "--bsp", "board"]).status == 0)
        let (sources, reading) = try Self.read(folder, ".", bsp: "SECOND")
        #expect(sources.inputs.tables.isEmpty)
        #expect(sources.title == "SECOND")
        #expect(reading.map.regions.count == 2)
    }

    @Test func `an OS design chooses options, and a catalog tells the generation`() throws {
        let folder = try Self.board([
            "BOARD/CATALOG/board.pbcxml": """
            <?xml version="1.0"?>
            <CatalogFile RequiredVersion="7.00"><FileInformation><OSVersion>7.00</OSVersion></FileInformation>
            <Item Id="Item:Maker:Big"><Variable>BSP_RAM</Variable></Item></CatalogFile>
            """,
            "BOARD/board.bat": "set NOTHING=\n",
            "BOARD/design.pbxml": """
            <?xml version="1.0"?>
            <Workspace Version="7.0"><ConfigurationCollection>
            <Configuration BuildType="Debug"/>
            <Configuration BuildType="Release">
              <FeatureCollection Name="BspFeatures"><Feature CatalogItemId="Item:Maker:Big"/></FeatureCollection>
              <FeatureCollection Name="FeaturesExcludedFromImage"><Feature CatalogItemId="Item:MS:sysgen_no"/></FeatureCollection>
              <BuildOptionCollection><BuildOption OptionName="IMGNAND" OptionValue="True"/>
              <BuildOption OptionName="IMGEBOOT" OptionValue="False"/></BuildOptionCollection>
            </Configuration></ConfigurationCollection></Workspace>
            """,
        ])
        let (sources, reading) = try Self.read(folder, "BOARD")
        #expect(sources.inputs.treeProfile == .wec7)
        #expect(reading.map.profile == .wec7)
        let variables = reading.settings.variables
        #expect(variables["BSP_RAM"] == "1")
        #expect(variables["IMGNAND"] == "1")
        #expect(variables["IMGEBOOT"] == nil)
        #expect(variables["SYSGEN_NO"] == nil)
    }

    @Test func `includes are looked for in INC above, in PLATFORM COMMON and where -I says`() throws {
        let folder = try Self.board([
            "COMMON/SRC/SOC/CHIP/INC/regs.inc": "REGS EQU 0x48000000\n", "elsewhere/more.inc": "MORE EQU 0x49000000\n",
            "BOARD/SRC/INC/oemaddrtab_cfg.inc": """
            g_oalAddressTable
                    INCLUDE regs.inc
                    INCLUDE more.inc
                    DCD     0x80000000, REGS, 64
                    DCD     0x90000000, MORE, 1
                    DCD     0, 0, 0

            """,
        ])
        let file = folder.file("BOARD/SRC/OAL/OALLIB/startup.s")
        #expect(
            try CommandRun([
                "check", file, "-I", folder.file("elsewhere"), "-I", folder.file("COMMON/SRC/SOC/CHIP/INC"),
            ]).status
                == 0)
        #expect(try CommandRun(["check", folder.file("BOARD"), "-I", folder.file("elsewhere")]).status == 0)
        #expect(try CommandRun(["check", folder.file("BOARD")]).status == 1)
        #expect(try CommandRun(["check", folder.file("BOARD"), "-I", folder.file("nowhere")]).status == 66)
    }
}
