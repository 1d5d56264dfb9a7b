import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct CallerPointersTests {
    private static func call(_ thread: UInt32, depth: Int, first: UInt32) -> CallerPointers.Call {
        CallerPointers.Call(
            thread: thread, depth: depth, process: 4,
            buffers: [
                CallerBuffer(
                    first: first, last: first + 15, process: 4, processName: "a.exe", driver: "b.dll in XXX_IOControl")
            ])
    }

    /// A driver that calls another one is not begun: its end must not end the application's call.
    @Test func `a call that a driver made in between ends nothing`() {
        var pointers = CallerPointers()
        pointers.begin(Self.call(1, depth: 0, first: 0x2000))
        let nested = pointers.end(thread: 1, depth: 1) == nil
        #expect(nested)
        #expect(pointers.calls.count == 1)
        #expect(pointers.former(0x2000) == nil)
        let ended = pointers.end(thread: 1, depth: 0)
        #expect(ended?.buffers.first?.first == 0x2000)
        #expect(pointers.calls.isEmpty)
        #expect(pointers.former(0x200F)?.driver == "b.dll in XXX_IOControl")
        #expect(pointers.former(0x2010) == nil)
    }

    @Test func `what a fault has passed over is gone with the call around it`() {
        var pointers = CallerPointers()
        pointers.begin(Self.call(1, depth: 0, first: 0x2000))
        pointers.begin(Self.call(2, depth: 0, first: 0x3000))
        pointers.begin(Self.call(1, depth: 2, first: 0x4000))
        let ended = pointers.end(thread: 1, depth: 0)
        #expect(ended?.buffers.first?.first == 0x2000)
        #expect(pointers.calls.map(\.thread) == [2])
    }

    @Test func `bytes that change between two reads are told, those that the reader changed are not`() {
        var bytes = FetchedBytes(first: 0x100, count: 8)
        let first = bytes.read([1, 2, 3, 4], at: 0xFE)
        let second = bytes.read([9, 9, 3, 5], at: 0xFE)
        bytes.forget(0x101, 1)
        let third = bytes.read([3, 7], at: 0x100)
        #expect(first == nil)
        #expect(second == FetchedBytes.Change(offset: 1, before: 4, after: 5))
        #expect(third == nil)
        #expect(bytes.touches(0x107, 1) && !bytes.touches(0x108, 4) && bytes.touches(0xFF, 2))
    }
}
