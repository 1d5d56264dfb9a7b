import Foundation
import OSDesigns
import Testing

/// OS designs of Platform Builder and what they set.
@Suite struct OSDesignTests {
    private static let design = """
        <OSDesign Version="6.00">
          <FeatureCollection>
            <Feature CatalogItemId="Item:Own:CAMERA"/><Feature CatalogItemId="Item:MS:sysgen_display"/>
          </FeatureCollection>
          <Configuration BuildType="Debug"><BuildOption OptionName="IMGPROFILER" OptionValue="true"/></Configuration>
          <Configuration BuildType="Release">
            <BuildOption OptionName="IMGFLASH" OptionValue="true"/><BuildOption OptionName="IMGUSB" OptionValue="false"/>
            <StringDictionary Name="Environment"><Item Key="bsp_size" Value="64"/></StringDictionary>
          </Configuration>
        </OSDesign>
        """
    private static let catalog = """
        <CatalogFile><Item Id="Item:Own:CAMERA"><Variable> BSP_CAMERA </Variable></Item></CatalogFile>
        """

    @Test func `what is shipped is the release configuration`() {
        let design = OSDesign(Array(Self.design.utf8), catalogs: [Array(Self.catalog.utf8)])
        #expect(
            design?.variables == ["BSP_CAMERA": "1", "SYSGEN_DISPLAY": "1", "IMGFLASH": "1", "BSP_SIZE": "64"])
    }

    @Test func `what is no XML is no design, and a catalog that is none says nothing`() {
        #expect(OSDesign(Array("set A=1".utf8), catalogs: []) == nil)
        let design = OSDesign(Array(Self.design.utf8), catalogs: [Array("<".utf8)])
        #expect(design?.variables["BSP_CAMERA"] == nil)
    }

    @Test func `seeds of the fuzzer are read`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../fixtures/fuzz/os-design")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count >= 2)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            _ = OSDesign(bytes, catalogs: [bytes])
        }
    }
}
