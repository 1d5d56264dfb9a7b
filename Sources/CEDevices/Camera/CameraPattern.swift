/// What a camera sees.
struct CameraPattern {
    let isBars: Bool

    /// Eight bars, as words of four bytes of grey.
    private static let bars: [UInt32] = [
        0xFFFF_FFFF, 0xDADA_DADA, 0xB6B6_B6B6, 0x9191_9191, 0x6D6D_6D6D, 0x4848_4848, 0x2424_2424, 0,
    ]

    /// The word of which a line of the counted pattern consists: no two frames or lines near each other have the same.
    static func word(frame: UInt32, line: UInt32) -> UInt32 { frame &* 0x0100_0193 ^ line &* 0x9E37_79B1 }

    /// The bytes of some lines of a frame.
    /// - Parameter words: in a line.
    func lines(_ lines: Range<UInt32>, of frame: UInt32, words: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.count * words * 4)
        for line in lines {
            if isBars {
                for word in 0..<words { Self.append(Self.bars[word * 8 / words], to: &bytes) }
            } else {
                Self.append(Self.word(frame: frame, line: line), times: words, to: &bytes)
            }
        }
        return bytes
    }

    private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
        for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    /// A line of one word, by doubling what is there.
    private static func append(_ word: UInt32, times: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        guard times > 0 else { return }
        append(word, to: &bytes)
        let end = start + times * 4
        while bytes.count < end {
            let have = bytes.count - start
            bytes.append(contentsOf: bytes[start..<start + min(have, end - bytes.count)])
        }
    }
}
