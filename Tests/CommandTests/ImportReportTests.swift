import HostSystem
import JSON
import PEImage
import Testing

@testable import CEBSPCommands

@Suite struct ImportReportTests {
    private static func image(_ name: String) throws -> PEImage {
        try PEImage(bytes: try FileAccess().read("\(CommandLine.fixtures)/guests/bin/armv4i/\(name)"))
    }

    @Test func `an application's imports are named with their ordinals`() throws {
        let report = ImportReport(try Self.image("smdapp.exe"), path: "smdapp.exe", others: [:])
        #expect(
            report.text == """
                smdapp.exe: THUMB (0x1c2), 6 imports, 0 not provided
                  provided  COREDLL.dll  CloseHandle (@553)
                  provided  COREDLL.dll  CreateFileW (@168)
                  provided  COREDLL.dll  DeviceIoControl (@179)
                  provided  COREDLL.dll  GetLastError (@516)
                  provided  COREDLL.dll  TerminateProcess (@544)
                  provided  COREDLL.dll  printf (@1102)

                """)
    }

    @Test func `a function that the machine lacks is missing`() throws {
        let report = ImportReport(try Self.image("sto.dll"), path: "sto.dll", others: [:], missingOnly: true)
        #expect(
            report.text.split(separator: "\n").dropFirst() == ["  missing   COREDLL.dll  MapPtrToProcess (@598)"])
        #expect(report.json["imports"]?.elements?.first?["status"]?.text == "missing")
        #expect(CommandLine.status("apis", "--strict", "\(CommandLine.fixtures)/guests/bin/armv4i/sto.dll") == 1)
        #expect(CommandLine.status("apis", "\(CommandLine.fixtures)/guests/bin/armv4i/sto.dll") == 0)
        #expect(CommandLine.status("apis", "\(CommandLine.fixtures)/boards/omap-1g/board.yaml") == 65)
    }
}
