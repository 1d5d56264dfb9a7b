import GuestAddress
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct ServiceCallTests {
    @Test func `an automatic event wakes one thread, the highest priority first`() throws {
        let guest = try CallHarness()
        let event = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        let low = try guest.makeThread()
        let high = try guest.makeThread()
        high.priority = 100
        #expect(try guest.call("WaitForSingleObject", event, 0xFFFF_FFFF, by: low) == nil)
        #expect(try guest.call("WaitForSingleObject", event, 0xFFFF_FFFF, by: high) == nil)
        #expect(try guest.call("EventModify", event, 3) == 1)
        #expect(high.state == .ready)
        #expect(high.resume.r[0] == 0)
        #expect(low.state == .waiting(deadline: nil))
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0x102)
        #expect(try guest.call("SetEvent", event) == 1)
        #expect(low.state == .ready)
    }

    @Test func `a wait ends at its deadline`() throws {
        let guest = try CallHarness()
        let event = try #require(try guest.call("CreateEventW", 0, 1, 0, 0))
        #expect(try guest.call("WaitForSingleObject", event, 5) == nil)
        let deadline = try #require(guest.kernel.scheduler.nextDeadline)
        #expect(deadline == guest.kernel.engine.instructions + 500_000)
        guest.kernel.engine.advanceClock(by: 500_000)
        guest.kernel.wakeExpired()
        #expect(guest.thread.resume.r[0] == 0x102)
        #expect(guest.thread.state == .ready)
        #expect(guest.kernel.scheduler.nextDeadline == nil)
        #expect(try guest.call("SetEvent", event, by: try guest.makeThread()) == 1)
        #expect(guest.thread.resume.r[0] == 0x102)
    }

    @Test func `several objects: the first signalled counts, waiting for all is refused`() throws {
        let guest = try CallHarness()
        let first = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        let second = try #require(try guest.call("CreateSemaphoreW", 0, 1, 2, 0))
        try guest.view.setWord(first, guest.page)
        try guest.view.setWord(second, guest.page + 4)
        #expect(try guest.call("WaitForMultipleObjects", 2, guest.page, 0, 0) == 1)
        #expect(try guest.call("WaitForMultipleObjects", 2, guest.page, 0, 0) == 0x102)
        #expect(try guest.call("WaitForMultipleObjects", 2, guest.page, 1, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 87)
        #expect(try guest.call("ReleaseSemaphore", second, 3, 0) == 0)
        #expect(guest.thread.lastError == 298)
        #expect(try guest.call("WaitForSingleObject", 0x1234_5677, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 6)
    }

    @Test func `a mutex passes on when its owner ends`() throws {
        let guest = try CallHarness()
        let mutex = try #require(try guest.call("CreateMutexW", 0, 1, try guest.text("m")))
        #expect(try guest.call("CreateMutexW", 0, 0, guest.page) != 0)
        #expect(guest.thread.lastError == 183)
        let other = try guest.makeThread()
        #expect(try guest.call("ReleaseMutex", mutex, by: other) == 0)
        #expect(other.lastError == 288)
        #expect(try guest.call("WaitForSingleObject", mutex, 0xFFFF_FFFF, by: other) == nil)
        guest.kernel.endThread(guest.thread, exitCode: 0)
        #expect(other.state == .ready)
        #expect(other.ownedMutexes.count == 1)
    }

    @Test func `a critical section is handed to who waits`() throws {
        let guest = try CallHarness()
        let other = try guest.makeThread()
        let section = guest.page
        for _ in 0..<2 { #expect(try guest.call("EnterCriticalSection", section) == 0) }
        #expect(try guest.call("TryEnterCriticalSection", section, by: other) == 0)
        #expect(try guest.call("EnterCriticalSection", section, by: other) == nil)
        #expect(try guest.call("LeaveCriticalSection", section) == 0)
        #expect(other.state == .waiting(deadline: nil))
        #expect(try guest.call("LeaveCriticalSection", section) == 0)
        #expect(other.state == .ready)
        #expect(try guest.view.word(section + 4) == other.id)
        #expect(guest.kernel.objects.areSectionsFree)
    }

    @Test func `heaps give zeroed, distinct, growing blocks and refuse what is none`() throws {
        let guest = try CallHarness()
        let block = try #require(try guest.call("LocalAlloc", 0x40, 100))
        try guest.view.setWord(0xAABB_CCDD, block)
        let moved = try #require(try guest.call("LocalReAlloc", block, 5000, 0x42))
        #expect(try guest.view.word(moved) == 0xAABB_CCDD)
        #expect(try guest.view.word(moved + 4996) == 0)
        #expect(try guest.call("LocalSize", moved) == 5000)
        #expect(try guest.call("LocalFree", moved) == 0)
        #expect(try guest.call("LocalFree", moved) == moved)
        #expect(guest.thread.lastError == 87)
        let large = try #require(try guest.call("malloc", 0x4_0000))
        #expect(large & 0xFFFF == 0)
        #expect(try guest.call("free", large) == 0)
        #expect(guest.process.space.reservation(at: VirtualAddress(large)) == nil)
        #expect(try guest.call("calloc", 0x1_0000, 0x1_0000) == 0)
        #expect(guest.thread.lastError == 8)
        #expect(guest.process.heap.blockCount == 0)
    }

    @Test func `the registry says how much room a value needs`() throws {
        let guest = try CallHarness()
        guest.kernel.registry.set("Key", "v", .string("abc"))
        let key = try guest.text("Key")
        let name = try guest.text("v", at: 0x100)
        #expect(try guest.call("RegOpenKeyExW", 0x8000_0002, key, 0, 0, guest.page + 0x200) == 0)
        let handle = try guest.view.word(guest.page + 0x200)
        let type = guest.page + 0x204
        let size = guest.page + 0x208
        let data = guest.page + 0x20C
        try guest.view.setWord(0, size)
        #expect(try guest.call("RegQueryValueExW", handle, name, 0, type, 0, size) == 0)
        #expect(try guest.view.word(size) == 8)
        #expect(try guest.view.word(type) == 1)
        try guest.view.setWord(7, size)
        #expect(try guest.call("RegQueryValueExW", handle, name, 0, type, data, size) == 234)
        #expect(try guest.call("RegQueryValueExW", handle, name, 0, type, data, size) == 0)
        #expect(try guest.view.wideString(data) == "abc")
        #expect(try guest.call("RegQueryValueExW", handle, key, 0, 0, 0, 0) == 2)
        #expect(try guest.call("RegCloseKey", handle) == 0)
        #expect(try guest.call("RegCloseKey", handle) == 6)
    }

    @Test func `a file is written, sought and read`() throws {
        let guest = try CallHarness()
        let name = try guest.text("\\f.txt")
        let file = try #require(try guest.call("CreateFileW", name, 0xC000_0000, 0, 0, 2, 0, 0))
        try guest.view.write([1, 2, 3, 4], guest.page + 0x100)
        #expect(try guest.call("WriteFile", file, guest.page + 0x100, 4, guest.page + 0x200, 0) == 1)
        #expect(try guest.call("SetFilePointer", file, UInt32(bitPattern: -3), 0, 2) == 1)
        #expect(try guest.call("ReadFile", file, guest.page + 0x300, 100, guest.page + 0x200, 0) == 1)
        #expect(try guest.view.word(guest.page + 0x200) == 3)
        #expect(try guest.view.bytes(guest.page + 0x300, 3) == [2, 3, 4])
        #expect(try guest.call("SetFilePointer", file, UInt32(bitPattern: -1), 0, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 131)
        #expect(try guest.call("CreateFileW", name, 0x8000_0000, 0, 0, 3, 0, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 32)
        #expect(try guest.call("CloseHandle", file) == 1)
        #expect(try guest.call("DeleteFileW", name) == 1)
        #expect(try guest.call("GetFileAttributesW", name) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 2)
    }

    @Test func `slots of local storage are given out once and come back empty`() throws {
        let guest = try CallHarness()
        let slots = try (0..<60).compactMap { _ in try guest.call("TlsAlloc") }
        #expect(slots == (4..<64).map { UInt32($0) })
        #expect(try guest.call("TlsCall", 0, 0) == 0xFFFF_FFFF)
        #expect(try guest.call("TlsSetValue", 10, 77) == 1)
        #expect(try guest.call("TlsGetValue", 10) == 77)
        #expect(try guest.call("TlsFree", 10) == 1)
        #expect(try guest.call("TlsFree", 10) == 0)
        #expect(try guest.call("TlsAlloc") == 10)
        #expect(try guest.call("TlsGetValue", 10) == 0)
    }

    @Test func `a suspended thread does not run when its wait ends`() throws {
        let guest = try CallHarness()
        let other = try guest.makeThread()
        let handle = guest.kernel.objects.handles.add(.thread(other), owner: guest.process, site: .boot)
        #expect(try guest.call("Sleep", 1, by: other) == nil)
        #expect(try guest.call("SuspendThread", handle) == 0)
        guest.kernel.engine.advanceClock(by: 100_000)
        guest.kernel.wakeExpired()
        #expect(other.state == .suspended)
        #expect(try guest.call("ResumeThread", handle) == 1)
        #expect(other.state == .ready)
    }
}
