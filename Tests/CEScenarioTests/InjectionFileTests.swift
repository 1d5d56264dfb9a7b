import CEScenario
import ScenarioFiles
import Testing

private let head = """
    version: 1
    name: n
    board: board.yaml
    files: [bin/smd.dll, bin/smdapp.exe]
    drivers: [{ name: SampleMemory, dll: \\Windows\\smd.dll }]
    inject:

    """

@Suite struct InjectionFileTests {
    private func injection(_ text: String) throws -> Scenario.Injection {
        let scenario = try #require(try ScenarioFolder().scenarios(head + "  - \(text)\n").first)
        return try #require(scenario.injections.first)
    }

    @Test func `a place is a driver, a module, or an address or export of one`() throws {
        let driver = try injection("{ call: Sleep, driver: samplememory, error: 5 }")
        #expect(driver.module == "smd.dll")
        #expect(driver.place == nil)
        #expect(try injection("{ call: Sleep, module: SMD.DLL, kill: caller }").module == "SMD.DLL")
        let place = try injection("{ call: Sleep, from: smd.dll+0x14A0, nth: 3, error: 5 }")
        #expect(place.module == "smd.dll")
        #expect(place.place == .offset(0x14A0))
        #expect(place.nth == 3)
        #expect(try injection("{ call: Sleep, from: smd.dll!SMD_Init, error: 5 }").place == .function("SMD_Init"))
    }

    @Test func `a copy-map can be cut short`() throws {
        #expect(
            try injection("{ call: VirtualCopyEx, truncate: 4K }").effect
                == .truncation(call: "VirtualCopyEx", bytes: 4096))
    }

    @Test(arguments: [
        (
            "{ call: Sleep, modul: smd.dll, error: 5 }",
            "s.scenario.yaml:7:20: error: unknown key 'modul' in an injected failure (did you mean 'module'?)"
        ),
        (
            "{ call: Sleep, module: smb.dll, error: 5 }",
            "s.scenario.yaml:7:28: error: the module 'smb.dll' is not among 'files' (did you mean 'smd.dll'?)"
        ),
        (
            "{ call: Sleep, driver: SampelMemory, error: 5 }",
            "s.scenario.yaml:7:28: error: the driver 'SampelMemory' is not among 'drivers' (did you mean 'SampleMemory'?)"
        ),
        (
            "{ call: Sleep, from: smd.dll, error: 5 }",
            "s.scenario.yaml:7:26: error: expected MODULE+0xOFFSET or MODULE!EXPORT, found 'smd.dll' (cebsp run --trace prints the places)"
        ),
        (
            "{ call: Sleep, from: smd.dll+14, error: 5 }",
            "s.scenario.yaml:7:26: error: expected MODULE+0xOFFSET or MODULE!EXPORT, found 'smd.dll+14' (cebsp run --trace prints the places)"
        ),
        (
            "{ call: Sleep, from: smx.dll+0x14, error: 5 }",
            "s.scenario.yaml:7:26: error: the module 'smx.dll' is not among 'files' (did you mean 'smd.dll'?)"
        ),
        (
            "{ call: Sleep, module: smd.dll, driver: SampleMemory, error: 5 }",
            "s.scenario.yaml:7:28: error: an injection has one of 'driver', 'module' and 'from'"
        ),
        (
            "{ call: Sleep, truncate: 4K }",
            "s.scenario.yaml:7:30: error: Sleep makes no copy-map that could be truncated (those that do are VirtualCopy, VirtualCopyEx, VirtualAllocCopyEx, MmMapIoSpace)"
        ),
        (
            "{ call: VirtualCopy, truncate: 4Q }",
            "s.scenario.yaml:7:36: error: expected a size (bytes, or a number with K, M or G), found '4Q'"
        ),
        (
            "{ call: VirtualCopy, truncate: 4K, error: 5 }",
            "s.scenario.yaml:7:5: error: an injected call has one of 'error', 'kill' and 'truncate'"
        ),
        ("{ pages: 3, module: smd.dll }", "s.scenario.yaml:7:25: error: 'module' goes with 'call' only"),
    ])
    func `a mistake is told with its line and the nearest name`(text: String, message: String) throws {
        #expect(try ScenarioFolder().messages(head + "  - \(text)\n").first == message)
    }
}
