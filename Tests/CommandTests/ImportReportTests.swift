import HostSystem
import JSON
import PEImage
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct ImportReportTests {
    private static func image(_ name: String) throws -> PEImage {
        try PEImage(bytes: try FileAccess().read("\(Fixtures.root)/guests/bin/armv4i/\(name)"))
    }

    @Test func `an application's imports are named with their ordinals`() throws {
        let report = ImportReport(try Self.image("smdapp.exe"), path: "smdapp.exe", others: [:])
        #expect(
            report.text == """
                smdapp.exe: THUMB (0x1c2), 6 imports, 0 not provided
                  provided  COREDLL.dll  CloseHandle (@553)
                  provided  COREDLL.dll  CreateFileW (@168), in part: attributes and flags of a new file are not kept
                  provided  COREDLL.dll  DeviceIoControl (@179)
                  provided  COREDLL.dll  GetLastError (@516)
                  provided  COREDLL.dll  TerminateProcess (@544)
                  provided  COREDLL.dll  printf (@1102)

                """)
    }

    @Test func `a function that the machine lacks is missing`() throws {
        let report = ImportReport(try Self.image("fault.exe"), path: "fault.exe", others: [:], missingOnly: true)
        #expect(
            report.text.split(separator: "\n").dropFirst() == ["  missing   COREDLL.dll  CeFindFirstRegChange (@1950)"])
        #expect(report.json["imports"]?.elements?.first?["status"]?.text == "missing")
        let all = ImportReport(try Self.image("smdapp.exe"), path: "smdapp.exe", others: [:]).json["imports"]?.elements
        #expect(all?[1]["support"]?.text == "partial")
        #expect(all?[1]["lacks"]?.text == "attributes and flags of a new file are not kept")
        #expect(all?[0]["support"]?.text == "full")
        #expect(CommandLine.status("apis", "--strict", "\(Fixtures.root)/guests/bin/armv4i/fault.exe") == 1)
        #expect(CommandLine.status("apis", "\(Fixtures.root)/guests/bin/armv4i/sto.dll") == 0)
        #expect(CommandLine.status("apis", "\(Fixtures.root)/boards/omap-1g/board.yaml") == 65)
    }

    @Test func `a ceddk.dll of the command line comes before the machine's`() throws {
        let driver = try Self.image("ip6.dll")
        let alone = ImportReport(driver, path: "ip6.dll", others: [:])
        #expect(alone.text.contains("missing   CEDDK.dll    @206"))
        #expect(alone.text.contains("provided  CEDDK.dll    MmMapIoSpace (@8)"))
        let together = ImportReport(driver, path: "ip6.dll", others: ["ceddk.dll": try Self.image("ceddk.dll")])
        #expect(together.text.contains("image     CEDDK.dll    @206 by ceddk.dll"))
        #expect(together.text.contains("image     CEDDK.dll    MmMapIoSpace (@8) by ceddk.dll"))
        #expect(together.missing.isEmpty)
    }
}
