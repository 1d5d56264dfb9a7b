import TestSupport
import Testing

/// Why a run came to no end: who holds what since where, and what will not come any more.
@Suite struct HangTellingTests {
    /// A driver with locks, an event and threads.
    private static let driver = """
        static HANDLE event, thread;
        static CRITICAL_SECTION lock;
        static DWORD WINAPI Dies(LPVOID a) { EnterCriticalSection(&lock); return 0; }
        static DWORD WINAPI Faults(LPVOID a) { *(volatile DWORD *)4 = 1; SetEvent(event); return 0; }
        static DWORD WINAPI Stays(LPVOID a) { WaitForSingleObject(thread, INFINITE); return 0; }
        BOOL DRV_IOControl(DWORD f, DWORD code, PBYTE in, DWORD n, PBYTE out, DWORD m, PDWORD ret) {
            if (!event) {
                InitializeCriticalSection(&lock);
                event = CreateEvent(NULL, FALSE, FALSE, L"Done");
            }
            switch (code) {
            case 1: EnterCriticalSection(&lock); return TRUE;
            case 2: CreateThread(NULL, 0, Dies, NULL, 0, NULL); Sleep(5); EnterCriticalSection(&lock); break;
            case 3: CreateThread(NULL, 0, Faults, NULL, 0, NULL); WaitForSingleObject(event, INFINITE); break;
            case 4: thread = CreateThread(NULL, 0, Stays, NULL, CREATE_SUSPENDED, NULL);
                    WaitForSingleObject(thread, INFINITE); break;
            case 5: SuspendThread((HANDLE)GetCurrentThread()); break;
            }
            return in == out;
        }
        """

    /// The lines of threads in what `cebsp run` wrote.
    private static func threads(_ trial: DriverTrial, _ argument: String) throws -> [String] {
        Array(try trial.run(argument).drop { !$0.hasPrefix("  thread ") })
    }

    private static func has(_ lines: [String], _ label: String, _ parts: String...) -> Bool {
        lines.told(label).contains { line in parts.allSatisfy(line.contains) }
    }

    @Test func `a section that a driver's call left locked names the call`() throws {
        let trial = try DriverTrial(
            driver: Self.driver,
            application: """
                #include <windows.h>
                static HANDLE d;
                static DWORD WINAPI Call(LPVOID a) {
                    DWORD n;
                    DeviceIoControl(d, 1, NULL, 0, NULL, 0, &n, NULL);
                    return 0;
                }
                int wmain(void) {
                    d = CreateFile(L"DRV1:", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
                    Call(NULL);
                    WaitForSingleObject(CreateThread(NULL, 0, Call, NULL, 0, NULL), INFINITE);
                    return 0;
                }
                """)
        let lines = try Self.threads(trial, "")
        #expect(
            Self.has(
                lines, "for", "critical section lock (drv.dll) at 0xc00",
                ", which thread 0x0040000e of app.exe is in since",
                ": taken at drv.dll+0x", "(DRV_IOControl+0x", ", in a call of the driver that has returned since"))
        #expect(Self.has(lines, "called from", "DRV1: in XXX_IOControl of code 0x00000001"))
        #expect(
            lines.contains { $0.contains("began at app.exe+0x") && $0.contains("(Call, app.c:3), made by app.exe+0x") })
    }

    @Test func `a section whose owner has ended names him and his end`() throws {
        let lines = try Self.threads(try DriverTrial(driver: Self.driver), "2")
        #expect(
            Self.has(
                lines, "for", "critical section lock (drv.dll) at 0xc00",
                ", which thread 0x00400012 of NK.EXE took at drv.dll+0x",
                "(Dies+0x", ", drv.c:3) and never left: it ended at 0.00"))
        #expect(
            Self.has(lines, "could be woken by", "nobody: thread 0x00400012 has ended without LeaveCriticalSection"))
    }

    @Test func `a thread that a fault ended is named where its event is waited for`() throws {
        let lines = try Self.threads(try DriverTrial(driver: Self.driver), "3")
        #expect(
            Self.has(
                lines, "could be woken by",
                "no more by thread 0x00400012 of NK.EXE, which the exception above ended at drv.dll+0x", "(Faults+0x",
                ", drv.c:4)"))
    }

    @Test func `a suspended thread has a beginning, a maker and who suspended it`() throws {
        let trial = try DriverTrial(driver: Self.driver)
        let made = try Self.threads(trial, "4")
        #expect(
            made.contains { $0.contains("began at drv.dll+0x") && $0.contains("(Stays, drv.c:5), made by drv.dll+0x") })
        #expect(Self.has(made, "for", "ResumeThread, as it was suspended by drv.dll+0x", ", drv.c:15) in CreateThread"))
        let own = try Self.threads(trial, "5")
        #expect(Self.has(own, "for", "ResumeThread, as it was suspended by drv.dll+0x", ", drv.c:17) in SuspendThread"))
    }

    @Test func `what a wait is for has its name and its state`() throws {
        let trial = try DriverTrial(
            driver: Self.driver,
            application: """
                #include <windows.h>
                #include <msgqueue.h>
                static DWORD word;
                static DWORD WINAPI Spin(LPVOID a) { while (!*(volatile DWORD *)a) ; return 0; }
                int wmain(int argc, WCHAR **argv) {
                    MSGQUEUEOPTIONS o = { sizeof(o), 0, 2, 16, FALSE };
                    HANDLE h, r;
                    BYTE b[16];
                    int i;
                    switch (argv[1][0]) {
                    case 'p': h = CreateEvent(NULL, TRUE, FALSE, L"Pulse");
                              PulseEvent(h); WaitForSingleObject(h, INFINITE); break;
                    case 'z': WaitForSingleObject(CreateSemaphore(NULL, 0, 5, L"Slots"), INFINITE); break;
                    case 'q': h = CreateMsgQueue(L"jobs", &o); o.bReadAccess = TRUE; r = CreateMsgQueue(L"jobs", &o);
                              for (i = 0; i < 3; i++) WriteMsgQueue(h, b, 16, INFINITE, 0);
                              CloseHandle(r); break;
                    case 's': CeSetThreadPriority(CreateThread(NULL, 0, Spin, &word, 0, NULL), 100);
                              Sleep(1); word = 1; break;
                    }
                    return 0;
                }
                """)
        #expect(
            Self.has(
                try Self.threads(trial, "p"), "for", "manual-reset event 'Pulse'", ": PulseEvent at app.exe+0x",
                "app.c:12) came while nobody waited"))
        #expect(Self.has(try Self.threads(trial, "z"), "for", "semaphore 'Slots'", ", whose count is 0 of 5"))
        #expect(Self.has(try Self.threads(trial, "q"), "for", "room in queue 'jobs'", ", which has 2 of 2 messages"))
        #expect(
            Self.has(
                try Self.threads(trial, "s"), "for",
                "the core, which thread 0x00400012 of app.exe of priority 100 keeps"))
    }
}
