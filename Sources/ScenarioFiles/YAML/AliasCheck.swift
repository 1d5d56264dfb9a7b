/// Looks for uses of YAML aliases that would make the parser expand them without bound, before it starts.
///
/// The parser shares what aliases stand for, but whoever compares the keys of a mapping compares their full size: an
/// alias that is a key, or stands in one, multiplies with each level. No file of ours has a key of more than a word.
enum AliasCheck {
    /// More aliases than this are a bomb, not a board: with n aliases a document can grow to 3^(n/3) times its size.
    static let aliasLimit = 30

    /// The first line that is refused and why, or nil. What only looks like an alias or such a key counts too, in texts
    /// as well.
    static func problem(in bytes: [UInt8]) -> (line: Int, message: String)? {
        var line = 1
        var count = 0
        var previous = UInt8(ascii: "\n")
        // The first key that is no word. It costs only where there are aliases.
        var keyLine: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            let startsValue = Self.startsValue(previous)
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case UInt8(ascii: "*") where startsValue && next > 0x20:
                count += 1
                if count > aliasLimit {
                    return (line, "uses more than \(aliasLimit) YAML aliases; write the values out")
                }
                if isKey(bytes, from: nameEnd(bytes, from: index + 1)) { keyLine = keyLine ?? line }
            case UInt8(ascii: "?") where startsKey(bytes, at: index) && next <= 0x20: keyLine = keyLine ?? line
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if isKey(bytes, from: index + 1) { keyLine = keyLine ?? line }
            default: break
            }
            previous = byte
        }
        guard count > 0, let keyLine else { return nil }
        return (keyLine, "a key must be a plain word where aliases are used")
    }

    /// Whether a value may begin behind this byte. (Every byte of a file comes here: no list is searched.)
    private static func startsValue(_ previous: UInt8) -> Bool {
        switch previous {
        case 0x20, 0x09, 0x0D, 0x0A, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"),
            UInt8(ascii: "-"), UInt8(ascii: "?"):
            true
        default: false
        }
    }

    private static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] > 0x20, !",[]{}:".utf8.contains(bytes[index]) { index += 1 }
        return index
    }

    /// Whether a colon follows in the same line.
    private static func isKey(_ bytes: [UInt8], from start: Int) -> Bool {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }

    /// Whether a `?` stands where a key may begin: first in its line, or after what opens a value.
    private static func startsKey(_ bytes: [UInt8], at position: Int) -> Bool {
        var index = position - 1
        while index >= 0, bytes[index] == 0x20 || bytes[index] == 0x09 { index -= 1 }
        return index < 0 || "\r\n,[{:-?".utf8.contains(bytes[index])
    }
}
