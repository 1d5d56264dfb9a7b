/// UTF-16 text, with a byte order mark or without, as UTF-8. Editors leave such files; a reader of single bytes finds
/// nothing in them.
package enum TextEncoding {
    /// Bytes that are looked at where no mark tells.
    private static let sample = 4_096

    /// The text in UTF-8, or nil when it is not UTF-16.
    package static func utf8(fromUTF16 bytes: [UInt8]) -> [UInt8]? {
        let hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard hasMark || looksLikeUTF16(bytes) else { return nil }
        let isBigEndian = hasMark ? bytes[0] == 0xFE : bytes[0] == 0
        let start = hasMark ? 2 : 0
        let units = stride(from: start, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Latin text in UTF-16 has a zero in every second byte, always on the same side.
    private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
        let count = min(bytes.count, sample) & ~1
        guard count >= 4 else { return false }
        var zeros = [0, 0]
        for index in 0..<count where bytes[index] == 0 { zeros[index & 1] += 1 }
        let half = count / 2
        return zeros[0] * 10 >= half * 9 && zeros[1] * 10 < half || zeros[1] * 10 >= half * 9 && zeros[0] * 10 < half
    }
}
