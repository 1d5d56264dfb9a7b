import HostSystem
import TestSupport
import Testing

/// Bad input of `cebsp cc` and `cebsp init`: a sentence with a place, and the right exit status.
@Suite struct CompileRefusalTests {
    private static let driver = "#include <windows.h>\nDWORD XYZ_Init(LPCWSTR key) { return 1; }\n"

    /// A call, what it ends with, and a part of what it says.
    private static let calls: [(arguments: String, status: Int32, text: String)] = [
        ("", 64, "there is nothing to build"),
        ("good.c", 65, "-o is missing"),
        ("good.c -o good", 65, "the name ends with .dll, .exe or .lib"),
        ("good.c -o good.dll --machine arm", 65, "--machine arm: there are 1c0, 1c2, 1c4"),
        ("missing.c -o x.dll", 66, "missing.c: error: no such file"),
        ("good.txt -o x.dll", 65, "good.txt: error: is no source that can be built"),
        ("syntax.c -o x.dll", 65, "syntax.c:2:8: error: expected ';'"),
        ("header.c -o x.dll", 65, "header.c:1:10: fatal error: 'nowhere.h' file not found"),
        (
            "good.c -o x.dll --export XYZ_Inti", 65,
            "no source defines XYZ_Inti, which is to be exported (did you mean XYZ_Init?)"
        ),
        ("good.c -o x.dll --entry Begin", 65, "no source defines Begin, where the library is to begin"),
        ("good.c -o x.exe", 65, "x.exe: error: no source has main, wmain or WinMain"),
        ("calls.c -o x.dll", 65, "calls.c: error: calls VendorCall, which no source and no library has"),
        ("typo.c -o x.dll", 65, "(did you mean VirtualAlloc?)"),
        ("good.c bad.def -o x.dll", 65, "bad.def:2: error: '@0' behind the export XYZ_Init"),
        ("good.c -o nowhere/x.dll", 66, "nowhere: error: the folder for the image is not there"),
        ("good.c -o x.dll --sdk nowhere", 66, "nowhere: error: is no SDK"),
        ("good.c -o x.dll --toolchain nowhere", 66, "clang is not in nowhere"),
        ("good.c -o x.dll --warnings alle", 65, "(did you mean all?)"),
        ("good.c -o x.dll --code-page 4", 65, "--code-page 4: this machine has no table of it"),
        ("good.c -o x.dll --base 5", 65, "--base 5"),
        ("naked.c -o x.dll --export f", 65, "naked"),
        ("seh.c -o x.dll --export f", 65, "seh.c:2:13: error: "),
        ("programs.json -o .", 65, "programs.json: error: unknown key 'source' (did you mean 'sources'?)"),
        ("sources -o .", 65, "sources: error: has no TARGETNAME"),
        ("junk.lib good.c -o x.dll", 65, "junk.lib: error: is no library"),
        ("twice.cpp -o x.dll --export f", 65, "f may be any of "),
    ]

    @Test(arguments: calls.indices) func `a call that cannot succeed says why`(index: Int) throws {
        let call = Self.calls[index]
        let build = try Compiling([
            "good.c": Self.driver, "good.txt": Self.driver, "syntax.c": "int f(void)\n{ int x }\n",
            "header.c": "#include \"nowhere.h\"\n",
            "calls.c": "int VendorCall(void);\nint f(void) { return VendorCall(); }\n",
            "typo.c": "void *VirtualAloc(void);\nint f(void) { return (int)VirtualAloc(); }\n",
            "bad.def": "EXPORTS\nXYZ_Init @0\n",
            "naked.c": "#include <windows.h>\n__declspec(naked) void f(void) { return; }\n",
            "seh.c": "int f(int *p) {\n            __try { return *p; }\n __except (1) { return 0; } }\n",
            "programs.json": #"{"programs": [{"output": "x.dll", "source": ["good.c"]}]}"#,
            "sources": "SOURCES=good.c\n",
            "junk.lib": "no library", "twice.cpp": "int f(int) { return 1; }\nint f(long) { return 2; }\n",
        ])
        let (status, text) = try build.cc(call.arguments)
        #expect(status == call.status, "\(call.arguments): \(text)")
        #expect(text.contains(call.text), "\(call.arguments): \(text)")
        #expect(!text.contains("Traceback") && !text.contains("Stack dump"))
        #expect(FileAccess().kind(of: build.folder.file("x.dll")) == nil)
    }

    @Test func `a machine without a compiler is told which to install`() throws {
        let build = try Compiling(["good.c": Self.driver])
        let (status, lines) = try Program.shell(
            "PATH=/nonexistent; CEBSP_SDK= ; cebsp cc good.c -o x.dll --toolchain .", in: build.folder)
        #expect(status == 66)
        #expect(lines.contains { $0.contains("install Debian's packages clang and lld, or a Swift toolchain") })
    }

    @Test func `a call of what nobody provides is told, and builds`() throws {
        let build = try Compiling([
            "q.c": """
            #include <windows.h>
            static int compare(const void *a, const void *b) { return *(int *)a - *(int *)b; }
            void XYZ_Init(void) { int list[2] = { 2, 1 }; qsort(list, 2, sizeof(int), compare); Undeclared(); }
            int Undeclared(void) { return 0; }
            """
        ])
        let (status, text) = try build.cc("q.c -o q.dll --export XYZ_Init")
        #expect(status == 0)
        #expect(text.contains("q.c:3:") && text.contains("cebsp does not provide this function"))
        #expect(text.contains("'Undeclared'"))
    }

    @Test func `what cannot be made a project of stays as it is`() throws {
        let folder = try TemporaryFolder(["file": "text"])
        #expect(CommandLine.status("init", folder.file("file")) == 65)
        #expect(CommandLine.status("init", folder.file("file/below")) == 66)
        #expect(CommandLine.status("init", folder.file("p"), "--template", "straem") == 64)
        #expect(CommandLine.status("init", "") == 64)
        #expect(CommandLine.status("init", folder.file("p")) == 0)
        #expect(CommandLine.status("init", folder.file("p")) == 65)
        #expect(CommandLine.status("init", folder.file("p/p")) == 0)
        #expect(try folder.text("file") == "text")
        let (_, lines) = try Program.shell("cebsp init q --template straem", in: folder)
        #expect(lines.contains { $0.contains("there is no template 'straem' (did you mean 'stream'?)") })
    }
}
