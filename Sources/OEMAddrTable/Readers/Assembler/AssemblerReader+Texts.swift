/// masm's text equates: `NAME EQU <text>`, `NAME TEXTEQU <text>`, and EQU with anything that is no constant
/// expression (Microsoft Macro Assembler Programmer's Guide, text macros).
extension AssemblerReader {
    /// How deep one text may name another, and the tokens that a statement may grow to.
    private static let textDepth = 16

    /// `name EQU operands`: a number where the operands are one, else a text.
    func readMasmEquate(_ label: Token?, _ operands: ArraySlice<Token>, _ statement: [Token]) {
        guard let label, operands.first?.isSign("<") != true, operands.first?.isSign("<>") != true,
            isConstant(operands)
        else { return readText(label, operands, statement) }
        texts[label.text] = nil
        readDefinition(label, .equate, operands, statement)
    }

    /// `name TEXTEQU operands`.
    func readText(_ label: Token?, _ operands: ArraySlice<Token>, _ statement: [Token]) {
        guard let label else {
            session.report(.unreadableLine, at: statement.location(in: file), "the name to define is missing")
            return
        }
        session.noteDefinition(label.text)
        if given[label.text] == nil { texts[label.text] = Array(Self.text(operands)) }
    }

    private func isConstant(_ operands: ArraySlice<Token>) -> Bool {
        let symbols = Expression.Symbols(
            value: { [unowned self] in lookUp($0) }, isDefined: { [unowned self] in self.symbols[$0.text] != nil })
        guard case .number? = try? Expression.evaluate(operands, dialect, symbols) else { return false }
        return true
    }

    /// A statement with its text equates replaced. The name that a definition or a question for a definition is about
    /// stays.
    func replacingTexts(_ statement: [Token]) -> [Token] {
        guard !texts.isEmpty, statement.contains(where: { $0.kind == .word && texts[$0.text] != nil }) else {
            return statement
        }
        let first = Directive.named(statement[0].text, in: dialect)
        let second = statement.count > 1 ? Directive.named(statement[1].text, in: dialect) : nil
        let asksForName = [.ifDefined, .ifNotDefined, .elseIfDefined, .elseIfNotDefined].contains(first)
        let definesName = [.equate, .textEquate, .assign].contains(second)
        let kept = asksForName ? statement.count : definesName ? 2 : 0
        var tokens = statement
        for _ in 0..<Self.textDepth {
            guard tokens.dropFirst(kept).contains(where: { $0.kind == .word && texts[$0.text] != nil }) else { break }
            var next = Array(tokens.prefix(kept))
            for token in tokens.dropFirst(kept) {
                guard token.kind == .word, let text = texts[token.text] else {
                    next.append(token)
                    continue
                }
                // The text stands where its name stood, so that findings show the line.
                next += text.map { part in
                    var part = part
                    (part.line, part.column, part.length) = (token.line, token.column, token.length)
                    return part
                }
            }
            guard session.spend(next.count, at: statement.location(in: file)),
                next.count <= session.limits.expansion
            else {
                session.report(
                    .limit, at: statement.location(in: file), "the text equates of this line do not come to an end")
                return []
            }
            tokens = next
        }
        return tokens
    }

    /// What stands between `<` and `>`, or the operands themselves.
    static func text(_ operands: ArraySlice<Token>) -> ArraySlice<Token> {
        guard let first = operands.first else { return [] }
        if first.isSign("<>") { return [] }
        guard first.isSign("<"), let closing = operands.lastIndex(where: { $0.isSign(">") }),
            closing > operands.startIndex
        else { return operands }
        return operands[(operands.startIndex + 1)..<closing]
    }

    /// Whether the two operands of an IFIDN are the same text, without regard to case.
    static func sameText(_ operands: ArraySlice<Token>) -> Bool {
        guard let comma = operands.firstIndex(where: { $0.isSign(",") }) else { return false }
        let (left, right) = (text(operands[..<comma]), text(operands[(comma + 1)...]))
        return left.map { $0.text.uppercased() } == right.map { $0.text.uppercased() }
    }
}
