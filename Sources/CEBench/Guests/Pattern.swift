internal import CEMachine
internal import GuestAddress
internal import Unicorn

/// What the measured memory holds, so that a workload can tell whether the guest read what it should: a word of its own
/// in each place, and in very large buffers in the first page of each megabyte only.
enum Pattern {
    /// Up to here every word is set.
    static let denseBytes: UInt64 = 64 << 20
    private static let sparseStep: UInt64 = 1 << 20

    /// The word at an offset that the pattern sets.
    @inline(__always)
    static func word(at offset: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: ((offset >> 2) &+ 1) &* 0x9E37_79B9_7F4A_7C15 >> 32)
    }

    /// Sets the first `size` bytes of a range of RAM.
    static func write(to ram: GuestRAM, at start: Int, size: UInt64) {
        let dense = min(size, denseBytes)
        _ = ram.withWords(at: start, count: Int(dense / 4)) { words in
            for index in 0..<words.count { words[index] = word(at: UInt64(index) &* 4) }
        }
        for offset in stride(from: denseBytes, to: size, by: Int(sparseStep)) {
            _ = ram.setWord(word(at: offset), at: start + Int(offset))
        }
    }

    /// The sum of the first word of every page.
    static func pageSum(size: UInt64) -> UInt32 {
        var sum: UInt32 = 0
        for offset in stride(from: 0, to: size, by: Int(GuestPage.size))
        where offset < denseBytes || offset % sparseStep == 0 {
            sum &+= word(at: offset)
        }
        return sum
    }

    /// The sum of all words.
    static func sum(size: UInt64) -> UInt32 {
        var sum: UInt32 = 0
        for index in 0..<min(size, denseBytes) / 4 { sum &+= word(at: index &* 4) }
        for offset in stride(from: denseBytes, to: size, by: Int(sparseStep)) { sum &+= word(at: offset) }
        return sum
    }
}
