internal import Diagnostics

/// The smallest piece of a line.
struct Token: Hashable {
    enum Kind: UInt8 {
        /// A number; `value` holds it, `text` how it was written.
        case number
        /// A name, or `{TRUE}` in armasm.
        case word
        /// A string; `text` holds what is between the quotes.
        case string
        /// An operator or a sign; an operator in colons is in upper case.
        case sign
        /// A malformed number or a byte that no token starts with.
        case invalid
    }

    var kind: Kind
    var text: String
    var value: UInt64 = 0
    var line: Int32
    var column: Int32
    var length: Int32
    /// Whether a blank stands before it.
    var isSpaced: Bool = false

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
    func isWord(_ word: String) -> Bool { kind == .word && text == word }

    /// The location of the token in `file`.
    func location(in file: String) -> SourceLocation {
        SourceLocation(file: file, line: Int(line), column: Int(column), length: Int(length))
    }
}

extension Collection<Token> {
    /// From the first to the last token, in `file`; to the end of the first token when the last is on another line.
    func location(in file: String) -> SourceLocation {
        guard let first else { return SourceLocation(file: file) }
        var last = first
        for token in self where token.line == first.line && token.column > last.column { last = token }
        return SourceLocation(
            file: file, line: Int(first.line), column: Int(first.column),
            length: Int(last.column - first.column + last.length))
    }

    /// The text as it may have been written, with single blanks.
    var spelling: String {
        var text = ""
        for token in self {
            if token.isSpaced, !text.isEmpty { text += " " }
            text += token.kind == .string ? "\"\(token.text)\"" : token.text
        }
        return text
    }
}
