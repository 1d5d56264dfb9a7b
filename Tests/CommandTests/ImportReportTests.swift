import Diagnostics
import HostSystem
import JSON
import OEMAddrTable
import PEImage
import TestSupport
import Testing

@testable import CEBSPCommands

@Suite struct ImportReportTests {
    private static func image(_ name: String) throws -> ImageSummary {
        let bytes = try FileAccess().read("\(Fixtures.root)/guests/bin/armv4i/\(name)")
        return ImageSummary(try PEImage(bytes: bytes), path: name)
    }

    private static func report(_ name: String, _ others: String..., missingOnly: Bool = false) throws -> ImportReport {
        ImportReport(
            try image(name), exporters: Exporters(try others.map(image)), missingOnly: missingOnly)
    }

    @Test func `an application's imports are named with their ordinals`() throws {
        let report = try Self.report("smdapp.exe")
        #expect(
            report.text == """
                smdapp.exe: THUMB (0x1c2), 6 imports, 0 not provided
                  provided  COREDLL.dll  CloseHandle (@553)
                  partial   COREDLL.dll  CreateFileW (@168), in part: attributes and flags of a new file are not kept
                  provided  COREDLL.dll  DeviceIoControl (@179)
                  provided  COREDLL.dll  GetLastError (@516)
                  provided  COREDLL.dll  TerminateProcess (@544)
                  provided  COREDLL.dll  printf (@1102)

                """)
    }

    @Test func `a function that the machine lacks is missing`() throws {
        let report = try Self.report("fault.exe", missingOnly: true)
        #expect(
            report.text.split(separator: "\n").dropFirst() == ["  missing   COREDLL.dll  CeResyncFilesys (@1425)"])
        #expect(report.json["imports"]?.elements?.first?["status"]?.text == "missing")
        let all = try Self.report("smdapp.exe").json["imports"]?.elements
        #expect(all?[1]["support"]?.text == "partial")
        #expect(all?[1]["lacks"]?.text == "attributes and flags of a new file are not kept")
        #expect(all?[0]["support"]?.text == "full")
        #expect(CommandLine.status("apis", "--strict", "\(Fixtures.root)/guests/bin/armv4i/fault.exe") == 1)
        #expect(CommandLine.status("apis", "\(Fixtures.root)/guests/bin/armv4i/sto.dll") == 0)
        #expect(CommandLine.status("apis", "\(Fixtures.root)/boards/omap-1g/board.yaml") == 65)
    }

    @Test func `a ceddk.dll of the command line comes before the machine's`() throws {
        let alone = try Self.report("ip6.dll")
        #expect(alone.text.contains("missing   CEDDK.dll    @206"))
        #expect(alone.text.contains("provided  CEDDK.dll    MmMapIoSpace (@8)"))
        let together = try Self.report("ip6.dll", "ceddk.dll")
        #expect(together.text.contains("image     CEDDK.dll    @206 by ceddk.dll"))
        #expect(together.text.contains("image     CEDDK.dll    MmMapIoSpace (@8) by ceddk.dll"))
        #expect(together.missing.isEmpty)
    }

    @Test func `a folder is read with all below it, and ends with totals`() throws {
        let folder = try TemporaryFolder()
        try FileAccess().makeDirectory(folder.file("a"))
        for (name, file) in [("fault.exe", "a/FAULT.EXE"), ("smdapp.exe", "smdapp.exe"), ("fault.exe", "b.exe")] {
            try FileAccess().write(try Fixtures.guest(name), to: folder.file(file))
        }
        var other = ImageBuilder()
        other.machine = 0x14C
        try FileAccess().write(other.bytes(), to: folder.file("x86.dll"))
        try FileAccess().write("nothing", to: folder.file("broken.dll"))
        try FileAccess().write("no image", to: folder.file("readme.txt"))
        let report = folder.file("r.json")
        #expect(CommandLine.status("apis", folder.path, "--missing", "--format", "json", "--output", report) == 0)
        let json = try JSONValue(parsing: try FileAccess().read(report))
        #expect(json["totals"]?["images"]?.int == 3)
        #expect(json["totals"]?["otherMachines"]?.int == 1)
        #expect(json["totals"]?["unreadable"]?.int == 1)
        #expect(json["ranking"]?.elements?.map { $0["name"]?.text } == ["CeResyncFilesys"])
        #expect(json["ranking"]?.elements?.first?["images"]?.int == 2)
        #expect(json["skipped"]?.elements?.count == 2)
        let collection = ImageCollection([folder.path])
        let reports = collection.images.map { ImportReport($0, exporters: Exporters(collection.images)) }
        let text = ImportTotals(reports, skipped: collection.skipped).text
        #expect(text.hasPrefix("\n3 images, 1 for other machines, 1 not readable\n"))
        #expect(text.hasSuffix("      2  coredll.dll  CeResyncFilesys (@1425)\n"))
        // Named ones that cannot be read end it, but not before the others are told.
        #expect(CommandLine.status("apis", folder.file("x86.dll"), folder.file("b.exe")) == 0)
        #expect(CommandLine.status("apis", folder.file("x86.dll")) == 65)
        #expect(CommandLine.status("apis", folder.file("broken.dll"), folder.file("b.exe")) == 65)
    }

    @Test func `calls that a newer system lacks are told with their places`() throws {
        let path = "\(Fixtures.root)/guests/bin/armv4i/sto.dll"
        let collection = ImageCollection([path]) { MigrationReport.slots(of: $0, for: .ce6) }
        let findings = MigrationReport(target: .ce6, images: collection.images).findings
        #expect(!findings.isEmpty)
        for finding in findings {
            #expect(finding.id == "CE0901")
            #expect(
                finding.message.contains(
                    /^\+0x[0-9a-f]+ \(STO_\w+\+0x[0-9a-f]+\): MapPtrToProcess \(@598\): Windows Embedded CE 6/
                ))
            #expect(finding.hint?.contains("CeOpenCallerBuffer") == true)
        }
        // What came with CE 6 is not there on the way back; of the pointers nothing is said.
        let back = MigrationReport(target: .ce5, images: collection.images).findings
        #expect(back.first?.message.hasPrefix("GetCallerVMProcessId (@2603): Windows CE 5.0 does not have it") == true)
        #expect(!back.contains { $0.message.contains("MapPtrToProcess") })
        #expect(CommandLine.status("apis", path, "--migrate", "wec7", "--format", "sarif", "--strict") == 1)
        #expect(CommandLine.status("apis", path, "--format", "sarif") == 64)
    }
}
