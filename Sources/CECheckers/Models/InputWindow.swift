import CEKernel

/// A buffer that a caller has handed to a driver to be read, while the driver works for it.
struct InputWindow: Codable {
    let work: DriverWork
    let thread: UInt32
    /// Whose address space it is in, by id, and whose name it has in reports.
    var space: UInt32
    let caller: String
    /// The first byte as the driver sees it, and the first byte behind.
    var first: UInt32
    var end: UInt32
    /// Whether the driver has a copy.
    var isCopied = false
    /// Where writing goes on that has passed the end of the output buffer, and whose it is.
    private var overflowNext: UInt32 = 0
    private var overflowBy: Actor?

    init(work: DriverWork, thread: UInt32, space: UInt32, caller: String, first: UInt32, end: UInt32) {
        self.work = work
        self.thread = thread
        self.space = space
        self.caller = caller
        self.first = first
        self.end = end
    }

    /// The first byte to look at: the last one of an output buffer that the input buffer follows.
    var watched: UInt32 { !isCopied && first > 0 && work.output.end == UInt64(first) ? first - 1 : first }

    /// Whether a write is the output's that runs over its end: that is another mistake.
    mutating func isOverflow(_ address: UInt32, _ count: UInt32, _ actor: () -> Actor) -> Bool {
        guard watched < first else { return false }
        let next = address &+ count
        if address < first, next >= first {
            (overflowNext, overflowBy) = (next, actor())
            return true
        }
        guard address == overflowNext, overflowBy == actor() else { return false }
        overflowNext = next
        return true
    }

    /// The first byte of a write that lies in the buffer, as an offset in it; nil of one that does not touch it, and of
    /// what the caller has named as output as well.
    func offset(ofWrite address: UInt32, _ count: UInt32) -> UInt32? {
        let low = max(UInt64(address), UInt64(first))
        guard low < min(UInt64(address) + UInt64(count), UInt64(end)) else { return nil }
        let place = UInt32(truncatingIfNeeded: low)
        guard isCopied || !work.output.contains(place) && place &- work.returned >= 4 else { return nil }
        return place - first
    }
}

extension GuestBuffer {
    func contains(_ place: UInt32) -> Bool { place &- address < size }

    /// The first address behind it; 0 of an empty one.
    var end: UInt64 { size == 0 ? 0 : UInt64(address) + UInt64(size) }
}
