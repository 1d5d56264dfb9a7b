import GuestAddress
import Testing
import Unicorn

@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Priorities that are lent, and what the time of threads is.
@Suite struct PriorityTests {
    private let guest: CallHarness

    init() throws { guest = try CallHarness() }

    @Test func `the owner of a mutex runs at the priority of who waits for it`() throws {
        let urgent = try guest.makeThread()
        let mutex = try #require(try guest.call("CreateMutexW", 0, 1, 0))
        #expect(try guest.call("CeSetThreadPriority", 0x41, 100, by: urgent) == 1)
        #expect(try guest.call("WaitForSingleObject", mutex, 0xFFFF_FFFF, by: urgent) == nil)
        #expect(guest.thread.priority == 100)
        #expect(try guest.call("CeGetThreadPriority", 0x41) == 251)
        #expect(try guest.call("CeSetThreadPriority", 0x41, 200) == 1)
        #expect(guest.thread.priority == 100)
        #expect(try guest.call("ReleaseMutex", mutex) == 1)
        #expect(guest.thread.priority == 200)
    }

    @Test func `so does who is inside of a critical section`() throws {
        let urgent = try guest.makeThread()
        let section = guest.page + 0x100
        #expect(try guest.call("InitializeCriticalSection", section) == 0)
        #expect(try guest.call("EnterCriticalSection", section) == 0)
        #expect(try guest.call("CeSetThreadPriority", 0x41, 10, by: urgent) == 1)
        #expect(try guest.call("EnterCriticalSection", section, by: urgent) == nil)
        #expect(guest.thread.priority == 10)
        #expect(try guest.call("LeaveCriticalSection", section) == 0)
        #expect(guest.thread.priority == 251)
    }

    @Test func `times of a thread are in units of 100 nanoseconds`() throws {
        let times = guest.page + 0x200
        #expect(try guest.call("GetThreadTimes", 0x41, times, times + 8, times + 16, times + 24) == 1)
        #expect(try guest.view.word(times + 4) == 30_050_933)
        #expect(try guest.view.word(times + 8) == 0)
        #expect(try guest.view.word(times + 16) == 0)
        #expect(try guest.call("GetThreadTimes", 0x4B00_0001, times, times + 8, times + 16, times + 24) == 0)
        #expect(guest.thread.lastError == 6)
    }
}
