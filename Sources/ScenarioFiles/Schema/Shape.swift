/// What a value in a board, scenario or budget file may be. The readers validate against it and the JSON Schemas are
/// made of it, so that both always say the same.
package indirect enum Shape: Sendable {
    /// Any text; a number is read as its digits.
    case text
    /// One of these words.
    case choice([String])
    case integer(ClosedRange<Int64>)
    case boolean
    /// A 32-bit address, `0x…`.
    case address
    /// A number of bytes, or with K, M, G.
    case size
    /// How often in a second, or with K, M, G, which are decimal: `600M`.
    case rate(ClosedRange<UInt64>)
    /// A time: `5s`, `200ms`.
    case duration
    /// A part of something else: `5%`, `0.5%`.
    case share
    /// `DE AD BE EF`.
    case hexadecimal
    case list(Shape)
    /// A list with exactly these elements, in this order.
    case tuple([Shape])
    case mapping(SchemaMapping)
    /// A mapping whose keys are names of the user's choice.
    case table(Shape)
    /// A mapping with any of these keys, whose values all have one form.
    case figures([String], Shape)
    /// The first that fits what was written; `expected` says all in words.
    case either([Shape], expected: String)
}

/// A key of a mapping.
package struct SchemaKey: Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    /// What the key means, in a sentence, for editors that complete it.
    package let summary: String

    package init(_ name: String, _ shape: Shape, required: Bool = false, _ summary: String) {
        self.name = name
        self.shape = shape
        isRequired = required
        self.summary = summary
    }
}

/// A mapping with a fixed set of keys.
package struct SchemaMapping: Sendable {
    /// What it describes: `a board`, `a RAM bank`.
    package let title: String
    package let keys: [SchemaKey]

    package init(_ title: String, _ keys: [SchemaKey]) {
        self.title = title
        self.keys = keys
    }
}

extension Shape {
    /// The numbers a 32-bit register or registry value holds, signed or unsigned.
    static let word = Shape.integer(-0x8000_0000...0xFFFF_FFFF)
    static let count = Shape.integer(0...0xFFFF_FFFF)

    /// One of these or a list of them.
    static func oneOrMore(_ shape: Shape) -> Shape {
        .either([.list(shape), shape], expected: "\(shape.expected) or a list")
    }

    /// What should stand there, in words for an error.
    var expected: String {
        switch self {
        case .text: "a text"
        case .choice(let words): words.count > 1 ? "one of " + words.joined(separator: ", ") : words.first ?? "nothing"
        case .integer(0...0xFFFF_FFFF): "a whole number from 0 to 4294967295"
        case .integer(let range) where range.lowerBound == range.upperBound: "the number \(range.lowerBound)"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .address: "an address (0x and up to 8 hexadecimal digits)"
        case .size: "a size (bytes, or a number with K, M or G)"
        case .rate(let range): "a number from \(range.lowerBound) to \(range.upperBound), or with K, M or G"
        case .duration: "a time (5s, 200ms)"
        case .share: "a share (5%)"
        case .hexadecimal: "bytes in hexadecimal (\"DE AD BE EF\")"
        case .list(let element): "a list (each element \(element.expected))"
        case .tuple(let elements): "a list of \(elements.count) values"
        case .mapping(let mapping):
            "\(mapping.title) (\(mapping.keys.prefix(4).map { "\($0.name):" }.joined(separator: " "))"
                + "\(mapping.keys.count > 4 ? " …" : ""))"
        case .table, .figures: "a mapping"
        case .either(_, let expected): expected
        }
    }
}
