import TestSupport
import Testing

/// What a fault's report says of the address, and what the caller is told of the driver that it ended.
@Suite struct FaultTellingTests {
    @Test func `a walk over the end of a block is told as that`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    PHYSICAL_ADDRESS pa = { { 0x80100000, 0 } };
                    BYTE *p = code == 1 ? VirtualAlloc(NULL, 0x1000, MEM_COMMIT, PAGE_READWRITE)
                                        : MmMapIoSpace(pa, 0x10, FALSE);
                    if (code == 3) return ((BYTE *)VirtualAlloc(NULL, 0x1000, MEM_COMMIT, PAGE_READWRITE))[-4] == 1;
                    p[code == 1 ? 0x1000 : 0x1010] = 1;
                    return TRUE;
                }
                """)
        let block = try trial.run("1")
        #expect(
            block.told("hint").first?.hasPrefix(
                "1 byte past the end of the 4096 bytes that VirtualAlloc gave drv.dll+0x")
                == true)
        #expect(block.told("hint").first?.contains(", drv.c:3): the index is too large") == true)
        let why = try #require(block.told("why").first)
        #expect(why.hasPrefix("DRV_IOControl ended in the exception above (Data Abort at 0xd0021000 in drv.dll+0x"))
        #expect(why.hasSuffix(", drv.c:6)); the device manager made ERROR_INVALID_PARAMETER (87) of it"))
        #expect(
            try trial.run("2").told("hint").first?.hasPrefix(
                "17 bytes past the end of the 4096 bytes that MmMapIoSpace gave drv.dll+0x") == true)
        #expect(
            try trial.run("3").told("hint").first?.hasPrefix(
                "4 bytes before the beginning of the 4096 bytes that VirtualAlloc gave") == true)
    }

    @Test func `a user-mode driver's fault is told to its caller, too`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    return *(volatile DWORD *)(code * 4) == 1;
                }
                """, isUserMode: true)
        let lines = try trial.run("2")
        #expect(lines.told("hint").first == "a NULL pointer, used with an offset of 8")
        let callers = lines.told("called from")
        #expect(callers.count == 1)
        #expect(callers.first?.hasPrefix("app.exe+0x") == true)
        #expect(callers.first?.hasSuffix(", app.c:7)") == true)
        #expect(
            lines.told("why").first?.hasPrefix("DRV_IOControl ended in the exception above (Data Abort at 0x0000")
                == true)
    }

    @Test func `a handle that is used as a pointer is known`() throws {
        let trial = try DriverTrial(
            driver: """
                static DWORD WINAPI Late(LPVOID a) { return *(BYTE *)a; }
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    LPVOID h = code == 1 ? CreateFile(L"\\\\none", 0, 0, NULL, OPEN_EXISTING, 0, NULL)
                                         : CreateEvent(NULL, FALSE, FALSE, NULL);
                    CreateThread(NULL, 0, Late, h, 0, NULL);
                    Sleep(5);
                    return TRUE;
                }
                """)
        #expect(
            try trial.run("1").told("hint").first?.hasPrefix("INVALID_HANDLE_VALUE is used as a pointer: the call")
                == true)
        #expect(
            try trial.run("2").told("hint").first?.hasSuffix(" is a handle (an event of NK.EXE), and no pointer")
                == true)
    }

    @Test func `an application's pointer in a thread of the driver's own has its owner`() throws {
        let trial = try DriverTrial(
            driver: """
                static DWORD WINAPI Late(LPVOID a) { *(volatile DWORD *)a = 1; return 0; }
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    CreateThread(NULL, 0, Late, *(LPVOID *)in, 0, NULL);
                    Sleep(5);
                    return TRUE;
                }
                """)
        let lines = try trial.run("1")
        let address = try #require(lines.told("address").first)
        #expect(address.hasPrefix("nothing in NK.EXE; in app.exe it is app.exe+0x"))
        #expect(address.hasSuffix(", section .data (data)"))
        #expect(
            lines.told("hint").first?.hasPrefix("a pointer of app.exe means nothing in a thread of the driver's own")
                == true)
        #expect(lines.told("hint").first?.contains("CeAllocAsynchronousBuffer") == true)
    }

    @Test func `who took a page or its rights away is told`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    DWORD old;
                    BYTE *p = VirtualAlloc(NULL, 0x2000, MEM_COMMIT, PAGE_READWRITE);
                    if (code == 1)
                        VirtualFree(p, 0x1000, MEM_DECOMMIT);
                    else
                        VirtualProtect(p + 0x1000, 0x1000, PAGE_READONLY, &old);
                    p[code == 1 ? 8 : 0x1008] = 1;
                    return TRUE;
                }
                """)
        let taken = try trial.run("1")
        #expect(taken.told("address").first?.contains(", decommitted by drv.dll+0x") == true)
        #expect(taken.told("address").first?.hasSuffix(", drv.c:5) in VirtualFree") == true)
        #expect(taken.told("hint").first?.hasPrefix("the page was given back with MEM_DECOMMIT") == true)
        let protected = try trial.run("2")
        #expect(protected.told("address").first?.contains(", read-only since drv.dll+0x") == true)
        #expect(protected.told("address").first?.contains(", drv.c:7) in VirtualProtect, allocated by") == true)
        #expect(protected.told("hint").first?.hasPrefix("VirtualProtect took the right to write") == true)
    }

    @Test func `hints are of the case at hand`() throws {
        let trial = try DriverTrial(
            driver: """
                static int __attribute__((noinline)) Deep(int n) {
                    volatile BYTE big[0x900];
                    big[n & 7] = (BYTE)n;
                    return Deep(n + 1) + big[n & 3];
                }
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    if (code == 1) return Deep(1);
                    return InterlockedIncrement((LONG *)(out + 2));
                }
                """)
        #expect(
            try trial.run("1").told("hint").first?.hasSuffix(
                "the size of the stack that drivers are called on is the kernel's, whatever CreateThread was given")
                == true)
        #expect(
            try trial.run("2").told("hint").first?.hasPrefix(
                "the address is not a multiple of 4, and no Interlocked function takes another") == true)
    }

    @Test func `a mapping to where nothing answers shows the descriptor of the board`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    PHYSICAL_ADDRESS pa = { { 0x4A000000, 0 } };
                    return *(volatile DWORD *)MmMapIoSpace(pa, 0x1000, FALSE) == 0;
                }
                """)
        let walk = try #require(try trial.run("1").told("walk").last)
        #expect(
            walk.hasSuffix(
                ", 0x4a000012: small page, physical 0x4a000000, kernel rw, user none, uncached, where nothing answers"))
    }

    @Test func `a function that never returns has no caller of its own`() throws {
        let trial = try DriverTrial(
            driver: """
                static volatile DWORD count;
                static DWORD WINAPI Loop(LPVOID a) { for (;;) { count += GetTickCount(); } }
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    CeSetThreadPriority(CreateThread(NULL, 0, Loop, NULL, 0, NULL), 100);
                    return TRUE;
                }
                """)
        let lines = try trial.run("1")
        let loop = try #require(lines.firstIndex { $0.contains("of NK.EXE, priority 100") })
        #expect(Array(lines[(loop + 1)...]).told("called from").isEmpty)
    }

    @Test func `copying that runs from the output buffer into the input is one mistake`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    DWORD i;
                    if (code == 1) strcpy((char *)out, "a long answer that does not fit");
                    for (i = 0; code == 2 && i < m + n; i++) ((volatile BYTE *)out)[i] = 1;
                    if (code == 3) {
                        for (i = 0; i < m; i++) ((volatile BYTE *)out)[i] = 1;
                        *(volatile BYTE *)in = 2;
                    }
                    return TRUE;
                }
                """,
            application: """
                #include <windows.h>
                int wmain(int argc, WCHAR **argv) {
                    static struct { BYTE out[8], in[40]; } both;
                    DWORD n;
                    HANDLE d = CreateFile(L"DRV1:", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
                    DeviceIoControl(d, _wtol(argv[1]), both.in, 40, both.out, 8, &n, NULL);
                    return 0;
                }
                """)
        for code in ["1", "2"] {
            let lines = try trial.run(code, options: "--checkers verify")
            #expect(lines.contains { $0.contains("of app.exe's output buffer of 8 bytes") && $0.hasSuffix("[CE0812]") })
            #expect(!lines.contains { $0.contains("[CE0840]") })
        }
        let answer = try trial.run("3", options: "--checkers verify")
        #expect(!answer.contains { $0.contains("[CE0812]") })
        #expect(answer.contains { $0.contains("the byte at offset 0 of app.exe's input buffer") })
    }

    @Test func `a call that is refused for what is at an address says who put it there`() throws {
        let trial = try DriverTrial(
            driver: """
                BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
                    BYTE *p = VirtualAlloc(NULL, 0x1000, MEM_RESERVE, PAGE_NOACCESS);
                    LPVOID source = (LPVOID)(0x80100000 >> 8);
                    if (code == 1) {
                        VirtualCopy(p, source, 0x1000, PAGE_READWRITE | PAGE_PHYSICAL);
                        VirtualCopy(p, source, 0x1000, PAGE_READWRITE | PAGE_PHYSICAL);
                    }
                    return *(volatile DWORD *)4;
                }
                """)
        let again = try trial.run("1").told("why")
        #expect(
            again.contains {
                $0.contains(" has memory behind it already, mapped by drv.dll+0x")
                    && $0.contains(", drv.c:5) in VirtualCopy")
            })
    }
}
