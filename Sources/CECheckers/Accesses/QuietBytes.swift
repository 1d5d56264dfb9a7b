/// Of 64 bytes, a bit each: whose accesses tell a listener nothing that it does not know.
struct QuietBytes {
    /// Bytes whose reads change nothing.
    var reads: UInt64
    /// Bytes whose writes may be told later, as bytes that were written.
    var writes: UInt64

    static let all = QuietBytes(reads: .max, writes: .max)
    static let none = QuietBytes(reads: 0, writes: 0)

    var isEmpty: Bool { reads | writes == 0 }

    func intersection(_ other: QuietBytes) -> QuietBytes {
        QuietBytes(reads: reads & other.reads, writes: writes & other.writes)
    }
}
