/// Writes pictures as PNG (ISO/IEC 15948). The package has no other use for a compressor, and pictures of screens have
/// large areas of one colour: lines as differences to the one above (filter 2), and their zeros as repetitions in a
/// block with the fixed codes of deflate (RFC 1951, 3.2.6), make them a few per cent of what they were.
package enum PNGImage {
    /// - Parameter pixels: red, green and blue of each pixel, line by line from the top.
    package static func bytes(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
        precondition(pixels.count == width * height * 3)
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", big(UInt32(width)) + big(UInt32(height)) + [8, 2, 0, 0, 0], to: &file)
        append("IDAT", compressed(filtered(width, height, pixels)), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    private static func filtered(_ width: Int, _ height: Int, _ pixels: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity((width * 3 + 1) * height)
        for line in 0..<height {
            lines.append(2)
            let first = line * width * 3
            for place in first..<first + width * 3 {
                lines.append(pixels[place] &- (line > 0 ? pixels[place - width * 3] : 0))
            }
        }
        return lines
    }

    private static func append(_ type: String, _ content: [UInt8], to file: inout [UInt8]) {
        let chunk = Array(type.utf8) + content
        file += big(UInt32(content.count)) + chunk + big(checksum(chunk))
    }

    private static func big(_ word: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { word, _ in word & 1 != 0 ? 0xEDB8_8320 ^ word >> 1 : word >> 1 }
    }

    /// The CRC of a chunk (ISO/IEC 15948, annex D).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }

    /// A zlib stream (RFC 1950) of one block.
    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = DeflateStream()
        var place = 0
        while place < bytes.count {
            var end = place + 1
            while end < bytes.count, bytes[end] == bytes[place] { end += 1 }
            stream.add(bytes[place], times: end - place)
            place = end
        }
        var (first, second): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return [0x78, 0x01] + stream.finish() + big(second << 16 | first)
    }
}

/// A last block of deflate with fixed codes, whose only matches repeat the byte before.
private struct DeflateStream {
    private var bytes: [UInt8] = []
    private var buffer: UInt32 = 0
    private var count: UInt32 = 0

    init() { put(3, bits: 3) }

    mutating func add(_ byte: UInt8, times: Int) {
        literal(byte)
        var left = times - 1
        while left >= 3 {
            let length = min(258, left)
            repeatLast(length)
            left -= length
        }
        for _ in 0..<left { literal(byte) }
    }

    private mutating func literal(_ byte: UInt8) {
        byte < 144 ? code(0x30 + UInt32(byte), bits: 8) : code(0x190 + UInt32(byte) - 144, bits: 9)
    }

    /// A match at distance 1; lengths are 3 to 258.
    private mutating func repeatLast(_ length: Int) {
        let rest = UInt32(length - 3)
        if length == 258 {
            symbol(285)
        } else if rest < 8 {
            symbol(257 + rest)
        } else {
            let extra = UInt32(29 - rest.leadingZeroBitCount)
            symbol(257 + extra * 4 + rest >> extra)
            put(rest & ((1 << extra) - 1), bits: extra)
        }
        code(0, bits: 5)
    }

    private mutating func symbol(_ number: UInt32) {
        number < 280 ? code(number - 256, bits: 7) : code(0xC0 + number - 280, bits: 8)
    }

    mutating func finish() -> [UInt8] {
        symbol(256)
        if count > 0 { bytes.append(UInt8(truncatingIfNeeded: buffer)) }
        return bytes
    }

    /// A code of Huffman's, whose highest bit comes first.
    private mutating func code(_ value: UInt32, bits: UInt32) {
        for bit in (0..<bits).reversed() { put(value >> bit & 1, bits: 1) }
    }

    private mutating func put(_ value: UInt32, bits: UInt32) {
        buffer |= value << count
        count += bits
        while count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: buffer))
            buffer >>= 8
            count -= 8
        }
    }
}
