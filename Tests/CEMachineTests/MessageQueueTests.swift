import GuestAddress
import Testing
import Unicorn

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// Message queues: what each side gets, waits for and is refused.
@Suite struct MessageQueueTests {
    private let guest: CallHarness

    init() throws { guest = try CallHarness() }

    private var buffer: UInt32 { guest.page + 0x1000 }
    private var size: UInt32 { guest.page + 0x800 }

    /// A handle of one side of the queue `Q`.
    private func open(
        reads: Bool, flags: UInt32 = 2, most: UInt32 = 2, largest: UInt32 = 16, name: String? = "Q"
    ) throws -> UInt32 {
        let options = guest.page + 0x400
        for (index, word) in [0x14, flags, most, largest, reads ? 1 : 0].enumerated() {
            try guest.view.setWord(word, options + UInt32(index) * 4)
        }
        return try #require(try guest.call("CreateMsgQueue", name.map { try guest.text($0) } ?? 0, options))
    }

    private func write(_ queue: UInt32, _ text: String, time: UInt32 = 0, flags: UInt32 = 0) throws -> UInt32? {
        try guest.view.write(Array(text.utf8), buffer)
        return try guest.call("WriteMsgQueue", queue, buffer, UInt32(text.utf8.count), time, flags)
    }

    private func read(_ queue: UInt32, room: UInt32 = 16) throws -> String? {
        guard try guest.call("ReadMsgQueue", queue, buffer, room, size, 0, 0) == 1 else { return nil }
        let bytes = try guest.view.bytes(buffer, try guest.view.word(size))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `messages come out in order, an alert first, and a full queue waits`() throws {
        let reader = try open(reads: true)
        #expect(guest.thread.lastError == 0)
        let writer = try open(reads: false)
        #expect(guest.thread.lastError == 183)
        #expect(try write(writer, "one") == 1)
        #expect(try write(writer, "alert", flags: 1) == 1)
        #expect(try write(writer, "three") == 0)
        #expect(guest.thread.lastError == 1460)
        #expect(try guest.call("WaitForSingleObject", reader, 0) == 0)
        #expect(try guest.call("WaitForSingleObject", writer, 0) == 0x102)
        #expect(try read(reader) == "alert")
        #expect(try read(reader) == "one")
        #expect(try read(reader) == nil)
        #expect(guest.thread.lastError == 1460)
        #expect(try guest.call("WaitForSingleObject", reader, 0) == 0x102)
    }

    @Test func `a reader that waits gets the message, a writer that waits its room`() throws {
        let reader = try open(reads: true, most: 1)
        let writer = try open(reads: false)
        let other = try guest.makeThread()
        #expect(try guest.call("ReadMsgQueue", reader, buffer + 0x100, 16, size, 1000, 0, by: other) == nil)
        #expect(try write(writer, "late") == 1)
        #expect(other.state == .ready)
        #expect(other.resume.r[0] == 1)
        #expect(try guest.view.bytes(buffer + 0x100, 4) == Array("late".utf8))
        #expect(try write(writer, "first") == 1)
        let writing = try guest.makeThread()
        try guest.view.write(Array("next".utf8), buffer)
        #expect(try guest.call("WriteMsgQueue", writer, buffer, 4, 0xFFFF_FFFF, 0, by: writing) == nil)
        #expect(try read(reader) == "first")
        #expect(writing.state == .ready)
        #expect(try read(reader) == "next")
    }

    @Test func `a small buffer cuts the message, which is gone`() throws {
        let reader = try open(reads: true)
        let writer = try open(reads: false)
        #expect(try write(writer, "four score") == 1)
        #expect(try read(reader, room: 4) == nil)
        #expect(guest.thread.lastError == 122)
        #expect(try guest.view.word(size) == 4)
        #expect(try guest.view.bytes(buffer, 4) == Array("four".utf8))
        #expect(try read(reader) == nil)
        #expect(guest.thread.lastError == 1460)
        #expect(try write(writer, "seventeen letters") == 0)
        #expect(guest.thread.lastError == 122)
    }

    @Test func `a queue without its other side is broken unless it may be`() throws {
        let reader = try open(reads: true, flags: 0)
        #expect(try read(reader) == nil)
        #expect(guest.thread.lastError == 233)
        let writer = try open(reads: false, flags: 0)
        let other = try guest.makeThread()
        #expect(try guest.call("ReadMsgQueue", reader, buffer, 16, size, 0xFFFF_FFFF, 0, by: other) == nil)
        // The last writer goes: who waits for a message learns it.
        #expect(try guest.call("CloseMsgQueue", writer) == 1)
        #expect(other.state == .ready)
        #expect(other.resume.r[0] == 0)
        #expect(other.lastError == 233)
        #expect(try guest.call("CloseHandle", reader) == 1)
        #expect(try guest.call("CloseMsgQueue", reader) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(guest.kernel.objects.messageBytes == 0)
    }

    @Test func `options that say nothing sensible are refused`() throws {
        #expect(try open(reads: true, flags: 4) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(try open(reads: true, largest: 0) == 0)
        #expect(try guest.call("CreateMsgQueue", 0, 0) == 0)
        let reader = try open(reads: true, name: nil)
        #expect(try guest.call("WriteMsgQueue", reader, buffer, 4, 0, 0) == 0)
        #expect(guest.thread.lastError == 6)
        #expect(try guest.call("ReadMsgQueue", reader, 0, 4, size, 0, 0) == 0)
        #expect(guest.thread.lastError == 87)
        #expect(try guest.call("GetMsgQueueInfo", reader, buffer) == 1)
        #expect((0..<7).map { try? guest.view.word(buffer + $0 * 4) } == [0x1C, 2, 2, 16, 0, 0, 1])
        #expect(try guest.call("GetMsgQueueInfo", 0x1234_5677, buffer) == 0)
    }

    @Test func `all queues together hold 16 MB`() throws {
        let writer = try open(reads: false, most: 0, largest: 0x1000)
        _ = try open(reads: true)
        var count = 0
        while count < 5000, try guest.call("WriteMsgQueue", writer, guest.page, 0x1000, 0, 0) == 1 { count += 1 }
        #expect(count == 4096)
        #expect(guest.thread.lastError == 14)
    }

    @Test func `a second handle of a side keeps it`() throws {
        let reader = try open(reads: true)
        let writer = try open(reads: false)
        #expect(try write(writer, "kept") == 1)
        #expect(guest.kernel.objects.messageBytes == 4)
        let second = try #require(
            try guest.call(
                "OpenMsgQueue", 0x42, writer, guest.page + 0x400))
        #expect(second != 0)
        #expect(try guest.call("CloseHandle", writer) == 1)
        #expect(try guest.call("CloseHandle", second) == 1)
        #expect(try read(reader) == "kept")
    }
}
