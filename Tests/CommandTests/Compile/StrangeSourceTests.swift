import HostSystem
import PEImage
import TestSupport
import Testing

/// Sources in the styles of many years and editors: all build without a change and without a word.
@Suite struct StrangeSourceTests {
    /// Name, source, and further files; each source is a library with the export `XYZ_Init`, unless it is a program.
    private static let sources: [String: String] = [
        "knr.c": """
        #include <windows.h>
        static add(a, b) int a, b; { return a + b; }
        DWORD XYZ_Init(key) DWORD key; { register DWORD sum = add((int)key, 1); return sum; }
        """,
        "classes.cpp": """
        #include <windows.h>
        class Base { public: virtual ~Base() {} virtual DWORD run() = 0; };
        template <class T> class Holder : public Base { T value; public: Holder(T v) : value(v) {}
            DWORD run() { for (int i = 0; i < 3; i++) value += i; int i = 2; return (DWORD)(value + i); } };
        extern "C" DWORD XYZ_Init(DWORD key) { Base *base = new Holder<int>((int)key); DWORD result = base->run();
            delete base; BYTE *bytes = new BYTE[16]; delete[] bytes; return result; }
        """,
        "standard.cpp": """
        #include <windows.h>
        static_assert(sizeof(DWORD) == 4, "a word");
        struct Point { int x = 1, y = 2; };
        extern "C" DWORD XYZ_Init(DWORD) { Point p; auto q = &p; int list[] = { 1, 2 };
            for (int i : list) q->x += i;
            return q != nullptr ? q->x : 0; }
        """,
        "decorated.c": """
        #include <windows.h>
        __declspec(dllexport) DWORD __cdecl XYZ_Init(IN LPCTSTR key) { return key != NULL; }
        __declspec(noinline) static int _cdecl f(int x) { return x; }
        _inline int g(int x) { return f(x); }
        __declspec(align(16)) static BYTE buffer[32];
        __declspec(selectany) int once = 3;
        static __forceinline int h(void) { return g(once) + buffer[0]; }
        int k(void) { return h(); }
        """,
        "stdapi.cpp": """
        #include <windows.h>
        STDAPI DllRegisterServer() { return S_OK; }
        STDAPI_(DWORD) XYZ_Init(LPCWSTR) { return SUCCEEDED(DllRegisterServer()) ? 1 : 0; }
        EXTERN_C BOOL WINAPI DllEntry(HANDLE, DWORD, LPVOID) { return TRUE; }
        """,
        "tables.c": """
        #include <windows.h>
        #include <tchar.h>
        #pragma comment(lib, "coredll.lib")
        #pragma warning(disable : 4996)
        static const TCHAR *names[] = { TEXT("one"), _T("two") __TEXT("!"), L"three" };
        #define NAME(x) TEXT(#x)
        DWORD XYZ_Init(LPCTSTR key) { int i; for (i = 0; i < ARRAYSIZE(names); i++) if (!_tcsicmp(key, names[i])) return i;
            return _tcslen(NAME(four)); }
        """,
        "sal.c": """
        #include <Windows.H>
        #include <WINBASE.h>
        #include <Pkfuncs.h>
        BOOL fill(__out_ecount(count) WCHAR *to, __in DWORD count, __inout_opt DWORD *done) { PREFAST_SUPPRESS(1, "x");
            to[0] = 0; if (done) *done = count; return TRUE; }
        DWORD XYZ_Init(__in_z LPCWSTR key) { WCHAR text[4]; UNREFERENCED_PARAMETER(key); return fill(text, 4, NULL); }
        """,
        "backslash.c": """
        #include <windows.h>
        #include "INC\\Sub\\Own.h"
        #include "inc/SUB/own.H"
        DWORD XYZ_Init(LPCWSTR key) { return OWN; }
        """,
        "unions.c": """
        #include <windows.h>
        typedef struct { union { struct { WORD low, high; }; DWORD whole; }; unsigned __int64 big; BYTE tail[]; } REGS;
        DWORD XYZ_Init(LPCWSTR key) { REGS r; r.whole = 0x10002; r.big = 1ui64 << 33; return r.high + (DWORD)(r.big >> 33); }
        """,
        "gotos.cpp": """
        #include <windows.h>
        extern "C" DWORD XYZ_Init(LPCWSTR key)
        {
            if (!key) goto out;
            int value = 3;
            switch (value) { case 3: { DWORD mask[] = { 0xFFFFFFFF, -1 }; return mask[0]; } }
        out:
            char *text = "constant";
            return *text;
        }
        """,
        "guids.c": """
        #include <initguid.h>
        #include <windows.h>
        #include <nkintr.h>
        DEFINE_GUID(MyClass, 0x12345678, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        DWORD XYZ_Init(LPCWSTR key) { DEVICE_LOCATION where = { 0 }; return MyClass.Data1 + where.Pin + SYSINTR_UNDEFINED; }
        """,
        "strings.cpp": """
        #include <windows.h>
        #include <strsafe.h>
        extern "C" DWORD XYZ_Init(LPCWSTR key) { WCHAR to[8]; wcscpy_s(to, L"a"); wcsncpy_s(to, key, _TRUNCATE);
            return StringCchPrintf(to, _countof(to), TEXT("%d"), 3) == S_OK; }
        """,
        "nested.c": """
        #include <windows.h>
        /* a /* comment in a comment, and a line that goes on \\
        */
        #if 0
        it's not C
        #endif extra
        DWORD XYZ_Init(LPCWSTR key) { DWORD a[2] = { 'acqD', 0 }; if (a[0] = a[1]) return 1; return L'\\x41' + sizeof(L"x"); }
        """,
        "pointers.c": """
        #include <windows.h>
        typedef DWORD (WINAPI *PFN)(LPVOID);
        DWORD WINAPI thread(LPVOID p) { return (DWORD)p; }
        DWORD XYZ_Init(LPCWSTR key) { PFN f = thread; int *p = 0x1000; unsigned char *c = "x"; DWORD d = key;
            HANDLE h = CreateThread(0, 0, (LPTHREAD_START_ROUTINE)f, NULL, 0, 0); CloseHandle(h); return (DWORD)p + *c + d; }
        """,
        "list.c": """
        #include <windows.h>
        #include <linklist.h>
        typedef struct { LIST_ENTRY link; DWORD value; } ITEM;
        DWORD XYZ_Init(LPCWSTR key) { LIST_ENTRY head; ITEM item, *found; InitializeListHead(&head);
            InsertTailList(&head, &item.link); found = CONTAINING_RECORD(RemoveHeadList(&head), ITEM, link);
            return found == &item && IsListEmpty(&head) ? max(1, 2) : MAKELONG(LOBYTE(3), HIBYTE(4)); }
        """,
    ]

    @Test(arguments: sources.keys.sorted(), Compiling.machines) func `a source in its own style builds`(
        name: String, machine: String
    ) throws {
        let source = try #require(Self.sources[name])
        let build = try Compiling([name: source, "inc/sub/own.h": "#define OWN 5\n"])
        let exports = name == "decorated.c" ? "" : "--export XYZ_Init"
        try build.build("\(name) -o x.dll \(exports) --machine \(machine)")
        let names = try build.image("x.dll").exports.indicesByName.keys
        #expect(names.contains("XYZ_Init"))
    }

    @Test(arguments: Compiling.machines) func `sources in UTF-16 and in code pages build, their headers, too`(
        machine: String
    ) throws {
        let text = "#include \"wide.h\"\r\nint wmain() { wprintf(WORDS L\" %d\\n\", L'\u{E4}'); return 0; }\r\n"
        let header = "#include <windows.h>\r\n#define WORDS L\"\u{FC}ber\"\r\n"
        let build = try Compiling([:])
        let files = FileAccess()
        try files.write(
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: build.folder.file("wide.c"))
        try files.write(header.unicodeScalars.map { UInt8($0.value) }, to: build.folder.file("Wide.h"))
        try build.build("wide.c -o wide.exe --machine \(machine)")
        #expect(try build.runs("wide.exe", writing: ["\u{FC}ber 228"]))
        // 0x95 0x5C is one character of code page 932, whose second byte is a back slash.
        let japanese: [UInt8] =
            Array("#include <windows.h>\n// ".utf8) + [0x95, 0x5C] + Array("\nint wmain() { return 0; }\n".utf8)
        try files.write(japanese, to: build.folder.file("japanese.c"))
        try build.build("japanese.c -o japanese.exe --code-page 932 --machine \(machine)")
        #expect(try build.runs("japanese.exe", writing: []))
    }

    @Test func `paths with blanks and umlauts build`() throws {
        let build = try Compiling([
            "Mein Ger\u{E4}t/Treiber eins.c": "#include \"Ko pf.h\"\nint XYZ_Init(void) { return N; }\n",
            "Mein Ger\u{E4}t/ko pf.h": "#define N 1\n",
        ])
        try build.build("'Mein Ger\u{E4}t/Treiber eins.c' -o 'Mein Ger\u{E4}t/x y.dll' --export XYZ_Init")
        #expect(try build.image("Mein Ger\u{E4}t/x y.dll").exports[name: "XYZ_Init"] != nil)
    }
}
