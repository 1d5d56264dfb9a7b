/// A buffer that a caller has handed to a driver.
struct CallerBuffer: Hashable, Codable {
    let first: UInt32
    /// The last byte.
    let last: UInt32
    /// Whose it is, by id.
    let process: UInt32
    let processName: String
    /// `smd.dll in XXX_IOControl`.
    let driver: String

    func contains(_ address: UInt32) -> Bool { first <= address && address <= last }
}

/// What drivers were given by their callers: buffers of calls that go on, and of calls that have returned. Bounded.
struct CallerPointers: Codable {
    /// A call into a driver that has not returned.
    struct Call: Codable {
        let thread: UInt32
        /// How many calls into the guest the thread was in when it began: a driver may call another one in between.
        let depth: Int
        let process: UInt32
        var buffers: [CallerBuffer]
        /// What the driver has opened or aliased of embedded pointers.
        var opened: [CallerBuffer] = []
        /// The words of the input buffer, which may be pointers.
        var input: [UInt32] = []
        /// The output buffer as it was.
        var output: [UInt8] = []
        /// What the driver has read of the input buffer, and of what it has opened; empty when nobody asks.
        var fetched: [FetchedBytes] = []

        /// Whether an address may come from what the caller handed over: it lies in a buffer or in what was opened, or
        /// a word of the input leads to it or shortly before.
        func covers(_ address: UInt32) -> Bool {
            buffers.contains { $0.contains(address) } || opened.contains { $0.contains(address) }
                || input.contains { $0 >= 0x1_0000 && address &- $0 < 0x1_0000 }
        }
    }

    private static let maximumOpened = 256
    private static let maximumFetched = 16
    private static let maximumPast = 64
    private(set) var calls: [Call] = []
    /// Buffers of calls that have returned; the latest last.
    private(set) var past: [CallerBuffer] = []

    mutating func begin(_ call: Call) { calls.append(call) }

    /// The call that a thread began at a depth is over; nil when none began there, because a driver made it.
    mutating func end(thread: UInt32, depth: Int) -> Call? {
        // What a fault has passed over did not end by itself.
        calls.removeAll { $0.thread == thread && $0.depth > depth }
        guard let index = innermost(of: thread), calls[index].depth == depth else { return nil }
        let call = calls.remove(at: index)
        for buffer in call.buffers {
            past.removeAll { $0 == buffer }
            if past.count >= Self.maximumPast { past.removeFirst() }
            past.append(buffer)
        }
        return call
    }

    /// A thread is gone with the calls it was in.
    mutating func forget(thread: UInt32) { calls.removeAll { $0.thread == thread } }

    /// The innermost call of a thread, by its index.
    func innermost(of thread: UInt32) -> Int? { calls.lastIndex { $0.thread == thread } }

    /// The driver has asked for access to memory of its caller.
    /// - Parameter lookedAt: how many of its bytes are not to be read twice.
    mutating func open(_ buffer: CallerBuffer, lookedAt: UInt32, thread: UInt32) {
        guard let index = innermost(of: thread), calls[index].opened.count < Self.maximumOpened else { return }
        calls[index].opened.append(buffer)
        // What is opened again was read before.
        guard lookedAt > 0, calls[index].fetched.count < Self.maximumFetched,
            !calls[index].fetched.contains(where: { $0.first == buffer.first })
        else { return }
        calls[index].fetched.append(FetchedBytes(first: buffer.first, count: lookedAt))
    }

    /// Whether an address may come from what the caller of a call handed over.
    func covers(_ address: UInt32, call: Int) -> Bool { calls[call].covers(address) }

    /// The buffer of a call, by its place in `fetched`, in whose bytes that are looked at an access is.
    func fetched(_ address: UInt32, _ count: UInt32, call: Int) -> Int? {
        calls[call].fetched.firstIndex { $0.touches(address, count) }
    }

    /// The driver of a call reads bytes of its caller.
    /// - Returns: the first one that differs from what the same call read there before.
    mutating func fetch(_ bytes: [UInt8], at address: UInt32, call: Int, buffer: Int) -> FetchedBytes.Change? {
        calls[call].fetched[buffer].read(bytes, at: address)
    }

    /// The driver of a call writes to its caller's memory.
    mutating func overwrite(_ address: UInt32, _ count: UInt32, call: Int, buffer: Int) {
        calls[call].fetched[buffer].forget(address, count)
    }

    /// The latest buffer of a returned call that holds an address.
    func former(_ address: UInt32) -> CallerBuffer? { past.last { $0.contains(address) } }
}
