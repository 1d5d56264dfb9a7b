internal import Diagnostics

/// The values of fields: numbers, and what `$(NAME)` stands for.
extension BibReader {
    /// The text that a name stands for: a macro of a header, a build variable.
    func text(of name: String) -> String? {
        // Names of the environment are the same in upper and lower case.
        let upper = name.uppercased()
        let name = preprocessor.macros[name] == nil && preprocessor.given[upper] != nil ? upper : name
        guard let macro = preprocessor.macros[name], macro.parameters == nil else { return nil }
        if macro.location.file.isEmpty, let given = preprocessor.given[name] { return given.isEmpty ? "1" : given }
        let body = macro.body.prefix { !$0.isSign(";") }
        // `$(NAME)` in a definition is replaced where the definition is used.
        if body.contains(where: { $0.isWord("$") }) { return Array(body).spelling }
        guard body.contains(where: { $0.kind == .word && preprocessor.macros[$0.text] != nil }) else {
            return Array(body).spelling
        }
        return preprocessor.expand(body, at: macro.location)?.spelling
    }

    /// A field with each `$(NAME)` replaced; nil with a finding when a name is not defined.
    func substitute(_ field: BibField, severity: Severity? = nil) -> String? {
        guard field.text.utf8.contains(UInt8(ascii: "$")) else { return field.text }
        var result = Array(field.text.utf8)
        // Values may hold variables again; a few rounds end every honest chain.
        for _ in 0..<16 {
            guard let (range, name) = Self.variable(in: result) else { return String(decoding: result, as: UTF8.self) }
            guard let value = text(of: name) else {
                session.report(
                    .undefinedSymbol, at: field.place.location(in: file), "'\(name)' is not defined",
                    hint: "give it with --define \(name)=… or name the header that defines it", severity: severity)
                return nil
            }
            guard result.count + value.utf8.count < 4_096 else { break }
            result.replaceSubrange(range, with: value.utf8)
        }
        session.report(.badExpression, at: field.place.location(in: file), "'\(field.text)' does not come to an end")
        return nil
    }

    /// The first `$(NAME)` of a text.
    static func variable(in text: [UInt8]) -> (range: Range<Int>, name: String)? {
        guard
            let dollar = text.indices.dropLast().first(where: {
                text[$0] == UInt8(ascii: "$") && text[$0 + 1] == UInt8(ascii: "(")
            }), let closing = text[(dollar + 2)...].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let name = text[(dollar + 2)..<closing].filter { !$0.isBlank }
        return (dollar..<closing + 1, String(decoding: name, as: UTF8.self))
    }

    /// The number of a start, size or value column: hexadecimal with or without 0x, or what a header's expression
    /// gives.
    func number(_ field: BibField) -> UInt32? {
        guard let text = substitute(field) else { return nil }
        let bytes = Array(text.utf8)
        let hasPrefix = bytes.count > 2 && bytes[0] == UInt8(ascii: "0") && bytes[1] | 0x20 == UInt8(ascii: "x")
        let digits = Lexer.digits(bytes, (hasPrefix ? 2 : 0)..<bytes.count, radix: 16)
        let value = digits ?? expressionValue(bytes, field)
        guard let value else {
            session.report(
                .badExpression, at: field.place.location(in: file), "'\(text)' is not a hexadecimal number")
            return nil
        }
        guard value <= UInt64(UInt32.max) else {
            session.report(.numberTooLarge, at: field.place.location(in: file), "'\(text)' does not fit 32 bits")
            return nil
        }
        return UInt32(value)
    }

    private func expressionValue(_ bytes: [UInt8], _ field: BibField) -> UInt64? {
        var tokens: [Token] = []
        Lexer(dialect: .c).lex(bytes, 0..<bytes.count, line: field.line, into: &tokens)
        return preprocessor.number(tokens[...], at: field.place.location(in: file))
    }
}
