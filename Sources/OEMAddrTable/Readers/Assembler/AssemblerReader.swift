internal import Diagnostics

/// Reads assembler files of armasm, masm or GNU as, for the words they lay down and the symbols they define.
///
/// Sources: ARM Developer Suite Assembler Guide (armasm), Microsoft Macro Assembler Programmer's Guide (masm), Using as
/// (GNU as).
final class AssemblerReader {
    let session: ReadingSession
    let dialect: Dialect
    /// What the build gave before the first line: definitions in files do not change it.
    let given: [String: String]
    var data = TableData()
    /// The definitions met, for constants.
    var definitions: [(name: String, location: SourceLocation)] = []
    var symbols: [String: Value] = [:]
    /// masm's text equates: a name that stands for tokens.
    var texts: [String: [Token]] = [:]
    var variables: Set<String> = []
    var conditionals = ConditionalStack()
    private var tokens: [Token] = []
    /// The tokens of a statement that goes on in the next line.
    private var continued: [Token] = []
    private let lexer: Lexer
    private(set) var file = ""
    /// The line at hand.
    var lineBytes: [UInt8] = []
    var lineRange = 0..<0
    var lineNumber: Int32 = 0
    /// GNU as: comments in blocks, and C's preprocessor.
    var stripper = CommentStripper(hasSemicolons: false)
    var preprocessor: Preprocessor?
    var macros: [String: MacroBody] = [:]
    /// The body that is being kept, up to its end.
    var recording: Recording?
    var callDepth = 0
    /// Where the outermost call of a macro stands: what its lines make is found there.
    var callPlace: (line: Int32, column: Int32, length: Int32)?
    /// Lines that bodies gave so far.
    var (expandedLines, expandedBytes) = (0, 0)
    /// Whether MEXIT was read in the body at hand.
    var leavesBody = false

    init(session: ReadingSession, dialect: Dialect) {
        self.session = session
        self.dialect = dialect
        lexer = Lexer(dialect: dialect)
        given = session.settings.symbols.merging(session.defines) { $1 }
        symbols["CE_NEW_MAPPING_TABLE"] = .number(Int64(AddressTable.newMappingTable))
        for (name, text) in given {
            symbols[name] = Self.definedValue(text, dialect)
            variables.insert(name)
        }
    }

    /// The value of a symbol given from outside: a number of the dialect or of C, TRUE, FALSE, else a string; nothing
    /// is 1.
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
        let (outer, floor) = ((file, lineBytes, lineRange, lineNumber), conditionals.depth)
        let outerContinued = continued
        (file, continued) = (source.path, [])
        data.enter(file)
        session.within(source) { readLines(source.bytes) }
        for opening in conditionals.unwind(to: floor) {
            session.report(.unbalancedConditional, at: opening, "this IF has no ENDIF in its file")
        }
        closeRecording()
        (file, lineBytes, lineRange, lineNumber) = outer
        continued = outerContinued
        if !file.isEmpty { data.enter(file) }
    }

    private func readLines(_ bytes: [UInt8]) {
        var scanner = LineScanner(bytes)
        let floor = conditionals.depth
        while let range = scanner.next() {
            guard session.spend(at: SourceLocation(file: file, line: Int(scanner.line))) else { return }
            if range.isEmpty { continue }
            (lineBytes, lineRange, lineNumber) = (bytes, range, scanner.line)
            if !readLine(above: floor) { break }
        }
        if !continued.isEmpty {
            tokens = continued
            continued = []
            _ = readStatement(above: floor)
        }
    }

    /// Reads the line at hand.
    /// - Returns: false at END.
    func readLine(above floor: Int) -> Bool {
        guard dialect == .gnu else { return readText(lineBytes, lineRange, above: floor) }
        if recording == nil, lineBytes[lineRange].first(where: { !$0.isBlank }) == UInt8(ascii: "#"),
            readPreprocessorLine(lineBytes, lineRange, above: floor)
        {
            return true
        }
        guard preprocessor?.conditionals.isActive ?? true else { return true }
        for statement in gnuStatements(lineBytes, lineRange) {
            if !readText(statement.bytes, statement.range, above: floor) { return false }
        }
        return true
    }

    private func readText(_ bytes: [UInt8], _ range: Range<Int>, above floor: Int) -> Bool {
        let first = continued.count
        lexer.lex(bytes, range, line: lineNumber, into: &continued)
        if let place = callPlace {
            for index in first..<continued.count {
                (continued[index].line, continued[index].column, continued[index].length) = place
            }
        }
        if dialect != .gnu, continued.last?.isSign("\\") == true {
            continued.removeLast()
            if continued.count < session.limits.expansion { return true }
        }
        if continued.isEmpty { return true }
        swap(&tokens, &continued)
        continued.removeAll(keepingCapacity: true)
        return readStatement(above: floor)
    }

    // MARK: Statements

    /// Reads the statement in `tokens`.
    /// - Returns: false at END.
    private func readStatement(above floor: Int) -> Bool {
        let statement = replacingTexts(tokens)
        guard !statement.isEmpty else { return true }
        let (label, directive, start) = split(statement)
        if recording != nil { return record(directive, above: floor) }
        let operands = statement[min(start, statement.count)...]
        if let directive, readConditional(directive, statement, operands, above: floor) { return true }
        guard conditionals.isActive else { return true }
        if let goesOn = callMacro(statement, above: floor) { return goesOn }
        guard let directive else {
            if let label, startsLabel(label, statement) {
                data.start(label.text, at: label.location(in: file))
            } else {
                readUnknown(statement)
            }
            return true
        }
        return carryOut(directive, label, operands, statement)
    }

    private func carryOut(
        _ directive: Directive, _ label: Token?, _ operands: ArraySlice<Token>, _ statement: [Token]
    ) -> Bool {
        switch directive {
        case .words:
            if let label { data.start(label.text, at: label.location(in: file)) }
            readWords(operands, statement)
        case .textEquate: readText(label, operands, statement)
        case .equate where dialect == .masm: readMasmEquate(label, operands, statement)
        case .equate where dialect == .gnu: readEqu(operands, statement)
        case .equate, .assign: readDefinition(label, directive, operands, statement)
        case .declareNumber: declare(operands, .number(0))
        case .declareLogical: declare(operands, .logical(false))
        case .declareString: declare(operands, .string(""))
        case .include: readInclude(operands, statement)
        case .end: return false
        case .macro, .loop: startRecording(directive, label, operands, statement)
        case .macroExit: leavesBody = true
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
        data.noteMissingRows()
        session.report(
            .unreadableLine, at: statement.location(in: file),
            "'\(statement[0].text)' is not a directive that lays down a row; the line is skipped",
            hint: dialect == .armasm
                ? "rows are written with DCD"
                : dialect == .gnu ? "rows are written with .word" : "rows are written with dd")
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
}
