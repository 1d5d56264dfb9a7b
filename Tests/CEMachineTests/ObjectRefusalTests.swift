import Testing

@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// Calls on objects say which rule they broke.
@Suite struct ObjectRefusalTests {
    private let bench: RefusalBench

    init() throws { bench = try RefusalBench() }

    @Test func `waits say how many, for what and how`() throws {
        let event = try bench.call("CreateEventW", 0, 0, 0, 0)
        let list = try bench.words(event, event, 0)
        #expect(
            try bench.reason("WaitForMultipleObjects", 0, list, 0, 0)
                == "87 count: nCount is 0, and there has to be a handle to wait for")
        #expect(
            try bench.reason("WaitForMultipleObjects", 65, list, 0, 0)
                == "87 count: nCount is 65, and one wait takes at most 64 handles (MAXIMUM_WAIT_OBJECTS)")
        #expect(
            try bench.reason("WaitForMultipleObjects", 2, list, 1, 0)
                == "87 wait-all: fWaitAll is TRUE: Windows CE waits for one of the objects, not for all of them, so it "
                + "has to be FALSE")
        #expect(
            try bench.reason("WaitForMultipleObjects", 3, list, 0, 0)
                == "6 no-handle: lpHandles[2] is NULL: the call that should have made it has failed, or none was made")
    }

    @Test func `a handle in the wrong place is told with what it is`() throws {
        let event = try bench.call("CreateEventW", 0, 0, 0, 0)
        #expect(
            try bench.reason("ReleaseMutex", event)
                == "6 handle-kind: hMutex 0x\(hex(event)) is an event, and ReleaseMutex takes a mutex")
        #expect(
            try bench.reason("GetExitCodeProcess", event, bench.harness.page)
                == "6 handle-kind: hProcess 0x\(hex(event)) is an event, and GetExitCodeProcess takes a process")
        let id = bench.harness.thread.id
        #expect(
            try bench.reason("WaitForSingleObject", id, 0)
                == "6 no-handle: hHandle 0x\(hex(id)) is the id of a thread of test.exe, and no handle: CreateThread "
                + "has "
                + "returned one, and OpenThread makes one of it")
        let process = bench.harness.process.id
        #expect(
            try bench.reason("SetEvent", process)
                == "6 no-handle: hEvent 0x\(hex(process)) is the id of process test.exe, and no handle: OpenProcess "
                + "makes "
                + "one of it")
        #expect(try bench.reason("SetEvent", bench.harness.page).hasPrefix("6 no-handle: hEvent 0x"))
        #expect(try bench.reason("SetEvent", bench.harness.page).contains("is no handle but an address: "))
        #expect(
            try bench.reason("OpenProcess", 0, 0, event).contains("is a handle of an event, and the call takes the id"))
        #expect(try bench.reason("OpenProcess", 0, 0, 0x1234) == "87 id: no process has the id 0x00001234")
    }

    @Test func `a closed handle names the call that closed it`() throws {
        let event = try bench.call("CreateEventW", 0, 0, 0, 0)
        try bench.call("CloseHandle", event)
        let reason = try bench.reason("SetEvent", event)
        #expect(reason.hasPrefix("6 closed-handle: handle 0x\(hex(event)) was an event, closed before by "))
        #expect(reason.hasSuffix(" in CloseHandle"))
    }

    @Test func `counts and owners are told`() throws {
        #expect(
            try bench.reason("CreateSemaphoreW", 0, 5, 2, 0)
                == "87 count: lInitialCount is 5, and it has to be from 0 to lMaximumCount, 2")
        let semaphore = try bench.call("CreateSemaphoreW", 0, 0, 1, 0)
        #expect(
            try bench.reason("ReleaseSemaphore", semaphore, 2, 0)
                == "298 maximum: 2 more than the semaphore's count of 0 would exceed its maximum of 1")
        let mutex = try bench.call("CreateMutexW", 0, 0, 0)
        let id = hex(bench.harness.thread.id)
        #expect(
            try bench.reason("ReleaseMutex", mutex)
                == "288 not-owner: thread 0x\(id) does not own the mutex: nobody does")
        #expect(
            try bench.reason("OpenEventW", 0, 0, try bench.text("other"))
                == "2 no-name: no event has the name \"other\"")
        let section = try bench.words(0, 0, 0, 0, 0)
        #expect(
            try bench.reason("LeaveCriticalSection", section)
                == "0 not-owner: thread 0x\(id) is not in the critical section at 0x\(hex(section)): nobody is")
    }

    @Test func `threads and their priorities`() throws {
        #expect(
            try bench.reason("SetThreadPriority", 0x41, 99)
                == "87 priority: nPriority 99 is not from THREAD_PRIORITY_TIME_CRITICAL (0) to THREAD_PRIORITY_IDLE "
                + "(7): "
                + "CeSetThreadPriority takes CE's own, 0 to 255")
        #expect(
            try bench.reason("CeSetThreadPriority", 0x41, 300)
                == "87 priority: nPriority 300 is not from 0 (highest) to 255 (lowest)")
        #expect(
            try bench.reason("CreateThread", 0, 0, 0, 0, 0, 0)
                == "87 null: lpStartAddress is NULL, and a thread needs a function")
        let thread = try bench.harness.makeThread()
        let handle = bench.harness.kernel.objects.handles.add(
            .thread(thread), owner: bench.harness.process, site: .boot)
        try bench.call("TerminateThread", handle, 7)
        #expect(
            try bench.reason("SuspendThread", handle)
                == "87 ended: thread 0x\(hex(thread.id)) has ended already, with exit code 7")
    }

    private func hex(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
