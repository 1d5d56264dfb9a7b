/// How a document is laid out.
public enum JSONLayout: Sendable {
    /// No white space: one line.
    case compact
    /// Two spaces a level, one member or element a line; arrays and objects without nested ones stay on one line when
    /// they fit into 100 characters.
    case indented
}

extension JSONValue {
    /// The document as text, without a line feed at the end. A number that is not finite becomes null, as JSON has
    /// none.
    /// - Parameter depth: how deep the text is put into another document.
    public func serialized(_ layout: JSONLayout = .compact, depth: Int = 0) -> String {
        var writer = JSONWriter(indented: layout == .indented)
        writer.write(self, depth: depth)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

private struct JSONWriter {
    static let lineLimit = 100
    let indented: Bool
    var bytes: [UInt8] = []

    init(indented: Bool) { self.indented = indented }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .number(let value): append(value.isFinite ? String(value) : "null")
        case .string(let value): write(string: value)
        case .array(let elements):
            writeList(value, open: "[", close: "]", count: elements.count, depth: depth) { writer, index in
                writer.write(elements[index], depth: depth + 1)
            }
        case .object(let members):
            writeList(value, open: "{", close: "}", count: members.count, depth: depth) { writer, index in
                writer.write(string: members[index].key)
                writer.append(writer.indented ? ": " : ":")
                writer.write(members[index].value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList(
        _ value: JSONValue, open: String, close: String, count: Int, depth: Int,
        element: (inout JSONWriter, Int) -> Void
    ) {
        append(open)
        let start = bytes.count
        if indented && value.isFlat {
            for index in 0..<count {
                if index > 0 { append(", ") }
                element(&self, index)
            }
            if bytes.count - start + 2 * depth <= Self.lineLimit {
                append(close)
                return
            }
            bytes.removeSubrange(start...)
        }
        for index in 0..<count {
            if index > 0 { append(",") }
            newLine(depth + 1)
            element(&self, index)
        }
        if count > 0 { newLine(depth) }
        append(close)
    }

    private mutating func newLine(_ depth: Int) {
        guard indented else { return }
        append("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func write(string: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Most strings have nothing to be escaped, and the bytes are looked at where they lie: a string's own view
        // takes as long for each byte as this for twenty.
        let start = bytes.count
        append(string)
        var index = start
        while index < bytes.count, !Self.isEscaped(bytes[index]) { index += 1 }
        guard index < bytes.count else { return }
        let rest = Array(bytes[index...])
        bytes.removeSubrange(index...)
        for byte in rest {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(byte)
            }
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }
}

extension JSONValue {
    /// Whether nothing nested is inside.
    fileprivate var isFlat: Bool {
        func isLeaf(_ value: JSONValue) -> Bool {
            switch value {
            case .array(let elements): elements.isEmpty
            case .object(let members): members.isEmpty
            default: true
            }
        }
        return switch self {
        case .array(let elements): elements.allSatisfy(isLeaf)
        case .object(let members): members.allSatisfy { isLeaf($0.value) }
        default: true
        }
    }
}
