import HostSystem
import JSON
import TestSupport
import Testing

@testable import CEBSPCommands
@testable import DriverProbe

/// `cebsp probe`, on drivers of the fixtures.
@Suite struct ProbeTests {
    private static func guest(_ name: String) -> String { "\(Fixtures.root)/guests/bin/armv4i/\(name)" }

    private static func probe(_ arguments: String...) throws -> (status: Int32, reports: [ProbeReport]) {
        let folder = try TemporaryFolder()
        let file = folder.file("probe.json")
        let status = CommandLine.status(["probe"] + arguments + ["--format", "json", "--output", file])
        let json = try JSONValue(parsing: try FileAccess().read(file))
        let schema = FilePath.join(Fixtures.package, "schemas/probe.schema.json")
        #expect(SchemaCheck(try JSONValue(parsing: try FileAccess().read(schema)), json).complaints == [])
        return (status, json["drivers"]?.elements?.compactMap(ProbeReport.init(json:)) ?? [])
    }

    @Test func `a driver that gives up says what it wants`() throws {
        let (status, reports) = try Self.probe(Self.guest("wnt.dll"))
        let report = try #require(reports.first)
        #expect(status == 0)
        #expect(report.status == .refused)
        #expect(report.device == "WNT1:")
        #expect(
            report.reason
                == "WNT1: was not activated: WNT_Init asked for IoBase and Irq below Drivers\\BuiltIn\\wnt, "
                + "found neither, CreateFileW(\"GIO1:\") failed with ERROR_DEV_NOT_EXIST (55), and returned 0")
        #expect(report.queries.filter { !$0.isFound }.map(\.name) == ["IoBase", "Irq"])
        // Without a single call: what its code compares with.
        #expect(report.codes.map(\.code) == [0x22_2004, 0x22_2008, 0x22_200C, 0x22_A010])
    }

    @Test(arguments: ["armv4i", "armv7"])
    func `with its values it is activated and every entry point is called`(_ machine: String) throws {
        let folder = try TemporaryFolder()
        let registry = try folder.write(
            """
            [HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Wanted]
            "Dll"="WNT.DLL"
            "IoBase"=dword:48000000
            "Irq"=dword:4A
            """, to: "platform.reg")
        // Alone in its folder: no ceddk.dll of a BSP beside it.
        let driver = folder.file("wnt.dll")
        try FileAccess().write(try Fixtures.guest("wnt.dll", machine), to: driver)
        let report = try #require(
            try Self.probe(driver, "--registry", registry, "--time", "20").reports.first)
        #expect(report.status == .activated)
        #expect(report.mappings.map(\.base) == ["0x48000000"])
        #expect(report.mappings.map(\.place) == ["registers assumed by this run"])
        #expect(report.codes.map(\.code) == [0x22_2004, 0x22_2008, 0x22_200C, 0x22_A010])
        #expect(report.codes.map(\.isAnswered) == [true, true, true, false])
        #expect(report.codes.last?.error == 0)
        func outcome(_ name: String, _ arguments: String) -> String? {
            report.entries.first { $0.name == name && $0.arguments == arguments }?.outcome
        }
        #expect(outcome("Open", "harmless") == "returned")
        #expect(outcome("Read", "harmless") == "returned")
        #expect(outcome("Write", "harmless") == "did not return")
        #expect(outcome("IOControl", "hostile") == "faulted")
        #expect(outcome("Deinit", "harmless") == "returned")
        #expect(!report.faults.isEmpty)
    }

    @Test func `a folder is a table, and what is no driver is told`() throws {
        let folder = try TemporaryFolder()
        for name in ["wnt.dll", "fifo.dll", "bare.dll"] {
            try FileAccess().write(try Fixtures.guest(name), to: folder.file(name))
        }
        try FileAccess().write("nothing", to: folder.file("broken.dll"))
        let reports = try Self.probe(folder.path, "--time", "5").reports
        #expect(reports.map(\.status.rawValue) == ["none", "none", "activated", "refused"])
        #expect(reports[0].reason == "it exports no XXX_Init, so it is no stream driver")
        #expect(reports[0].line.hasPrefix("not tried   -       "))
        #expect(reports[1].reason?.hasPrefix("it is no image that CE could load: truncated") == true)
        #expect(reports[1].text.split(separator: "\n")[0].hasSuffix("broken.dll: not tried"))
        #expect(reports[2].line.hasPrefix("activated   FIF1:  "))
        #expect(CommandLine.status("probe", folder.file("broken.dll")) == 65)
        #expect(CommandLine.status("probe", folder.file("gone.dll")) == 66)
        #expect(CommandLine.status("probe", folder.file("wnt.dll"), "--time", "0") == 64)
    }

    @Test func `what it was tried with can be left and run`() throws {
        let folder = try TemporaryFolder()
        let place = folder.file("try")
        #expect(
            CommandLine.status(
                "probe", Self.guest("fifo.dll"), "--time", "5", "--write", place, "--output", folder.file("o")) == 0)
        #expect(try FileAccess().entries(of: place).sorted() == ["FIF.scenario.yaml", "board.yaml"])
        #expect(CommandLine.status("run", "\(place)/FIF.scenario.yaml") == 0)
        #expect(
            CommandLine.status("probe", Self.guest("fifo.dll"), "--write", place, "--output", folder.file("o")) == 65)
    }

    private static func naked(_ values: String) throws -> ProbeReport {
        let folder = try TemporaryFolder()
        // Alone in its folder: no ceddk.dll of a BSP beside it.
        let driver = folder.file("nkd.dll")
        try FileAccess().write(try Fixtures.guest("nkd.dll"), to: driver)
        let registry = try folder.write(
            "[HKEY_LOCAL_MACHINE\\Drivers\\BuiltIn\\Naked]\n\"Dll\"=\"nkd.dll\"\n\(values)\n", to: "platform.reg")
        return try #require(
            try probe(driver, "--registry", registry, "--time", "5").reports.first)
    }

    @Test func `entry points without a prefix are tried, and what DDKReg reads is told`() throws {
        let report = try #require(try Self.probe(Self.guest("nkd.dll"), "--time", "5").reports.first)
        #expect(report.device == "NKD1:")
        #expect(report.text.contains("nkd.dll: THUMB (0x1c2), entry points without a prefix (Flags 0x8): "))
        #expect(
            report.reason
                == "NKD1: was not activated: Init asked for BusNumber, InterfaceType, MemBase, MemLen, IoBase and "
                + "IoLen below Drivers\\BuiltIn\\nkd, found none of them, and returned 0")
        let half = try Self.naked("\"MemBase\"=dword:48000000\n\"Prefix\"=\"GIO\"\n\"Flags\"=dword:8")
        #expect(
            half.reason
                == "GIO1: was not activated: Init asked for BusNumber, InterfaceType and MemLen below "
                + "Drivers\\BuiltIn\\Naked, found none of them, found MemBase without MemLen below "
                + "Drivers\\BuiltIn\\Naked (ERROR_INVALID_DATA (13)), and returned 0")
    }

    @Test(arguments: ["8", "18"])
    func `PowerDown is called, and a kernel call in it is told, in the kernel and in udevice`(_ flags: String) throws {
        let report = try Self.naked(
            """
            "Prefix"="GIO"
            "Index"=dword:3
            "MemBase"=dword:48000000
            "MemLen"=dword:100
            "Flags"=dword:\(flags)
            """)
        #expect(report.status == .activated)
        #expect(report.device == "GIO3:")
        #expect(report.mappings.map(\.base) == ["0x48000000"])
        func outcome(_ name: String) -> String? { report.entries.first { $0.name == name }?.outcome }
        #expect(outcome("Read") == "returned")
        #expect(outcome("PowerDown") == "returned")
        #expect(outcome("PowerUp") == "returned")
        #expect(outcome("Deinit") == "returned")
        let finding = try #require(report.findings.first { $0.id == "CE0902" })
        #expect(finding.during == "PowerDown")
        #expect(finding.message == "Sleep is called where nothing may wait: the system is stopped, and CE halts")
    }

    @Test func `missing functions are told with who called them`() throws {
        let report = try #require(try Self.probe(Self.guest("svc.dll"), "--time", "5").reports.first)
        #expect(report.missing.contains("coredll.dll RegisterAPISet (@635)"))
        let call = try #require(report.missingCalls.first { $0.function.contains("RegisterAPISet") })
        #expect(call.function == "COREDLL.dll function RegisterAPISet (ordinal 635)")
        #expect(call.count > 1)
        #expect(call.callers.allSatisfy { $0.hasPrefix("svc.dll+0x") })
    }
}
