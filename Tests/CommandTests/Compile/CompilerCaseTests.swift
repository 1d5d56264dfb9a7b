import GuestAddress
import PEImage
import TestSupport
import Testing

/// What guests were built wrongly once: helpers of floating point, static objects, large frames, entries, exports of
/// C++.
@Suite struct CompilerCaseTests {
    @Test(arguments: Compiling.machines) func `numbers of 64 bits and of floating point turn into each other`(
        machine: String
    ) throws {
        let build = try Compiling([
            "fp.c": """
            #include <windows.h>
            int wmain(int n, wchar_t **a)
            {
                volatile long long q = 1234567; volatile double d; volatile float f; volatile double e = 2.5;
                volatile unsigned long long u = 1ull << 40;
                (void)n; (void)a;
                d = (double)q; wprintf(L"q2d %d\\n", (int)d);
                f = (float)q; wprintf(L"q2f %d\\n", (int)f);
                q = (long long)e; wprintf(L"d2q %d\\n", (int)q);
                d = (double)u; wprintf(L"u2d %d\\n", (int)(d / 1048576));
                u = (unsigned long long)e; wprintf(L"d2u %d\\n", (int)u);
                f = 7.5f; q = (long long)f; wprintf(L"f2q %d\\n", (int)q);
                d = (double)(q - 5) / 4; wprintf(L"div %d\\n", (int)(d * 100));
                wprintf(L"print %f\\n", 3.25);
                return 0;
            }
            """
        ])
        try build.build("fp.c -o fp.exe --machine \(machine)")
        let lines = [
            "q2d 1234567", "q2f 1234567", "d2q 2", "u2d 1048576", "d2u 2", "f2q 7", "div 50", "print 3.250000",
        ]
        #expect(try build.runs("fp.exe", writing: lines))
    }

    @Test(arguments: Compiling.machines) func `static objects are made before the main function and end behind it`(
        machine: String
    ) throws {
        let build = try Compiling([
            "ctor.cpp": """
            #include <windows.h>
            struct Counter { int value; Counter(); virtual ~Counter(); virtual int get() const { return value; } };
            volatile int fortyTwo = 42;
            Counter::Counter() : value(fortyTwo) {}
            Counter::~Counter() { wprintf(L"gone %d\\n", get()); }
            Counter counter;
            extern "C" int wmain(int, wchar_t **)
            {
                Counter *other = new Counter;
                int sum = counter.get() + other->get();
                delete other;
                wprintf(L"sum %d\\n", sum);
                return 0;
            }
            """
        ])
        try build.build("ctor.cpp -o ctor.exe --machine \(machine)")
        #expect(try build.runs("ctor.exe", writing: ["gone 42", "sum 84"]))
    }

    @Test(arguments: Compiling.machines) func `a frame of two pages links, with and without a cookie`(machine: String)
        throws
    {
        let build = try Compiling([
            "s.c": """
            #include <windows.h>
            int wmain(int n, wchar_t **a)
            {
                volatile char big[8192]; int i;
                for (i = 0; i < 8192; i++) big[i] = (char)n;
                printf("%d\\n", big[8191]);
                return 0;
            }
            """
        ])
        try build.build("s.c -o s.exe --machine \(machine)")
        #expect(try build.runs("s.exe", writing: ["1"]))
        try build.build("s.c -o s.exe --gs --machine \(machine)")
        #expect(try build.runs("s.exe", writing: ["1"]))
    }

    @Test(arguments: Compiling.machines) func `a library begins where its sources say`(machine: String) throws {
        let entry = "int %(void *a, unsigned long b, void *c) { return 1; }\n"
        let build = try Compiling([
            "entry.c": entry.replacing("%", with: "DllEntry"), "main.cpp": entry.replacing("%", with: "DllMain"),
            "own.c": entry.replacing("%", with: "Begin"), "none.c": "int XYZ_Init(void) { return 1; }\n",
        ])
        for (sources, option) in [("entry.c none.c", ""), ("main.cpp none.c", ""), ("own.c none.c", "--entry Begin")] {
            try build.build("\(sources) -o e.dll --export XYZ_Init \(option) --machine \(machine)")
            #expect(try build.image("e.dll").entryPoint != nil, "\(sources)")
        }
        try build.build("none.c -o e.dll --export XYZ_Init --machine \(machine)")
        #expect(try build.image("e.dll").entryPoint == nil)
        try build.build("entry.c none.c -o e.dll --export XYZ_Init --entry none --machine \(machine)")
        #expect(try build.image("e.dll").entryPoint == nil)
    }

    @Test(arguments: Compiling.machines) func `functions of C++ are exported by the plain names of a def`(
        machine: String
    ) throws {
        let build = try Compiling([
            "d.cpp": """
            #include <windows.h>
            DWORD XYZ_Init(LPCWSTR, LPCVOID) { return 1; }
            DWORD XYZ_Open(DWORD, DWORD, DWORD) { return 1; }
            extern "C" __declspec(dllexport) DWORD Marked(void) { return 3; }
            int hidden(void) { return 2; }
            """,
            "d.def": """
            LIBRARY d BASE=0x12000000
            EXPORTS ; the driver's
              XYZ_Init
              XYZ_Open @7
              Other=hidden @3 NONAME
            """,
        ])
        try build.build("d.cpp d.def -o d.dll --machine \(machine)")
        let image = try build.image("d.dll")
        #expect(Set(image.exports.indicesByName.keys) == ["XYZ_Init", "XYZ_Open", "Marked"])
        #expect(image.exports[ordinal: 7] == image.exports[name: "XYZ_Open"])
        #expect(image.exports[ordinal: 3] != nil)
        #expect(image.imageBase.rawValue == 0x1200_0000)
        #expect(image.machine.rawValue == UInt16(machine, radix: 16))
    }
}
