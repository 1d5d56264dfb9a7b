/// The language of a line.
enum Dialect: Hashable {
    case armasm, masm, gnu, c

    /// Whether operators and numbers are C's.
    var isLikeC: Bool { self == .c || self == .gnu }
}

/// Cuts a line into tokens. Stateless between lines.
struct Lexer {
    let dialect: Dialect

    /// Tokens of one line; what follows them becomes one invalid token.
    private static let maximumCount = 1_000_000

    /// Appends the tokens of `bytes[range]`, a line without its end, to `tokens`. Stops at a comment.
    /// - Parameter origin: the offset of the line's first column.
    func lex(_ bytes: [UInt8], _ range: Range<Int>, line: Int32, into tokens: inout [Token]) {
        var index = range.lowerBound
        let end = range.upperBound
        let first = tokens.count
        var isSpaced = false
        while index < end {
            let byte = bytes[index]
            if byte.isBlank {
                isSpaced = true
                index += 1
                continue
            }
            if startsComment(bytes, at: index, end: end) { return }
            if tokens.count - first >= Self.maximumCount {
                let column = Int32(truncatingIfNeeded: index - range.lowerBound + 1)
                tokens.append(
                    Token(kind: .invalid, text: "the rest of a line too long", line: line, column: column, length: 1))
                return
            }
            let previous = tokens.count > first ? tokens.last : nil
            var token = scan(bytes, from: index, end: end, previous: previous)
            token.line = line
            token.column = Int32(truncatingIfNeeded: index - range.lowerBound + 1)
            token.isSpaced = isSpaced
            isSpaced = false
            index += Int(token.length)
            tokens.append(token)
        }
    }

    private func startsComment(_ bytes: [UInt8], at index: Int, end: Int) -> Bool {
        let byte = bytes[index]
        if dialect == .gnu {
            // `#` also marks immediate operands, but of instructions only, which mean nothing here.
            return byte == UInt8(ascii: "@") || byte == UInt8(ascii: "#") && (index == 0 || bytes[index - 1].isBlank)
        }
        if byte == UInt8(ascii: ";") { return dialect != .c }
        return byte == UInt8(ascii: "/") && dialect != .masm && index + 1 < end && bytes[index + 1] == byte
    }

    /// One token at `start`; its line and column are the caller's to set.
    private func scan(_ bytes: [UInt8], from start: Int, end: Int, previous: Token?) -> Token {
        let byte = bytes[start]
        if byte.isDigit { return number(bytes, from: start, end: end) }
        if byte.isWordStart { return word(bytes, from: start, end: end) }
        switch byte {
        case UInt8(ascii: "\""): return string(bytes, from: start, end: end)
        case UInt8(ascii: "'"):
            if let token = character(bytes, from: start, end: end) { return token }
        case UInt8(ascii: "&") where dialect == .armasm:
            if !(previous?.endsOperand ?? false), start + 1 < end, bytes[start + 1].hexadecimalDigit != nil {
                return ampersandNumber(bytes, from: start, end: end)
            }
        case UInt8(ascii: ":") where dialect == .armasm:
            if let token = enclosed(bytes, from: start, end: end, by: UInt8(ascii: ":"), .sign) { return token }
        case UInt8(ascii: "{") where dialect == .armasm:
            if let token = enclosed(bytes, from: start, end: end, by: UInt8(ascii: "}"), .word) { return token }
        case UInt8(ascii: "|") where dialect == .armasm:
            if let token = barredWord(bytes, from: start, end: end) { return token }
        default: break
        }
        return sign(bytes, from: start, end: end)
    }

    private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func word(_ bytes: [UInt8], from start: Int, end: Int) -> Token {
        var index = start + 1
        while index < end, bytes[index].isWordPart { index += 1 }
        return token(.word, text(bytes, start..<index), index - start)
    }

    private func token(_ kind: Token.Kind, _ text: String, _ length: Int, value: UInt64 = 0) -> Token {
        Token(kind: kind, text: text, value: value, line: 0, column: 0, length: Int32(truncatingIfNeeded: length))
    }

    private func string(_ bytes: [UInt8], from start: Int, end: Int) -> Token {
        var index = start + 1
        while index < end, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") && dialect == .c && index + 1 < end ? 2 : 1
        }
        guard index < end else { return token(.invalid, text(bytes, start..<end), end - start) }
        return token(.string, text(bytes, start + 1..<index), index + 1 - start)
    }

    private func character(_ bytes: [UInt8], from start: Int, end: Int) -> Token? {
        guard start + 2 < end, bytes[start + 2] == UInt8(ascii: "'"), bytes[start + 1] != UInt8(ascii: "\\") else {
            return nil
        }
        return token(.number, text(bytes, start..<start + 3), 3, value: UInt64(bytes[start + 1]))
    }

    /// `:OR:` or `{TRUE}`; nil when the letters do not close.
    private func enclosed(
        _ bytes: [UInt8], from start: Int, end: Int, by closing: UInt8, _ kind: Token.Kind
    ) -> Token? {
        var index = start + 1
        while index < end, bytes[index].isLetter { index += 1 }
        guard index < end, index > start + 1, bytes[index] == closing else { return nil }
        return token(kind, text(bytes, start..<index + 1).uppercased(), index + 1 - start)
    }

    /// `|any name|`, without blanks so that the else sign stays what it is.
    private func barredWord(_ bytes: [UInt8], from start: Int, end: Int) -> Token? {
        var index = start + 1
        while index < end, !bytes[index].isBlank, bytes[index] != UInt8(ascii: "|"), bytes[index] != UInt8(ascii: ";") {
            index += 1
        }
        guard index < end, index > start + 1, bytes[index] == UInt8(ascii: "|") else { return nil }
        return token(.word, text(bytes, start + 1..<index), index + 1 - start)
    }

    private func sign(_ bytes: [UInt8], from start: Int, end: Int) -> Token {
        let byte = bytes[start]
        guard byte > 0x20, byte < 0x7F else {
            var index = start + 1
            while index < end, !(bytes[index] > 0x20 && bytes[index] < 0x7F), !bytes[index].isBlank { index += 1 }
            return token(.invalid, text(bytes, start..<index), index - start)
        }
        let next = start + 1 < end ? bytes[start + 1] : 0
        if Self.pairs.contains(UInt16(byte) << 8 | UInt16(next)) {
            return token(.sign, text(bytes, start..<start + 2), 2)
        }
        return token(.sign, text(bytes, start..<start + 1), 1)
    }

    private static let pairs: Set<UInt16> = Set(
        ["<<", ">>", "<=", ">=", "==", "!=", "<>", "/=", "&&", "||", "##"].map { pair in
            pair.utf8.reduce(0) { $0 << 8 | UInt16($1) }
        })
}

extension Token {
    /// Whether an operand may end here, so that a following `&` is an operator.
    var endsOperand: Bool {
        kind == .number || kind == .string || isSign(")")
            || (kind == .word && Directive.named(text, in: .armasm) == nil)
    }
}

extension UInt8 {
    /// A blank of a line, including what old editors leave (form feed, Ctrl-Z, a stray zero).
    var isBlank: Bool { self == 0x20 || (self <= 0x1F && self != 0x1B) }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    var isWordStart: Bool {
        isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "$") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "@")
    }
    var isWordPart: Bool { isWordStart || isDigit }
    /// The value of a hexadecimal digit.
    var hexadecimalDigit: UInt8? {
        if isDigit { return self - UInt8(ascii: "0") }
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f") ? lower - UInt8(ascii: "a") + 10 : nil
    }
}
