/// What a camera sees: lines, each of one word again and again, which run through the picture from frame to frame.
struct CameraPattern {
    /// So many lines come one after the other before the first comes again.
    private static let different: UInt32 = 1024
    /// How many lines a frame is further than the one before: 1,024 frames in a row differ in every line.
    private static let step: UInt32 = 7
    private static let factor: UInt32 = 0x9E37_79B1
    /// Eight bars, as words of four bytes of grey.
    private static let bars: [UInt32] = [
        0xFFFF_FFFF, 0xDADA_DADA, 0xB6B6_B6B6, 0x9191_9191, 0x6D6D_6D6D, 0x4848_4848, 0x2424_2424, 0,
    ]

    let isBars: Bool
    /// Words in a line.
    let words: Int
    /// All lines that differ, in their order, or the one of the bars.
    private let lines: [UInt8]

    init(isBars: Bool, words: Int) {
        self.isBars = isBars
        self.words = words
        var bytes: [UInt8] = []
        if isBars {
            for word in 0..<words { Self.append(Self.bars[word * 8 / words], to: &bytes) }
        } else {
            bytes.reserveCapacity(Int(Self.different) * words * 4)
            for line in 1...Self.different { Self.append(line &* Self.factor, times: words, to: &bytes) }
        }
        lines = bytes
    }

    /// The bytes of some lines of a frame.
    func bytes(of range: Range<UInt32>, frame: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * words * 4)
        var line = range.lowerBound
        while line < range.upperBound {
            let first = isBars ? 0 : (frame &* Self.step &+ line) % Self.different
            let count = isBars ? 1 : min(range.upperBound - line, Self.different - first)
            bytes += lines[Int(first) * words * 4..<Int(first + count) * words * 4]
            line += count
        }
        return bytes
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    /// Appends a line of one word, which is made by doubling.
    private static func append(_ word: UInt32, times: Int, to bytes: inout [UInt8]) {
        guard times > 0 else { return }
        var line: [UInt8] = []
        append(word, to: &line)
        while line.count < times * 4 { line += line }
        bytes += line.prefix(times * 4)
    }
}
