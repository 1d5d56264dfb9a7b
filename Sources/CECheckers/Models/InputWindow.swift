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
}
