/// XML as it is written, indented, with everything escaped that XML 1.0 wants escaped.
struct XMLText {
    private(set) var text = ""
    private var depth: Int

    /// - Parameters:
    ///   - declaration: whether it is the beginning of a document.
    ///   - depth: how many elements are open already.
    init(declaration: Bool = false, depth: Int = 0) {
        if declaration { text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" }
        self.depth = depth
    }

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
        // Byte by byte: a guest's output may be megabytes of what has to be escaped.
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".utf8)
            case "<": result.append(contentsOf: "&lt;".utf8)
            case ">": result.append(contentsOf: "&gt;".utf8)
            case "\"" where isAttribute: result.append(contentsOf: "&quot;".utf8)
            case "\n" where isAttribute: result.append(contentsOf: "&#10;".utf8)
            case "\t" where isAttribute: result.append(contentsOf: "&#9;".utf8)
            case "\r": result.append(contentsOf: "&#13;".utf8)
            case "\n", "\t": result.append(UInt8(scalar.value))
            default:
                let isForbidden = scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
                let kept: Unicode.Scalar = isForbidden ? "\u{FFFD}" : scalar
                result.append(contentsOf: kept.utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
