import Glibc

/// What MD5 (RFC 1321) and SHA-1 (RFC 3174) have in common: words that each block of 64 bytes changes. Guests keep the
/// words in contexts of their own between calls, which libraries of digests do not let out of their hands.
protocol DigestBlocks: SendableMetatype {
    static var initial: [UInt32] { get }
    /// Whether numbers stand with their highest byte first.
    static var isBigEndian: Bool { get }
    /// - Parameter block: the sixteen words of a block.
    static func mix(_ state: inout [UInt32], _ block: [UInt32])
}

extension DigestBlocks {
    static var blockSize: Int { 64 }

    /// Mixes a block of 64 bytes in.
    static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
        var words: [UInt32] = []
        words.reserveCapacity(16)
        var index = block.startIndex
        while index + 3 < block.endIndex {
            let word =
                UInt32(block[index]) | UInt32(block[index + 1]) << 8 | UInt32(block[index + 2]) << 16
                | UInt32(block[index + 3]) << 24
            words.append(isBigEndian ? word.byteSwapped : word)
            index += 4
        }
        mix(&state, words)
    }

    /// What follows the message up to the end of the last block: 0x80, zeros, and the number of bits.
    /// - Parameter count: bytes of the message.
    static func padding(after count: UInt64) -> [UInt8] {
        let used = Int(count % 64)
        var bytes: [UInt8] = [0x80] + [UInt8](repeating: 0, count: (used < 56 ? 55 : 119) - used)
        let bits = count &* 8
        for index in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * (isBigEndian ? 7 - index : index))))
        }
        return bytes
    }

    static func bytes(of state: [UInt32]) -> [UInt8] {
        state.flatMap { word in
            let word = isBigEndian ? word.byteSwapped : word
            return (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
        }
    }
}

extension UInt32 {
    fileprivate func rotatedLeft(_ count: UInt32) -> UInt32 { self << count | self >> (32 - count) }
}

enum MD5Blocks: DigestBlocks {
    static let initial: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    static let isBigEndian = false

    private static let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    /// floor(2^32 × |sin(i + 1)|).
    private static let sines: [UInt32] = (0..<64).map { UInt32(sin(Double($0 + 1)).magnitude * 0x1p32) }

    static func mix(_ state: inout [UInt32], _ block: [UInt32]) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        for step in 0..<64 {
            let value: UInt32
            let word: Int
            switch step / 16 {
            case 0: (value, word) = (b & c | ~b & d, step)
            case 1: (value, word) = (d & b | ~d & c, (5 * step + 1) % 16)
            case 2: (value, word) = (b ^ c ^ d, (3 * step + 5) % 16)
            default: (value, word) = (c ^ (b | ~d), 7 * step % 16)
            }
            let sum = a &+ value &+ sines[step] &+ block[word]
            (a, d, c) = (d, c, b)
            b = b &+ sum.rotatedLeft(shifts[step / 16 * 4 + step % 4])
        }
        for (index, value) in [a, b, c, d].enumerated() { state[index] = state[index] &+ value }
    }
}

enum SHA1Blocks: DigestBlocks {
    static let initial: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    static let isBigEndian = true

    static func mix(_ state: inout [UInt32], _ block: [UInt32]) {
        var words = block
        for index in 16..<80 {
            words.append(
                (words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]).rotatedLeft(1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for (step, word) in words.enumerated() {
            let (value, constant): (UInt32, UInt32) =
                switch step / 20 {
                case 0: (b & c | ~b & d, 0x5A82_7999)
                case 1: (b ^ c ^ d, 0x6ED9_EBA1)
                case 2: (b & c | b & d | c & d, 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let sum = a.rotatedLeft(5) &+ value &+ e &+ constant &+ word
            (e, d, c, b, a) = (d, c, b.rotatedLeft(30), a, sum)
        }
        for (index, value) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ value }
    }
}
