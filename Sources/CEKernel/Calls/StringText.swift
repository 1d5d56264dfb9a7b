import CEMemory
import GuestAddress

/// Strings of a guest in a line of text: quoted, cut, and with escapes as C has them, since their bytes may be
/// anything.
struct StringText {
    /// The most characters that are shown.
    private static let limit = 64

    let view: GuestView

    /// The string at an address: NULL, `"text"`, `"text"...` of one that is longer or whose rest is not in RAM, or the
    /// address alone where nothing is.
    func text(at address: UInt32, _ width: CharacterWidth) -> String {
        guard address != 0 else { return "NULL" }
        let size = Int(width.rawValue)
        let bytes = view.peek(address, count: (Self.limit + 1) * size)
        let units = stride(from: 0, through: bytes.count - size, by: size).map { index in
            width == .wide ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index])
        }
        guard !units.isEmpty else { return WordText.address(address) }
        let end = units.firstIndex(of: 0)
        let shown = units.prefix(min(end ?? units.count, Self.limit))
        let isWhole = end.map { $0 <= Self.limit } ?? false
        return Self.quoted(String(decoding: shown, as: UTF16.self)) + (isWhole ? "" : "...")
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.properties.generalCategory == .control:
                result += "\\x" + hexadecimal(scalar.value, width: 2)
            case _ where !scalar.isASCII && !scalar.properties.isAlphabetic && !scalar.properties.isEmoji:
                result += "\\u{\(hexadecimal(scalar.value, width: 4))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
