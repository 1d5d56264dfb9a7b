import CEScenario
import Diagnostics
import GuestAddress
import OEMAddrTable
import ScenarioFiles
import Testing

private let vocabulary = MachineVocabulary(cpus: ["arm926", "cortex-a8"], deviceTypes: ["pl011"])

private func board(_ text: String) throws(InputErrors) -> BoardFile {
    try BoardFile(bytes: Array(text.utf8), path: "boards/b/board.yaml", vocabulary: vocabulary)
}

private func messages(_ text: String) -> [String] {
    do {
        _ = try board(text)
        return []
    } catch {
        return error.errors.map(\.description)
    }
}

private let head = """
    version: 1
    name: omap
    profile: ce6
    cpu: cortex-a8

    """

@Suite struct BoardFileTests {
    @Test func `every key of a board is read, with its line`() throws {
        let file = try board(
            head + """
                ram:
                  - { base: 0x80000000, size: 1G }
                addressTable:
                  file: oemaddrtab_cfg.inc
                  symbol: g_oalAddressTable
                  include: [../base_regs.inc]
                configBib: config.bib
                imageConfig: [image_cfg.h]
                image: /images/nk.bin
                defines: { BSP_DRAM256: 1, NAME: "x y" }
                devices:
                  - { name: uart0, type: pl011, base: 0x49020000, interrupt: 74 }
                """)
        #expect(file.name == "omap")
        #expect(file.profile == .ce6)
        #expect(file.cpu == "cortex-a8")
        #expect(file.banks.map(\.range.description) == ["0x80000000-0xbfffffff"])
        #expect(file.banks[0].location == SourceLocation(file: "boards/b/board.yaml", line: 6, column: 5))
        guard case .file(let table, let symbol, let include)? = file.addressTable else {
            Issue.record("no table")
            return
        }
        #expect(table.path == "boards/b/oemaddrtab_cfg.inc")
        #expect(table.location.line == 8)
        #expect(symbol == "g_oalAddressTable")
        #expect(include.map(\.path) == ["boards/base_regs.inc"])
        #expect(file.configBib?.path == "boards/b/config.bib")
        #expect(file.imageConfig.map(\.path) == ["boards/b/image_cfg.h"])
        #expect(file.image?.path == "/images/nk.bin")
        #expect(file.defines.map { "\($0.name)=\($0.value)" } == ["BSP_DRAM256=1", "NAME=x y"])
        #expect(file.devices.map(\.base) == [PhysicalAddress(0x4902_0000)])
        #expect(file.devices[0].interrupt == 74)
    }

    @Test func `rows in place are a table in megabytes`() throws {
        let file = try board(
            head + """
                ram: [{ base: 0x80000000, size: 256M }]
                addressTable: { rows: [[0x80000000, 0x80000000, 256]] }
                """)
        guard case .rows(let table)? = file.addressTable else {
            Issue.record("no rows")
            return
        }
        #expect(table.rows.map(\.size) == [0x1000_0000])
        #expect(table.rows[0].location.line == 6)
    }

    @Test(arguments: [
        (
            "rams: []\nram: [{base: 0x0, size: 1M}]",
            "boards/b/board.yaml:5:1: error: unknown key 'rams' in a board file (did you mean 'ram'?)"
        ),
        (
            "ram:\n  - {base: 0x80000000, sise: 1M, size: 1M}",
            "boards/b/board.yaml:6:24: error: unknown key 'sise' in a RAM bank (did you mean 'size'?)"
        ),
        (
            "devices: []",
            "boards/b/board.yaml:1:1: error: a board file needs the key 'ram': a list (each element a RAM bank (base: size:))"
        ),
        (
            "ram: yes",
            "boards/b/board.yaml:5:6: error: expected a list (each element a RAM bank (base: size:)), found 'yes'"
        ),
        (
            "ram: [{ base: 80000000, size: 1M }]",
            "boards/b/board.yaml:5:15: error: expected an address (0x and up to 8 hexadecimal digits), found '80000000'"
        ),
        (
            "ram: [{ base: 0x180000000, size: 1M }]",
            "boards/b/board.yaml:5:15: error: expected an address (0x and up to 8 hexadecimal digits), found '0x180000000'"
        ),
        (
            "ram: [{ base: 0x80000000, size: 1T }]",
            "boards/b/board.yaml:5:33: error: expected a size (bytes, or a number with K, M or G), found '1T'"
        ),
        ("ram: []", "boards/b/board.yaml:5:6: error: a board needs at least one RAM bank"),
        ("ram: [{ base: 0x80000000, size: 0 }]", "boards/b/board.yaml:5:33: error: a RAM bank of 0 bytes"),
        (
            "ram:\n  - { base: 0x80000000, size: 256M }\n  - { base: 0x8ff00000, size: 2M }",
            "boards/b/board.yaml:7:5: error: RAM bank 0x8ff00000-0x900fffff overlaps bank 0x80000000-0x8fffffff of line 6"
        ),
        (
            "ram: [{ base: 0x0, size: 5G }]",
            "boards/b/board.yaml:5:26: error: a RAM bank of 5 GB: an ARM board reaches at most 4 GB"
        ),
        (
            "ram: [{ base: 0xF0000000, size: 512M }]",
            "boards/b/board.yaml:5:7: error: RAM bank 0xf0000000, 512 MB: ends above 4 GB"
        ),
        (
            "ram: [{ base: 0x80000000, size: 1M }]\ndevices: [{ name: u, type: pl01, base: 0x1000 }]",
            "boards/b/board.yaml:6:28: error: unknown device type 'pl01' (did you mean 'pl011'? valid are pl011)"
        ),
        (
            "ram: [{ base: 0x80000000, size: 1M }]\naddressTable: {}",
            "boards/b/board.yaml:6:15: error: an address table needs 'file' or 'rows'"
        ),
        ("ram: [{ base: 0x0, size: 1M }]\nram: []", "boards/b/board.yaml:5:1: error: duplicate key 'ram'"),
        (
            "ram: [",
            "boards/b/board.yaml:6:1: error: is not YAML: while parsing a flow node (line 6): did not find expected node content"
        ),
        (
            "configBib:\nram: [{ base: 0x0, size: 1M }]",
            "boards/b/board.yaml:5:1: error: key 'configBib' has no value: expected a text"
        ),
    ])
    func `a wrong board says where and what`(body: String, message: String) {
        #expect(messages(head + body) == [message])
    }

    @Test func `an unknown cpu lists what there is`() {
        let text = head.replacing("cortex-a8", with: "cortex-a88") + "ram: [{ base: 0x0, size: 1M }]"
        #expect(
            messages(text) == [
                "boards/b/board.yaml:4:6: error: unknown cpu 'cortex-a88' (did you mean 'cortex-a8'? "
                    + "valid are arm926, cortex-a8)"
            ])
    }

    @Test func `all problems are told at once`() {
        #expect(messages("version: 2\nprofile: ce7\nram: [{base: x}]").count == 6)
    }

    @Test func `columns count bytes, also after letters outside ASCII`() {
        let text = head + "ram: [{ base: 0x0, size: 1M }]\ndevices: [{ name: \"Zähler\", typ: pl011 }]"
        #expect(messages(text).first?.hasPrefix("boards/b/board.yaml:6:30: error: unknown key 'typ'") == true)
    }
}
