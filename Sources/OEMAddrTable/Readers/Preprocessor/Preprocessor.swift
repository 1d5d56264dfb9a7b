internal import Diagnostics

/// The C preprocessor as far as memory-map files need it: conditionals, includes, macros, and the values of constants.
final class Preprocessor {
    let session: ReadingSession
    /// What the build gave before the first line: definitions in files do not change it.
    let given: [String: String]
    private(set) var macros: [String: Macro] = [:]
    var conditionals = ConditionalStack()
    /// The names defined in files, in their order.
    private var definitions: [String] = []
    /// Reads a file that an #include names.
    var include: (SourceFile) -> Void = { _ in }

    /// - Parameter takesVariables: whether the environment of the build counts, as in a bib file, or the macros of
    /// the compiler.
    init(session: ReadingSession, takesVariables: Bool = false) {
        self.session = session
        let build = takesVariables ? session.settings.variables : session.settings.macros
        given = build.merging(session.defines) { $1 }
        for (name, text) in given {
            let bytes = Array((text.isEmpty ? "1" : text).utf8)
            var body: [Token] = []
            Lexer(dialect: .c).lex(bytes, 0..<bytes.count, line: 0, into: &body)
            macros[name] = Macro(body: body, location: SourceLocation(file: ""))
        }
    }

    /// Takes over macros that other headers defined; guards against double inclusion stay behind.
    func adopt(_ others: [String: Macro]) {
        for (name, macro) in others where !macro.body.isEmpty && macros[name] == nil { macros[name] = macro }
    }

    // MARK: Files

    /// Reads a file; lines that are no directive go to `text`, with their macros as written.
    func read(_ source: SourceFile, text: (inout [Token]) -> Void) {
        if let problem = source.textProblem {
            session.report(.notText, at: SourceLocation(file: source.path), problem)
        }
        let floor = conditionals.depth
        session.within(source) { readLines(source, above: floor, text) }
        closeFile(above: floor)
    }

    /// Reports the conditionals that a file left open.
    func closeFile(above floor: Int) {
        for opening in conditionals.unwind(to: floor) {
            session.report(.unbalancedConditional, at: opening, "this conditional is not closed in its file")
        }
    }

    private func readLines(_ source: SourceFile, above floor: Int, _ text: (inout [Token]) -> Void) {
        var scanner = LineScanner(source.bytes)
        var stripper = CommentStripper(hasSemicolons: false)
        let lexer = Lexer(dialect: .c)
        var tokens: [Token] = []
        while let range = scanner.next() {
            guard session.spend(at: SourceLocation(file: source.path, line: Int(scanner.line))) else { return }
            let line = stripper.strip(source.bytes, range)
            lexer.lex(line.bytes, line.range, line: scanner.line, into: &tokens)
            let goesOn = tokens.last?.isSign("\\") == true
            if goesOn { tokens.removeLast() }
            // A block comment counts as a blank, so that what follows it belongs to the same line.
            if goesOn || stripper.isInBlock, tokens.count < session.limits.expansion { continue }
            readLine(&tokens, source.path, above: floor, text)
        }
        readLine(&tokens, source.path, above: floor, text)
        if stripper.isInBlock {
            session.report(
                .unreadableLine, at: SourceLocation(file: source.path, line: Int(scanner.line)),
                "a /* comment is not closed", severity: .warning)
        }
    }

    private func readLine(_ tokens: inout [Token], _ file: String, above floor: Int, _ text: (inout [Token]) -> Void) {
        guard let first = tokens.first else { return }
        if first.isSign("#") {
            directive(tokens, in: file, above: floor)
        } else if conditionals.isActive {
            text(&tokens)
        }
        tokens.removeAll(keepingCapacity: true)
    }

    // MARK: Directives

    /// Carries out a directive, `tokens` starting with its `#`.
    func directive(_ tokens: [Token], in file: String, above floor: Int) {
        guard tokens.count > 1 else { return }
        let location = tokens.location(in: file)
        let operands = tokens[2...]
        let problem: String?
        switch tokens[1].text {
        case "if": problem = conditionals.open(.preprocessor, at: location) { condition(operands, location) }
        case "ifdef":
            problem = conditionals.open(.preprocessor, at: location) {
                operands.first.map { isDefined($0, file) } ?? false
            }
        case "ifndef":
            problem = conditionals.open(.preprocessor, at: location) {
                operands.first.map { !isDefined($0, file) } ?? false
            }
        case "elif": problem = conditionals.next(.preprocessor) { self.condition(operands, location) }
        case "else": problem = conditionals.next(.preprocessor, nil)
        case "endif": problem = conditionals.close(.preprocessor, above: floor)
        default:
            if conditionals.isActive { plainDirective(tokens[1].text, operands, location) }
            return
        }
        if let problem { session.report(.unbalancedConditional, at: location, problem) }
    }

    private func plainDirective(_ name: String, _ operands: ArraySlice<Token>, _ location: SourceLocation) {
        switch name {
        case "define": define(operands, location)
        case "undef":
            if let name = operands.first?.text, given[name] == nil { macros[name] = nil }
        case "include":
            let path: String
            if let first = operands.first, first.kind == .string {
                path = first.text
            } else {
                path = Array(operands.filter { !$0.isSign("<") && !$0.isSign(">") }).spelling
            }
            if let source = session.open(include: path, at: location) { include(source) }
        case "error":
            session.report(.errorDirective, at: location, "#error \(Array(operands).spelling)")
        default: break
        }
    }

    private func define(_ operands: ArraySlice<Token>, _ location: SourceLocation) {
        guard let name = operands.first, name.kind == .word else {
            session.report(.unreadableLine, at: location, "#define needs a name")
            return
        }
        session.noteDefinition(name.text)
        // What was given from outside stays, so that one build variant can be looked at.
        if given[name.text] != nil { return }
        var body = operands.dropFirst()
        var parameters: [String]?
        if let opening = body.first, opening.isSign("("), !opening.isSpaced,
            let (arguments, end) = MacroExpansion.arguments(body, from: body.startIndex)
        {
            parameters = arguments.compactMap { $0.first?.text }
            body = body[end...]
        }
        let macro = Macro(parameters: parameters, body: Array(body), location: location)
        if let old = macros[name.text], old.body.map(\.text) != macro.body.map(\.text), !old.body.isEmpty {
            session.report(
                .redefinition, at: location,
                "'\(name.text)' is already defined as '\(old.body.spelling)'; the last definition counts")
        }
        macros[name.text] = macro
        definitions.append(name.text)
    }

    // MARK: Values

    func isDefined(_ name: Token, _ file: String) -> Bool {
        if macros[name.text] != nil { return true }
        session.noteUndecided(name.text, at: name.location(in: file), taken: "not defined")
        return false
    }

    /// `tokens` with macros replaced; nil when that passes the bounds.
    func expand(_ tokens: ArraySlice<Token>, keepsDefined: Bool = false, at location: SourceLocation) -> [Token]? {
        if !tokens.contains(where: { $0.kind == .word && macros[$0.text] != nil }) { return Array(tokens) }
        var expansion = MacroExpansion(macros: macros, limit: session.limits.expansion)
        expansion.expand(tokens, keepsDefined: keepsDefined)
        guard session.spend(expansion.cost, at: location) else { return nil }
        if expansion.isExhausted {
            session.report(
                .limit, at: location, "the macros here expand to more than \(session.limits.expansion) tokens")
            return nil
        }
        return expansion.output
    }

    private func condition(_ operands: ArraySlice<Token>, _ location: SourceLocation) -> Bool {
        let plain = replaceBuildVariables(operands, location)
        guard let tokens = expand(plain[...], keepsDefined: true, at: location) else { return false }
        let symbols = Expression.Symbols(
            value: { [session] token in
                session.noteUndecided(token.text, at: token.location(in: location.file), taken: "0")
                return .unknown(token.text)
            },
            isDefined: { [unowned self] in isDefined($0, location.file) },
            noteComparison: { [session] name, value in
                if case .unknown(let other) = value {
                    session.noteComparison(of: name, with: other)
                } else {
                    session.noteCandidate(value.spelling, of: name)
                }
            },
            unknownIsZero: true)
        do {
            return try Expression.evaluate(tokens[...], .c, symbols).isTrue
        } catch {
            session.report(.badExpression, at: error.token?.location(in: location.file) ?? location, error.message)
            return false
        }
    }

    /// A condition with `$(NAME)` replaced by its value, `""` when nothing defines it: bib files compare with `$()`.
    private func replaceBuildVariables(_ tokens: ArraySlice<Token>, _ location: SourceLocation) -> [Token] {
        guard tokens.contains(where: { $0.isWord("$") }) else { return Array(tokens) }
        var result: [Token] = []
        var index = tokens.startIndex
        while index < tokens.endIndex {
            var token = tokens[index]
            guard token.isWord("$"), index + 1 < tokens.endIndex, tokens[index + 1].isSign("("),
                let closing = tokens[index...].firstIndex(where: { $0.isSign(")") })
            else {
                result.append(token)
                index += 1
                continue
            }
            let name = tokens[(index + 2)..<closing].first
            index = closing + 1
            if let name, let macro = macros[name.text] {
                result +=
                    macro.body.isEmpty ? [Token(kind: .string, text: "", line: 0, column: 0, length: 0)] : macro.body
                continue
            }
            if let name { session.noteUndecided(name.text, at: name.location(in: location.file), taken: "empty") }
            (token.kind, token.text) = (.string, "")
            result.append(token)
        }
        return result
    }

    /// The number that tokens stand for, nil when they are none. A `;` ends them: bib files read the same headers.
    func number(_ tokens: ArraySlice<Token>, at location: SourceLocation) -> UInt64? {
        let plain = tokens.prefix { !$0.isSign(";") }
        guard !plain.isEmpty, let expanded = expand(plain, at: location) else { return nil }
        let symbols = Expression.Symbols(value: { .unknown($0.text) }, isDefined: { _ in false })
        switch try? Expression.evaluate(expanded[...], .c, symbols) {
        case .number(let number)?: return UInt64(bitPattern: number)
        case .logical(let flag)?: return flag ? 1 : 0
        default: return nil
        }
    }

    /// The object-like macros of the files that are numbers, in their order.
    var constants: [ImageConstant] {
        var seen: Set<String> = []
        var constants: [ImageConstant] = []
        for name in definitions where seen.insert(name).inserted {
            guard let macro = macros[name], macro.parameters == nil,
                let value = number(macro.body[...], at: macro.location)
            else { continue }
            constants.append(ImageConstant(name: name, value: value, location: macro.location))
        }
        return constants
    }
}
