/// Which bytes of the shared frames somebody has written since boot, one bit a byte.
struct InitialisedBytes: Codable {
    private static let wordsPerPage = 64
    private var words: [UInt64] = []

    /// Makes room for a frame, or gives it a new start.
    mutating func reset(frame: Int, initialised: Bool) {
        let first = frame * Self.wordsPerPage
        let value: UInt64 = initialised ? .max : 0
        if first == words.count {
            words.append(contentsOf: repeatElement(value, count: Self.wordsPerPage))
        } else {
            for index in first..<first + Self.wordsPerPage { words[index] = value }
        }
    }

    @inline(__always)
    private func mask(_ first: Int, _ count: Int) -> UInt64 {
        count >= 64 ? .max : ((1 << UInt64(count)) - 1) << UInt64(first)
    }

    /// Bytes of one page are written, or count as such from now on.
    @inline(__always)
    mutating func set(frame: Int, offset: Int, count: Int) {
        var next = offset
        let end = offset + count
        while next < end {
            let part = min(64 - next & 63, end - next)
            words[frame * Self.wordsPerPage + next >> 6] |= mask(next & 63, part)
            next += part
        }
    }

    /// Of 64 bytes of a page those that somebody has written, a bit each.
    subscript(frame frame: Int, word word: Int) -> UInt64 {
        get { words[frame * Self.wordsPerPage + word] }
        set { words[frame * Self.wordsPerPage + word] = newValue }
    }

    /// The offset in the page of the first byte among `count` that nobody wrote; nil when all were written.
    @inline(__always)
    func firstMissing(frame: Int, offset: Int, count: Int) -> Int? {
        var next = offset
        let end = offset + count
        while next < end {
            let part = min(64 - next & 63, end - next)
            let missing = ~words[frame * Self.wordsPerPage + next >> 6] & mask(next & 63, part)
            if missing != 0 { return next & ~63 + missing.trailingZeroBitCount }
            next += part
        }
        return nil
    }

    /// How many frames there is room for.
    var frameCount: Int { words.count / Self.wordsPerPage }
}
