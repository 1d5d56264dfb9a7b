import HostSystem
import TestSupport
import Testing

/// What `cebsp merge` refuses.
@Suite struct MergeTests {
    private static let junit = """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="cebsp"><testsuite name="cebsp" tests="1" failures="0" errors="0">
        <properties><property name="tool" value="cebsp 0.1.0"/><property name="engine" value="e"/></properties>
        <testcase name="n" classname="f" time="0.5"/></testsuite></testsuites>
        """
    private static let object = "{\"version\":1,\"tool\":\"cebsp 0.1.0\",\"engine\":\"e\",\"scenarios\":[]}"

    @Test(arguments: [
        ([junit], ["--junit"], 0), ([object], ["--json", "--junit", "--html"], 0),
        ([junit, object], ["--junit"], 65), ([object, junit], [], 65),
        ([junit], ["--json"], 64), ([junit], ["--html"], 64),
        ([junit, junit.replacing("cebsp 0.1.0", with: "cebsp 0.2.0")], [], 65),
        ([object, object.replacing("cebsp 0.1.0", with: "cebsp 0.2.0")], [], 65),
        ([junit.replacing("cebsp 0.1.0", with: "pytest 8")], [], 65),
        (["<testsuites><testsuite name=\"x\" tests=\"0\"/></testsuites>"], [], 65),
        ([String(junit.dropLast(5))], [], 65), (["<!DOCTYPE a [<!ENTITY b \"c\">]>" + junit], [], 65),
        (["{}"], [], 65), ([""], [], 65), (["{"], [], 65),
        ([junit.replacing("<testcase", with: "<error/><testcase")], [], 65),
        (
            [junit.replacing("/></testsuite>", with: "><failure type=\"failed\">x</failure></testcase></testsuite>")],
            [], 1
        ),
    ])
    func `parts that do not go together end with 65, impossible reports with 64`(
        parts: [String], reports: [String], status: Int
    ) throws {
        let folder = try TemporaryFolder()
        var arguments = ["merge"]
        for (index, part) in parts.enumerated() { arguments.append(try folder.write(part, to: "part-\(index)")) }
        for report in reports { arguments += [report, folder.file("out" + report)] }
        #expect(CommandLine.status(arguments) == Int32(status))
        if status == 0 {
            for report in reports { #expect(FileAccess().kind(of: folder.file("out" + report)) == .file) }
        }
    }

    @Test func `a part that is not there ends with 66`() {
        #expect(CommandLine.status("merge", "/nowhere/part.xml") == 66)
    }
}
