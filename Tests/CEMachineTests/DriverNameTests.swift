import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEDiagnosis
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct DriverNameTests {
    @Test(
        arguments: [
            ("SMD1:", .legacy("smd1:")), ("i2c0:", .legacy("i2c0:")), ("\\$device\\SMD11", .device("smd11")),
            ("$DEVICE\\SMD1", .device("smd1")), ("\\$bus\\A_0_1", .bus("a_0_1")), ("$bus\\A", .bus("a")),
            ("$device\\", .device("")), ("SMD11:", nil), ("\\SMD1:", nil), ("\\\\$device\\SMD1", nil), ("$device", nil),
            ("", nil), (":", nil), ("\\", nil), ("Windows\\$device\\SMD1", nil),
        ] as [(String, DeviceName?)])
    func `a name is a device's or a file's`(name: String, expected: DeviceName?) {
        #expect(DeviceName(name) == expected)
    }

    private static func text(_ exports: [String], prefix: String = "REP", isNamed: Bool = true) -> String {
        EntryPointExplanation(image: "rep.dll", prefix: prefix, isNamed: isNamed, exports: exports).text
    }

    @Test func `missing entry points are named, and those that are there`() {
        #expect(
            Self.text(["REP_Init", "REP_Deinit", "REP_Open", "REP_IOControl"])
                == "rep.dll exports no REP_Close; it exports REP_Init, REP_Deinit, REP_Open, REP_IOControl")
        #expect(
            Self.text(["REP_Init", "REP_Deinit", "REP_Open", "REP_Close", "REP_PreClose", "REP_Read"])
                == "rep.dll exports no REP_PreDeinit, which PreClose needs; "
                + "it exports REP_Init, REP_Deinit, REP_Open, REP_Close, REP_PreClose, REP_Read")
        #expect(
            Self.text(["DllMain", "Other_Name"], isNamed: false)
                == "rep.dll exports no REP_Init, REP_Deinit; it exports no entry point of a stream driver")
    }

    @Test func `the prefix that the image has is told`() {
        #expect(
            Self.text(["REQ_Init", "REQ_Deinit", "REQ_Open", "REQ_Read"])
                == "rep.dll exports no REP_Init, REP_Deinit, REP_Open, REP_Close, and none of "
                + "REP_Read, REP_Write, REP_Seek, REP_IOControl; it exports REQ_Init, REQ_Deinit, REQ_Open, REQ_Read: "
                + "the key's Prefix is REP, not REQ; under REQ there is no REQ_Close, either")
        #expect(
            Self.text(["Init", "Deinit"], isNamed: false)
                == "rep.dll exports no REP_Init, REP_Deinit; it exports Init, Deinit: entry points "
                + "without a prefix take Flags 0x8 in the key")
        #expect(
            Self.text(["ABC_Init", "ABC_Deinit"], prefix: "", isNamed: false)
                == "rep.dll exports no Init, Deinit; it exports ABC_Init, ABC_Deinit: the key has no Prefix ABC")
    }

    @Test func `names that no key could give are not repeated`() {
        #expect(
            Self.text(["\u{1B}[2J_Init", "_Init", "averylongprefix_Open"])
                == "rep.dll exports no REP_Init, REP_Deinit, REP_Open, REP_Close, and none of "
                + "REP_Read, REP_Write, REP_Seek, REP_IOControl; it exports no entry point of a stream driver")
    }
}
