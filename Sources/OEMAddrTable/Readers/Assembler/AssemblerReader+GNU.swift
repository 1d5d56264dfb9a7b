/// What GNU as writes in its own way (Using as: `.equ`, `.set`, and C's preprocessor in front of it).
extension AssemblerReader {
    /// `.equ NAME, value`.
    func readEqu(_ operands: ArraySlice<Token>, _ statement: [Token]) {
        guard let name = operands.first, name.kind == .word, operands.count > 2,
            operands[operands.startIndex + 1].isSign(",")
        else {
            session.report(.unreadableLine, at: statement.location(in: file), "the name to define is missing")
            return
        }
        readDefinition(name, .assign, operands.dropFirst(2), statement)
    }

    /// Carries out a line of C's preprocessor.
    /// - Returns: false when the line is none, but a comment.
    func readPreprocessorLine(_ bytes: [UInt8], _ range: Range<Int>, above floor: Int) -> Bool {
        var tokens: [Token] = []
        Lexer(dialect: .c).lex(bytes, range, line: lineNumber, into: &tokens)
        guard tokens.count > 1, tokens[0].isSign("#"), Self.preprocessorWords.contains(tokens[1].text) else {
            return false
        }
        let preprocessor = preprocessor ?? Preprocessor(session: session)
        if self.preprocessor == nil {
            preprocessor.include = { [unowned self] in
                SourceLanguage(of: $0) == .c ? preprocessor.read($0) { _ in } : self.read($0)
            }
            self.preprocessor = preprocessor
        }
        preprocessor.directive(tokens, in: file, above: 0)
        return true
    }

    private static let preprocessorWords: Set<String> = [
        "define", "undef", "include", "if", "ifdef", "ifndef", "elif", "else", "endif", "error",
    ]

    /// The value of a macro of the preprocessor.
    func preprocessorValue(_ name: String) -> Value? {
        guard let preprocessor, let macro = preprocessor.macros[name], macro.parameters == nil else { return nil }
        return preprocessor.number(macro.body[...], at: macro.location).map { .number(Int64(truncatingIfNeeded: $0)) }
    }

    /// A line without comments, cut at each `;` behind which a directive stands.
    func gnuStatements(_ bytes: [UInt8], _ range: Range<Int>) -> [(bytes: [UInt8], range: Range<Int>)] {
        let line = stripper.strip(bytes, range)
        var statements: [(bytes: [UInt8], range: Range<Int>)] = []
        var start = line.range.lowerBound
        for index in line.range where line.bytes[index] == UInt8(ascii: ";") {
            let next = line.bytes[(index + 1)..<line.range.upperBound].first { !$0.isBlank }
            if next == UInt8(ascii: ".") {
                statements.append((line.bytes, start..<index))
                start = index + 1
            } else {
                statements.append((line.bytes, start..<index))
                return statements
            }
        }
        statements.append((line.bytes, start..<line.range.upperBound))
        return statements
    }
}
