import Diagnostics
import GuestAddress
import Testing

@testable import OEMAddrTable

/// What was seen in the files of boards: mistakes that have to be found, and forms that are none.
struct BoardSupportRuleTests {
    private func found(
        _ files: KeyValuePairs<String, String>, profile: Profile = .ce6, banks: [(UInt32, UInt64)] = []
    ) -> [String] {
        MarkedFiles(files: files, profile: profile, banks: banks).all.map { "\($0.id) \($0.severity) \($0.message)" }
    }

    private static let table = "g_oalAddressTable\n    DCD 0x80000000, 0x50000000, 256\n    DCD 0, 0, 0\n"

    @Test func `a region that names its constants is what they say`() {
        #expect(
            found([
                "image_cfg.h": """
                #define IMAGE_WINCE_DISPLAY_CA          0x83000000
                #define IMAGE_WINCE_DISPLAY_SIZE        0x00F00000
                #define IMAGE_WINCE_DISPLAY_TOTAL_SIZE  0x01000000
                """,
                "config.bib": """
                MEMORY
                    NK       80200000 01000000 RAMIMAGE
                    RAM      81200000 01E00000 RAM
                    DISPLAY  $(IMAGE_WINCE_DISPLAY_CA) $(IMAGE_WINCE_DISPLAY_TOTAL_SIZE) RESERVED
                """,
            ]) == [])
    }

    @Test func `a loader's constant is mapped by the loader's table, or by a device row`() {
        let constants = "#define IMAGE_EBOOT_CODE_CA    0x8FE00000\n#define IMAGE_EBOOT_CODE_PA    0x8FE00000\n"
        let kernel = "g_oalAddressTable\n    DCD 0x80000000, 0x80000000, 240\n    DCD 0, 0, 0\n"
        let loader = "g_oalEbootAddressTable\n    DCD 0x80000000, 0x80000000, 256\n    DCD 0, 0, 0\n"
        #expect(found(["t.inc": kernel + loader, "image_cfg.h": constants]) == [])
        #expect(
            found(["t.inc": kernel, "image_cfg.h": constants]) == [
                "CE0602 warning IMAGE_EBOOT_CODE_CA is 0x8fe00000, which no row of g_oalAddressTable maps"
            ])
        let style = """
            g_oalAddressTable
                DCD 0x87654321, g_devices, 0
                DCD 0x80000000, 0x80000000, 240
                DCD 0, 0, 0
            g_devices
                DCD 0x8FE00000, 0x8FE000, 0x100000, 0
                DCD 0, 0, 0, 0
            """
        #expect(found(["t.inc": style, "image_cfg.h": constants], profile: .wec7) == [])
    }

    @Test func `a paged region is not the image, and the board's RAM not the kernel's`() {
        #expect(
            found([
                "image_cfg.inc": "IMAGE_NK_CA_START   EQU (0x80100000)\nIMAGE_NK_SIZE       EQU (0x03000000)\n",
                "config.bib": """
                MEMORY
                    XIPKERNEL  80100000  00300000  RAMIMAGE
                    NK         80400000  02000000  NANDIMAGE
                    RAM        80400000  03000000  RAM
                    CHAIN      83400000  00001000  RESERVED
                """,
            ]).filter { $0.hasPrefix("CE06") } == [])
        #expect(
            found([
                "image_cfg.h": """
                #define IMAGE_SHARE_ARGS_SIZE   (0x00001000 - 4)
                #define IMAGE_RAM_PA_START      0x00000000
                #define IMAGE_RAM_SIZE          0x08000000
                """,
                "config.bib": """
                MEMORY
                    ARGS  80000000  00001000  RESERVED
                    NK    80001000  01FFF000  RAMIMAGE
                    RAM   82000000  02000000  RAM
                """,
            ]) == [])
    }

    @Test func `a physical constant is held against its region through the table`() {
        #expect(
            found([
                "t.inc": """
                g_oalAddressTable
                    DCD     0x80000000, 0x80000000, 64
                    DCD     0x90000000, 0xE0000000, 8
                    DCD     0x92000000, 0x00000000, 1
                    DCD     0, 0, 0
                """,
                "image_cfg.h": "#define IMAGE_SHARE_ARGS_PA     0x00000800\n",
                "config.bib": """
                MEMORY
                    NK      80000000    03000000    RAMIMAGE
                    RAM     83000000    01000000    RAM
                    ARGS    90000800    00000800    RESERVED
                """,
            ]) == ["CE0601 warning IMAGE_SHARE_ARGS_PA is 0x00000800, ARGS at 0x90000800 is physical 0xe0000800"])
    }

    @Test func `mapped RAM that belongs to no region`() {
        let bib = "MEMORY\n    NK   80100000 03F00000 RAMIMAGE\n    RAM  84000000 04000000 RAM\n"
        let finding = "CE0417 note 128 MB of RAM at 0x88000000-0x8fffffff belong to no region"
        #expect(found(["t.inc": Self.table, "config.bib": bib]) == [finding])
        // A bank that ends there has no more RAM, and what a loader uses is used.
        #expect(
            found(["t.inc": Self.table, "config.bib": bib], banks: [(0x5000_0000, 128 << 20)]).filter { $0 == finding }
                == [])
        let loader = "MEMORY\n    EBOOT 88000000 04000000 RAMIMAGE\n    RAM 8C000000 04000000 RAM\n"
        #expect(found(["t.inc": Self.table, "config.bib": bib, "eboot.bib": loader]) == [])
    }

    @Test func `a loader's bib is read beside the kernel's, and its settings stay its own`() {
        let kernel = "MEMORY\n    NK   80100000 03F00000 RAMIMAGE\n    RAM  84000000 0C000000 RAM\n"
        let loader = """
            MEMORY
                EBOOT    80038000  00080000  RAMIMAGE
                RAM      87B00000  00400000  RAM
                DISPLAY  87000000  01000000  RESERVED
            CONFIG
                ROMSIZE=00080000
            """
        #expect(
            found(["t.inc": Self.table, "config.bib": kernel, "eboot.bib": loader]) == [
                "CE0404 warning DISPLAY and RAM share 0x87b00000-0x87efffff, 4 MB"
            ])
        #expect(
            found([
                "config.bib": kernel,
                "eboot.bib": "MEMORY\n  EBOOT 83F00000 80000 RAMIMAGE\n  RAM 88000000 100000 RAM\n",
            ])
                == ["CE0418 note EBOOT (0x83f00000-0x83f7ffff) shares 0x83f00000-0x83f7ffff with the image region NK"])
    }

    @Test func `a bib with physical addresses alone is a loader's, whatever its name`() {
        let text = "MEMORY\n    FIRST  00000000  00002000  RAMIMAGE\n    RAM    500F0000  0000C000  RAM\n"
        #expect(found(["first.bib": text]) == [])
        #expect(found(["config.bib": text + "    MORE   80000000  00001000  RESERVED\n"]).count == 2)
    }

    @Test func `a keyword too many in a bib is a warning`() {
        #expect(
            found(["loader.bib": "MEMORY\n  LDR 0C000000 2000 RAMIMAGE\n  RAM 0C002000 2000 RAM\nENDIF\n"]) == [
                "CE0007 warning there is no IF that this ENDIF closes"
            ])
    }

    @Test func `every pair of regions that overlap is found, within bounds`() {
        let bib = """
            MEMORY
                NK   80000000 04000000 RAMIMAGE
                RAM  84000000 04000000 RAM
                A    85000000 02000000 RESERVED
                B    85800000 00100000 RESERVED
            """
        #expect(
            found(["config.bib": bib]) == [
                "CE0404 warning A and RAM share 0x85000000-0x86ffffff, 32 MB",
                "CE0404 note B and A share 0x85800000-0x858fffff, 1 MB",
                "CE0404 warning B and RAM share 0x85800000-0x858fffff, 1 MB",
            ])
        let many = "MEMORY\n" + (0..<5_000).map { " R\($0) 80000000 04000000 RESERVED\n" }.joined()
        #expect(found(["config.bib": many]).filter { $0.hasPrefix("CE0404") }.count == 200)
    }

    @Test func `one row that is far too long is one finding`() {
        let rows = (0..<7).map { "    DCD 0x9\($0)000000, 0x4\($0)000000, 16\n" }.joined()
        let text = "g_oalAddressTable\n    DCD 0x80000000, 0x60000000, 512\n" + rows + "    DCD 0, 0, 0\n"
        #expect(
            found(["t.inc": text]) == [
                "CE0103 error 0x80000000-0x9fffffff covers 7 later rows that map other physical memory"
            ])
    }

    @Test func `ROMSIZE may be smaller than the region, and ROMSTART may be the flash`() {
        let memory = "MEMORY\n    NK  80200000 02000000 RAMIMAGE\n    RAM 82200000 01000000 RAM\nCONFIG\n"
        #expect(
            found(["config.bib": memory + "    ROMSTART=80200000\n    ROMSIZE=01000000\n    ROMWIDTH=32\n"]) == [
                "CE0415 note ROMSTART and ROMSIZE end at 0x81200000, NK ends at 0x82200000"
            ])
        #expect(found(["config.bib": memory + "    ROMSTART=00000000\n    ROMSIZE=01000000\n    ROMWIDTH=32\n"]) == [])
        #expect(found(["config.bib": memory + "    ROMSTART=80000000\n    ROMSIZE=03000000\n    ROMWIDTH=32\n"]) == [])
    }
}
