/// XML as it is written, indented, with everything escaped that XML 1.0 wants escaped.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        line("<\(name)\(written(attributes))>")
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        line("</\(name)>")
    }

    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        line("<\(name)\(written(attributes))/>")
    }

    mutating func element(_ name: String, _ attributes: [(String, String)], content: String) {
        line("<\(name)\(written(attributes))>\(Self.escaped(content, isAttribute: false))</\(name)>")
    }

    private mutating func line(_ content: String) {
        text += String(repeating: "  ", count: max(0, depth)) + content + "\n"
    }

    private func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(Self.escaped($0.1, isAttribute: true))\"" }.joined()
    }

    /// Characters that XML 1.0 has no way to write become U+FFFD: a guest prints what it likes.
    private static func escaped(_ text: String, isAttribute: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"" where isAttribute: result.append(contentsOf: "&quot;".unicodeScalars)
            case "\n" where isAttribute: result.append(contentsOf: "&#10;".unicodeScalars)
            case "\t" where isAttribute: result.append(contentsOf: "&#9;".unicodeScalars)
            case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
            case "\n", "\t": result.append(scalar)
            default:
                let isForbidden = scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
                result.append(isForbidden ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }
}
