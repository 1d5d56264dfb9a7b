import Diagnostics
import OEMAddrTable
import Testing

/// config.bib and image_cfg.h as the build of a BSP reads them.
struct BibBuildTests {
    @Test func `a size that only one kind of build has is meant`() {
        let text = """
            MEMORY
                NK   80200000 02000000 RAMIMAGE
                RAM  82200000 01000000 RAM
            CONFIG
                ROMSTART=80200000
                ROMWIDTH=32
            IF WINCEDEBUG=retail
                ROMSIZE=01000000
            ENDIF
            """
        let retail = readBib(text)
        #expect((retail.findings + MapRules.check(retail.map)).map(\.id) == [])
        let always = readBib(text.replacing("IF WINCEDEBUG=retail", with: "").replacing("ENDIF", with: ""))
        #expect(MapRules.check(always.map).map(\.id) == ["CE0415"])
        let behind = readBib(text.replacing("ENDIF", with: "ENDIF\n    ROMSIZE=00800000"))
        #expect(MapRules.check(behind.map).map(\.id) == ["CE0415"])
    }

    @Test func `constants of a part of a reserved region are right, and the compiler's own names are no option`() {
        let header = """
            #if __cplusplus
            extern "C" {
            #endif
            #define IMAGE_SHARE_ARGS_CA_START 0x80000800
            #define IMAGE_SHARE_ARGS_SIZE     0x00000800

            """
        let bib = "MEMORY\n ARGS 80000000 1000 RESERVED\n NK 80200000 100000 RAMIMAGE\n RAM 80300000 100000 RAM\n"
        func ids(_ header: String) -> [String] {
            let inputs = MapInputs(bibs: ["config.bib"], imageConfigurations: ["image_cfg.h"])
            let reading = MapReader(inputs, sources: MemorySources(["image_cfg.h": header, "config.bib": bib])).read()
            return (reading.findings + MapRules.check(reading.map)).map(\.id)
        }
        #expect(ids(header) == [])
        #expect(ids(header.replacing("0x00000800", with: "0x00000900")) == ["CE0601"])
    }
}
