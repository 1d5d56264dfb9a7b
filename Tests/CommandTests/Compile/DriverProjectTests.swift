import HostSystem
import TestSupport
import Testing

/// Whole drivers: one in the style of a BSP with its `sources` file, libraries of one's own, and a new project.
@Suite struct DriverProjectTests {
    @Test(arguments: ["1c2", "1c4", "1c0"]) func `a driver of a BSP builds from its sources file and works`(
        machine: String
    ) throws {
        let folder = try TemporaryFolder()
        let (status, lines) = try Program.shell(
            """
            cp -r "$fixtures/compile/bsp" bsp && cp -r "$fixtures/boards/omap-1g" board && cd bsp && mkdir bin &&
            sed -i 's#^board: .*#board: ../board/board.yaml#' acq.scenario.yaml &&
            cebsp cc . -o bin --machine \(machine) && cebsp cc app.c -o bin/app.exe --machine \(machine) &&
            cebsp run acq.scenario.yaml
            """, in: folder)
        #expect(status == 0, "\(lines.joined(separator: "\n"))")
        #expect(lines.count == 2, "builds without a word: \(lines.joined(separator: "\n"))")
    }

    @Test(arguments: Compiling.machines) func `objects of an own library and functions of an own DLL are linked with`(
        machine: String
    ) throws {
        let build = try Compiling([
            "part.c": "int Twice(int x) { return 2 * x; }\n",
            "unused.c": "int NotThere(void);\nint f(void) { return NotThere(); }\n",
            "dll.cpp": "int Thrice(int x) { return 3 * x; }\n",
            "dll.def": "LIBRARY other\nEXPORTS\n  Thrice @9 NONAME\n  Named=Thrice\n",
            "app.cpp": """
            #include <windows.h>
            #pragma comment(lib, "OTHER")
            extern "C" int Twice(int);
            extern "C" int Named(int);
            int Thrice(int);
            extern "C" int wmain() { wprintf(L"%d %d %d\\n", Twice(4), Thrice(4), Named(5)); return 0; }
            """,
        ])
        try build.folder.write(try build.folder.text("dll.def"), to: "other.def")
        try build.build("part.c unused.c -o parts.lib --machine \(machine)")
        try build.build("dll.cpp dll.def -o other.dll --machine \(machine)")
        try build.build("app.cpp parts.lib -o app.exe --machine \(machine)")
        #expect(try build.runs("app.exe", writing: ["8 12 15"], with: ["other.dll"]))
    }

    @Test(arguments: StarterNames.drivers) func `a new project builds and passes`(template: String) throws {
        let folder = try TemporaryFolder()
        let (status, lines) = try Program.shell(
            """
            set -e
            cebsp init 'my project' --template \(template)
            cd 'my project'
            rm -r bin && mkdir bin
            cebsp cc source -o bin && cebsp check board/board.yaml && cebsp run .
            PATH="$(dirname \(Program.path)):$PATH" make test MACHINE=1c4
            """, in: folder)
        #expect(status == 0, "\(lines.joined(separator: "\n"))")
    }
}

/// The templates of `cebsp init` that have a driver.
enum StarterNames { static let drivers = ["stream", "user-mode", "camera", "isr"] }
