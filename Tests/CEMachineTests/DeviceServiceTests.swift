import GuestAddress
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Shared resources, power levels, rectangles, the language, and components that are not there.
@Suite struct DeviceServiceTests {
    private let guest: CallHarness

    init() throws { guest = try CallHarness() }

    private var output: UInt32 { guest.page + 0x900 }

    @Test func `a range of a resource list has one holder unless it is shared`() throws {
        #expect(try guest.call("ResourceRequest", 1, 40, 2) == 1)
        #expect(try guest.call("ResourceRequest", 1, 41, 1) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(try guest.call("ResourceRelease", 1, 40, 2) == 1)
        #expect(try guest.call("ResourceRelease", 1, 40, 2) == 0)
        #expect(try guest.call("ResourceRequestEx", 1, 41, 1, 2) == 1)
        #expect(try guest.call("ResourceRequestEx", 1, 41, 1, 2) == 1)
        #expect(try guest.call("ResourceRequest", 1, 41, 1) == 0)
        #expect(try guest.call("ResourceRequest", 1, 255, 2) == 0)
        #expect(try guest.call("ResourceRequest", 1, 0xFFFF_FFFF, 2) == 0)
        #expect(try guest.call("ResourceRequest", 0x8_0000, 1, 1) == 0)
        #expect(try guest.call("ResourceCreateList", 0x8_0000, 0, 8) == 1)
        #expect(try guest.call("ResourceCreateList", 0x8_0000, 0, 8) == 0)
        #expect(try guest.call("ResourceRequest", 0x8_0000, 7, 1) == 1)
        #expect(try guest.call("ResourceDestroyList", 0x8_0000) == 1)
    }

    @Test func `the device's level is the highest that anybody asked for`() throws {
        let power = try #require(try guest.call("DDKPwr_Initialize", 0x1_1000, 5, 0, 0))
        #expect(try guest.call("DDKPwr_GetDeviceLevel", power) == 4)
        // The driver's function is called, so that the call goes on in guest code.
        #expect(try guest.call("DDKPwr_SetDeviceLevel", power, 2, 0) == nil)
        #expect(guest.thread.registers.pc == 0x1_1000)
        #expect(guest.thread.registers.r[0] == 5)
        #expect(guest.thread.registers.r[1] == 2)
        #expect(try guest.call("DDKPwr_SetDeviceLevel", power, 2, 0) == 1)
        #expect(try guest.call("DDKPwr_RequestLevel", power, 3) == 1)
        #expect(try guest.call("DDKPwr_RequestLevel", power, 0) == nil)
        #expect(try guest.call("DDKPwr_GetDeviceLevel", power) == 0)
        #expect(try guest.call("DDKPwr_ReleaseLevel", power, 7) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("DDKPwr_SetDeviceLevel", power, 5, 0) == 0)
        #expect(guest.thread.lastError == 87)
        _ = try guest.call("DDKPwr_Deinitialize", power)
        #expect(try guest.call("DDKPwr_GetDeviceLevel", power) == 0xFFFF_FFFF)
    }

    private func rectangle(_ members: [Int32], at offset: UInt32 = 0) throws -> UInt32 {
        for (index, member) in members.enumerated() {
            try guest.view.setWord(UInt32(bitPattern: member), guest.page + offset + UInt32(index) * 4)
        }
        return guest.page + offset
    }

    private func members(_ place: UInt32) -> [Int32?] {
        (0..<4).map { index in (try? guest.view.word(place + index * 4)).map { Int32(bitPattern: $0) } }
    }

    @Test func `rectangles are moved, grown, compared and cut`() throws {
        let first = try rectangle([0, 0, 10, 20])
        let second = try rectangle([5, -5, 30, 10], at: 16)
        #expect(try guest.call("IntersectRect", output, first, second) == 1)
        #expect(members(output) == [5, 0, 10, 10])
        #expect(try guest.call("UnionRect", output, first, second) == 1)
        #expect(members(output) == [0, -5, 30, 20])
        #expect(try guest.call("PtInRect", first, 9, 19) == 1)
        #expect(try guest.call("PtInRect", first, 10, 5) == 0)
        #expect(try guest.call("OffsetRect", first, 0xFFFF_FFFF, 1) == 1)
        #expect(members(first) == [-1, 1, 9, 21])
        #expect(try guest.call("InflateRect", first, 1, 2) == 1)
        #expect(members(first) == [-2, -1, 10, 23])
        #expect(try guest.call("EqualRect", first, second) == 0)
        #expect(try guest.call("SetRect", first, 3, 3, 3, 9) == 1)
        #expect(try guest.call("IsRectEmpty", first) == 1)
        #expect(try guest.call("IntersectRect", output, first, second) == 0)
        #expect(members(output) == [0, 0, 0, 0])
    }

    @Test func `what needs a component that is not there fails, and says so once`() throws {
        #expect(try guest.call("waveOutGetNumDevs") == 0)
        #expect(try guest.call("waveOutOpen", 0, 0, 0, 0, 0, 0) == 6)
        #expect(try guest.call("WNetCloseEnum", 0) == 1222)
        #expect(try guest.call("CeOpenDatabaseEx", 0, 0, 0, 0, 0, 0) == 0xFFFF_FFFF)
        #expect(guest.thread.lastError == 50)
        #expect(guest.kernel.output.lines[0].contains("waveOutGetNumDevs, called from "))
        #expect(guest.kernel.output.lines[0].contains("there are no wave devices"))
    }

    @Test func `the language is English, and no character has two bytes`() throws {
        #expect(try guest.call("GetUserDefaultUILanguage") == 0x409)
        #expect(try guest.call("GetACP") == 1252)
        #expect(try guest.call("IsValidCodePage", 932) == 0)
        #expect(try guest.call("GetCPInfo", 0, output) == 1)
        #expect(try guest.view.word(output) == 1)
        #expect(try guest.call("GetCPInfo", 932, output) == 0)
        let text = try guest.text("a")
        #expect(try guest.call("CharNextW", text) == text + 2)
        #expect(try guest.call("CharNextW", text + 2) == text + 2)
    }

    @Test func `moments, versions, other heaps and the password`() throws {
        #expect(try guest.call("GetProcessVersion", 0) == 0x6_0000)
        #expect(try guest.call("GetProcessVersion", 3) == 0)
        #expect(try guest.call("SleepTillTick") == nil)
        let block = try #require(try guest.call("RemoteLocalAlloc", 0x40, 100))
        #expect(try guest.view.word(block) == 0)
        #expect(try guest.call("LocalFreeInProcess", block, 0x42) == 0)
        #expect(try guest.call("RemoteLocalFree", block) == block)
        #expect(try guest.call("CheckPassword", try guest.text("secret")) == 0)
        #expect(try guest.call("CheckPassword", try guest.text("")) == 1)
        #expect(try guest.call("SetCommMask", 0x1234_5677, 1) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("GetDeviceHandleFromContext", try guest.text("Drivers\\Active\\99")) == 0)
        #expect(guest.thread.lastError == 2)
        try guest.view.setWord(0x630, output)
        #expect(try guest.call("GetDeviceInformationByDeviceHandle", 0, output) == 0)
        #expect(guest.thread.lastError == 6)
        try guest.view.setWord(0x62F, output)
        #expect(try guest.call("GetDeviceInformationByDeviceHandle", 7, output) == 0)
        #expect(guest.thread.lastError == 87)
    }
}
