import HostSystem
import TestSupport
import Testing

/// Names of files that are no UTF-8.
struct HostPathTests {
    @Test(
        arguments: [
            [], [0x61], [0xFC], [0x4D, 0xFC, 0x6C, 0x6C], [0xC3, 0xBC], [0xE2, 0x82], [0xFF, 0xFE, 0x80],
            // U+F7FC itself, as UTF-8, and a half of it.
            [0xEF, 0x9F, 0xBC], [0xEF, 0x9F], [0x61, 0xEF, 0x9E, 0x80, 0xFC],
        ] as [[UInt8]]) func `every name comes back as it was`(_ name: [UInt8])
    {
        #expect(HostPath.bytes(of: HostPath.text(of: name)) == name)
    }

    @Test func `a plain name is itself, and bytes that are no UTF-8 are private characters`() {
        #expect(HostPath.text(of: Array("oemaddrtab_cfg.inc".utf8)) == "oemaddrtab_cfg.inc")
        #expect(HostPath.text(of: [0x4D, 0xFC, 0x6C, 0x6C]) == "M\u{F7FC}ll")
    }

    @Test func `a folder with names of eight bits is read, also when it has such a name itself`() throws {
        let folder = try TemporaryFolder()
        let script = """
            d=$(printf 'M\\374ller'); mkdir -p "$d/SRC/INC" "$d/FILES"
            table="$d/SRC/INC/oemaddrtab$(printf '\\344')_cfg.inc"
            printf 'g_oalAddressTable\n DCD 0x80000000, 0x30000000, 64\n DCD 0, 0, 0\n' > "$table"
            printf 'MEMORY\n NK 80200000 00E00000 RAMIMAGE\n RAM 81000000 02000000 RAM\n' > "$d/FILES/config.bib"
            cebsp check "$d" --format json | grep -c CE0417; cebsp check . ; cebsp map "$table" --width 60
            """
        let (status, lines) = try Program.shell(script, in: folder)
        #expect(status == 0)
        #expect(lines.first == "1")
        #expect(
            lines.contains {
                $0.hasPrefix("read: g_oalAddressTable (") && $0.contains("SRC/INC/oemaddrtab\u{FFFD}_cfg.inc")
            })
        #expect(lines.contains { $0.contains("0x80000000") })
    }
}
