/// Reads assembler files, armasm or masm, for the words they lay down and the symbols they define.
///
/// Sources: ARM Developer Suite Assembler Guide (armasm), Microsoft Macro Assembler Programmer's Guide (masm).
final class AssemblerReader {
    let session: ReadingSession
    let dialect: Dialect
    /// What the build gave before the first line: definitions in files do not change it.
    let given: [String: String]
    var data = TableData()
    /// The definitions met, for constants.
    private(set) var definitions: [(name: String, location: SourceLocation)] = []
    private(set) var symbols: [String: Value] = [:]
    /// masm's text equates: a name that stands for tokens.
    var texts: [String: [Token]] = [:]
    private var variables: Set<String> = []
    private var conditionals = ConditionalStack()
    private var tokens: [Token] = []
    private(set) var file = ""
    /// Lines of a macro or loop body are skipped up to its end.
    private var skipping = 0

    init(session: ReadingSession, dialect: Dialect) {
        self.session = session
        self.dialect = dialect
        given = session.settings.symbols.merging(session.defines) { $1 }
        symbols["CE_NEW_MAPPING_TABLE"] = .number(Int64(AddressTable.newMappingTable))
        for (name, text) in given {
            symbols[name] = Self.definedValue(text, dialect)
            variables.insert(name)
        }
    }

    /// The value of a symbol given from outside: a number of the dialect or of C, TRUE, FALSE, else a string; nothing is 1.
    private static func definedValue(_ text: String, _ dialect: Dialect) -> Value {
        switch text.uppercased() {
        case "": return .number(1)
        case "TRUE", "{TRUE}": return .logical(true)
        case "FALSE", "{FALSE}": return .logical(false)
        default: break
        }
        for form in [dialect, .c] {
            var tokens: [Token] = []
            let bytes = Array(text.utf8)
            Lexer(dialect: form).lex(bytes, 0..<bytes.count, line: 0, into: &tokens)
            if tokens.count == 1, tokens[0].kind == .number, tokens[0].value <= UInt64(UInt32.max) {
                return .number(Int64(tokens[0].value))
            }
        }
        return .string(text)
    }

    /// Defines a symbol from elsewhere, such as a constant of a C header.
    func define(_ name: String, as value: UInt64) {
        if symbols[name] == nil { symbols[name] = .number(Int64(UInt32(truncatingIfNeeded: value))) }
    }

    // MARK: Files

    func read(_ source: SourceFile) {
        if let problem = source.textProblem {
            session.report(.notText, at: SourceLocation(file: source.path), problem)
        }
        let (outerFile, outerSkipping, floor) = (file, skipping, conditionals.depth)
        file = source.path
        skipping = 0
        data.enter(file)
        session.within(source) { readLines(source.bytes) }
        for opening in conditionals.unwind(to: floor) {
            session.report(.unbalancedConditional, at: opening, "this IF has no ENDIF in its file")
        }
        file = outerFile
        skipping = outerSkipping
        if !file.isEmpty { data.enter(file) }
    }

    private func readLines(_ bytes: [UInt8]) {
        var scanner = LineScanner(bytes)
        let lexer = Lexer(dialect: dialect)
        let floor = conditionals.depth
        var buffer: [Token] = []
        while let range = scanner.next() {
            guard session.spend(at: SourceLocation(file: file, line: Int(scanner.line))) else { return }
            if range.isEmpty { continue }
            lexer.lex(bytes, range, line: scanner.line, into: &buffer)
            if buffer.last?.isSign("\\") == true {
                buffer.removeLast()
                if buffer.count < session.limits.expansion { continue }
            }
            if buffer.isEmpty { continue }
            swap(&tokens, &buffer)
            buffer.removeAll(keepingCapacity: true)
            if !readStatement(above: floor) { return }
        }
        if !buffer.isEmpty {
            tokens = buffer
            _ = readStatement(above: floor)
        }
    }

    // MARK: Statements

    /// Reads the statement in `tokens`.
    /// - Returns: false at END.
    private func readStatement(above floor: Int) -> Bool {
        let statement = replacingTexts(tokens)
        guard !statement.isEmpty else { return true }
        let (label, directive, start) = split(statement)
        if skipping > 0 {
            switch directive {
            case .macro, .loop: skipping += 1
            case .macroEnd, .loopEnd: skipping -= 1
            default: break
            }
            return true
        }
        let operands = statement[min(start, statement.count)...]
        if let directive, readConditional(directive, statement, operands, above: floor) { return true }
        guard conditionals.isActive else { return true }
        guard let directive else {
            if let label, startsLabel(label, statement) {
                data.start(label.text, at: label.location(in: file))
            } else {
                readUnknown(statement)
            }
            return true
        }
        switch directive {
        case .words:
            if let label { data.start(label.text, at: label.location(in: file)) }
            readWords(operands, statement)
        case .textEquate: readText(label, operands, statement)
        case .equate where dialect == .masm: readMasmEquate(label, operands, statement)
        case .equate, .assign: readDefinition(label, directive, operands, statement)
        case .declareNumber: declare(operands, .number(0))
        case .declareLogical: declare(operands, .logical(false))
        case .declareString: declare(operands, .string(""))
        case .include: readInclude(operands, statement)
        case .end: return false
        case .macro, .loop:
            skipping = 1
            session.report(
                .notEvaluated, at: statement.location(in: file),
                "macros and loops are not evaluated: rows made by them are not in the map")
        case .labelDefinition:
            if let label { data.start(label.text, at: label.location(in: file)) }
        default:
            if let label, label.column == 1 { data.start(label.text, at: label.location(in: file)) }
        }
        return true
    }

    /// The label, the directive and the index of the first operand.
    private func split(_ statement: [Token]) -> (label: Token?, directive: Directive?, start: Int) {
        let first = statement[0]
        guard first.kind == .word else { return (nil, directive(first), 1) }
        var next = 1
        if next < statement.count, statement[next].isSign(":") { next += 1 }
        let following = next < statement.count ? directive(statement[next]) : nil
        if let own = directive(first), !(following == .equate || following == .textEquate || following == .assign) {
            return (nil, own, 1)
        }
        // `NAME * value` and `NAME = value` define; a sign behind an instruction's operand does not get here.
        return (first, following, next + 1)
    }

    private func directive(_ token: Token) -> Directive? {
        token.kind == .word || token.kind == .sign ? Directive.named(token.text, in: dialect) : nil
    }

    /// Whether a word without a directive is a label: at the first column, or before a colon.
    private func startsLabel(_ label: Token, _ statement: [Token]) -> Bool {
        if statement.count > 1, statement[1].isSign(":") { return true }
        return label.column == 1 && dialect == .armasm
    }

    /// A line that is no statement known here: code, most often. Under a table it may be a misspelt row.
    private func readUnknown(_ statement: [Token]) {
        guard let block = data.blocks.last, let last = block.statements.last, statement.count >= 5 else { return }
        let columns = data.statements[last].words.count
        let commas = statement.reduce(0) { $0 + ($1.isSign(",") ? 1 : 0) }
        let numbers = statement.reduce(0) { $0 + ($1.kind == .number ? 1 : 0) }
        guard columns == 3 || columns == 4, commas == columns - 1, numbers >= 2 else { return }
        session.report(
            .unreadableLine, at: statement.location(in: file),
            "'\(statement[0].text)' is not a directive that lays down a row; the line is skipped",
            hint: dialect == .armasm ? "rows are written with DCD" : "rows are written with dd")
    }

    private func readInclude(_ operands: ArraySlice<Token>, _ statement: [Token]) {
        let name = operands.count == 1 && operands.first?.kind == .string ? operands.first?.text : nil
        let path = name ?? Array(operands).spelling
        guard !path.isEmpty else {
            session.report(.unreadableLine, at: statement.location(in: file), "the file to include is missing")
            return
        }
        let location = operands.location(in: file)
        if let source = session.open(include: path, at: location) { read(source) }
    }

    // MARK: Symbols

    private func declare(_ operands: ArraySlice<Token>, _ value: Value) {
        for token in operands where token.kind == .word {
            // What was given from outside stays: the build's own -pd does the same.
            if given[token.text] == nil { symbols[token.text] = value }
            variables.insert(token.text)
            session.noteDefinition(token.text)
        }
    }

    func readDefinition(
        _ label: Token?, _ directive: Directive, _ operands: ArraySlice<Token>, _ statement: [Token]
    ) {
        guard let label else {
            session.report(.unreadableLine, at: statement.location(in: file), "the name to define is missing")
            return
        }
        if directive == .equate, dialect == .armasm, statement.count > 1, statement[1].isSign("*"), label.column != 1 {
            return
        }
        guard let value = evaluate(operands, statement) else { return }
        if given[label.text] != nil { return }
        if directive == .equate, let old = symbols[label.text], old != value, !variables.contains(label.text),
            label.text != "CE_NEW_MAPPING_TABLE"
        {
            session.report(
                .redefinition, at: label.location(in: file),
                "'\(label.text)' is already defined as \(old.spelling); the last definition counts")
        }
        if directive == .assign { variables.insert(label.text) }
        symbols[label.text] = value
        session.noteDefinition(label.text)
        definitions.append((label.text, statement.location(in: file)))
    }

    /// The numbers defined, in the order of the files.
    var constants: [ImageConstant] {
        var seen: Set<String> = []
        var constants: [ImageConstant] = []
        for definition in definitions.reversed() where seen.insert(definition.name).inserted {
            guard case .number(let number) = symbols[definition.name] else { continue }
            let value = UInt64(truncatingIfNeeded: number)
            constants.append(ImageConstant(name: definition.name, value: value, location: definition.location))
        }
        return constants.reversed()
    }

    func lookUp(_ token: Token) -> Value {
        var name = token.text
        if name.hasPrefix("$"), dialect == .armasm {
            name.removeFirst()
            if name.hasSuffix(".") { name.removeLast() }
        }
        return symbols[name] ?? .unknown(name)
    }

    func evaluate(_ operands: ArraySlice<Token>, _ statement: [Token]) -> Value? {
        let symbols = Expression.Symbols(
            value: { [unowned self] in lookUp($0) }, isDefined: { [unowned self] in self.symbols[$0.text] != nil })
        guard session.spend(operands.count, at: statement.location(in: file)) else { return nil }
        do {
            return try Expression.evaluate(operands, dialect, symbols)
        } catch {
            report(error, statement)
            return nil
        }
    }

    private func report(_ error: ExpressionError, _ statement: [Token]) {
        let location = error.token?.location(in: file) ?? statement.location(in: file)
        session.report(.badExpression, at: location, error.message)
    }

    // MARK: Conditionals

    /// Reads a conditional; false when `directive` is none.
    private func readConditional(
        _ directive: Directive, _ statement: [Token], _ operands: ArraySlice<Token>, above floor: Int
    ) -> Bool {
        let location = statement.location(in: file)
        let problem: String?
        switch directive {
        case .ifTrue: problem = open(location) { condition(operands, statement) }
        case .ifFalse: problem = open(location) { !condition(operands, statement) }
        case .ifDefined: problem = open(location) { isDefined(operands) }
        case .ifNotDefined: problem = open(location) { !isDefined(operands) }
        case .ifSameText: problem = open(location) { Self.sameText(operands) }
        case .ifOtherText: problem = open(location) { !Self.sameText(operands) }
        case .ifBlank: problem = open(location) { Self.text(operands).isEmpty }
        case .ifNotBlank: problem = open(location) { !Self.text(operands).isEmpty }
        case .elseIf: problem = next(above: floor) { self.condition(operands, statement) }
        case .elseIfDefined: problem = next(above: floor) { self.isDefined(operands) }
        case .elseIfNotDefined: problem = next(above: floor) { !self.isDefined(operands) }
        case .otherwise:
            problem =
                conditionals.depth > floor
                ? conditionals.next(.assembler, nil) : "there is no IF before this ELSE"
        case .endIf: problem = conditionals.close(.assembler, above: floor)
        default: return false
        }
        if let problem { session.report(.unbalancedConditional, at: location, problem) }
        return true
    }

    private func next(above floor: Int, _ condition: @escaping () -> Bool) -> String? {
        guard conditionals.depth > floor else { return "there is no IF before this ELSEIF" }
        return conditionals.next(.assembler, condition)
    }

    private func open(_ location: SourceLocation, _ condition: () -> Bool) -> String? {
        // In x86 start-up code an optional row stands between two labels of one table.
        if dialect == .armasm { data.noteConditional() }
        return conditionals.open(.assembler, at: location, condition)
    }

    private func isDefined(_ operands: ArraySlice<Token>) -> Bool {
        guard let name = operands.first else { return false }
        return isDefined(name)
    }

    private func isDefined(_ name: Token) -> Bool {
        if symbols[name.text] != nil || texts[name.text] != nil { return true }
        session.noteUndecided(name.text, at: name.location(in: file), taken: "not defined")
        return false
    }

    private func condition(_ operands: ArraySlice<Token>, _ statement: [Token]) -> Bool {
        let symbols = Expression.Symbols(
            value: { [unowned self] token in
                let value = lookUp(token)
                if case .unknown(let name) = value {
                    session.noteUndecided(name, at: token.location(in: file), taken: "false")
                }
                return value
            },
            isDefined: { [unowned self] in isDefined($0) },
            noteComparison: { [unowned self] in session.noteCandidate($1.spelling, of: $0) })
        guard session.spend(operands.count, at: statement.location(in: file)) else { return false }
        do {
            return try Expression.evaluate(operands, dialect, symbols).isTrue
        } catch {
            report(error, statement)
            return false
        }
    }
}
