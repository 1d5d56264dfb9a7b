/// A file of the project that `cebsp init` makes.
struct StarterFile: Hashable, Sendable {
    /// Relative to the folder.
    let name: String
    let content: [UInt8]

    init(_ name: String, text: String) {
        self.name = name
        content = Array((text + "\n").utf8)
    }

    /// - Parameter base64: the bytes; white space in it means nothing.
    init(_ name: String, base64: String) {
        self.name = name
        content = Self.decode(base64)
    }

    /// Base64 of RFC 4648 without checks: our own generator made it, and a test compares every file.
    private static func decode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for letter in text.utf8 {
            let value: UInt32
            switch letter {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(letter) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(letter) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(letter) + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
