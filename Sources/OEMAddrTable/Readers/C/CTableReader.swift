internal import Diagnostics

/// Reads tables that C files initialise: `const OAL_ADDRESS_TABLE g_oalAddressTable[] = { {va, pa, mb}, … };`, with
/// braces around the rows or without.
final class CTableReader {
    let session: ReadingSession
    let preprocessor: Preprocessor
    private(set) var data = TableData()
    private var file = ""
    /// The tokens since the last `;` or closing brace: a declaration so far.
    private var declaration: [Token] = []
    /// How deep in the braces of an initialiser of interest; 0 outside.
    private var depth = 0
    /// How deep in other braces: function bodies, types.
    private var otherDepth = 0
    private var row: [TableData.Word] = []
    private var value: [Token] = []
    private var parentheses = 0
    /// Tokens of a macro's call whose closing parenthesis is on a later line.
    private var waiting: [Token] = []
    private var openParentheses = 0
    private var hasCall = false

    /// Tokens kept of a declaration: what is longer is none of a table.
    private static let declarationLimit = 64

    init(session: ReadingSession) {
        self.session = session
        preprocessor = Preprocessor(session: session)
        preprocessor.include = { [unowned self] file in
            if file.path.lowercased().hasSuffix(".h") { readHeader(file) } else { read(file) }
        }
    }

    /// Reads a header: its directives only.
    func readHeader(_ source: SourceFile) { preprocessor.read(source) { _ in } }

    func read(_ source: SourceFile) {
        let outer = file
        file = source.path
        data.enter(file)
        preprocessor.read(source) { line in
            waiting += line
            if hasOpenCall(adding: line), waiting.count < session.limits.expansion { return }
            (openParentheses, hasCall) = (0, false)
            let tokens = preprocessor.expand(waiting[...], at: waiting.location(in: file)) ?? []
            waiting.removeAll(keepingCapacity: true)
            for token in tokens { feed(token) }
        }
        for token in waiting { feed(token) }
        waiting = []
        (openParentheses, hasCall) = (0, false)
        if depth > 0 {
            session.report(
                .unreadableLine, at: SourceLocation(file: file),
                "the braces of a table are not closed at the end of the file")
            endRow()
        }
        (depth, otherDepth, parentheses) = (0, 0, 0)
        declaration = []
        file = outer
        if !file.isEmpty { data.enter(file) }
    }

    /// Whether, with `line`, a call of a macro goes on in the next line.
    private func hasOpenCall(adding line: [Token]) -> Bool {
        for token in line {
            if token.isSign("(") { openParentheses += 1 }
            if token.isSign(")") { openParentheses -= 1 }
            if token.kind == .word, preprocessor.macros[token.text]?.parameters != nil { hasCall = true }
        }
        return hasCall && openParentheses > 0
    }

    private func feed(_ token: Token) {
        if depth > 0 {
            feedInitialiser(token)
            return
        }
        if token.isSign("{") {
            if otherDepth == 0, let name = tableName() {
                data.start(name.label.text, type: name.type, at: name.label.location(in: file))
                depth = 1
            } else {
                otherDepth += 1
            }
            declaration.removeAll(keepingCapacity: true)
        } else if token.isSign("}") {
            otherDepth = max(0, otherDepth - 1)
            declaration.removeAll(keepingCapacity: true)
        } else if token.isSign(";") {
            declaration.removeAll(keepingCapacity: true)
        } else if declaration.count < Self.declarationLimit {
            declaration.append(token)
        }
    }

    /// The name and type of the array whose initialiser starts here: `… TYPE NAME [ … ] =`, or nil.
    private func tableName() -> (label: Token, type: String)? {
        guard declaration.last?.isSign("=") == true else { return nil }
        if let header = ramTableName() { return header }
        guard let bracket = declaration.firstIndex(where: { $0.isSign("[") }), bracket > 0
        else { return nil }
        let label = declaration[bracket - 1]
        guard label.kind == .word else { return nil }
        let type = bracket > 1 && declaration[bracket - 2].kind == .word ? declaration[bracket - 2].text : ""
        // Arrays of other things are not tables: a type or a name has to tell.
        guard TableKind(name: type) != nil || TableKind(name: label.text) != nil else { return nil }
        return (label, TableKind(name: type) != nil ? type : "")
    }

    /// `RamTable NAME =`: the structure that points to the entries, no array.
    private func ramTableName() -> (label: Token, type: String)? {
        guard declaration.count >= 3, !declaration.contains(where: { $0.isSign("[") }) else { return nil }
        let (type, label) = (declaration[declaration.count - 3], declaration[declaration.count - 2])
        guard label.kind == .word, type.kind == .word, TableKind(name: type.text) == .ram,
            !type.text.lowercased().contains("entr")
        else { return nil }
        return (label, type.text)
    }

    private func feedInitialiser(_ token: Token) {
        guard token.kind == .sign else {
            if value.count < session.limits.expansion { value.append(token) }
            return
        }
        switch token.text {
        case "(":
            parentheses += 1
            value.append(token)
        case ")":
            parentheses -= 1
            value.append(token)
        case "{":
            if depth == 1 { endRow() }
            depth += 1
        case "}":
            endValue()
            depth -= 1
            if depth <= 1 { endRow() }
        case "," where parentheses <= 0:
            endValue()
        default:
            if value.count < session.limits.expansion { value.append(token) }
        }
    }

    private func endValue() {
        parentheses = 0
        guard let first = value.first else { return }
        // Rows without braces of their own end with their line.
        if depth == 1, let start = row.first, start.line != first.line { closeRow() }
        defer { value.removeAll(keepingCapacity: true) }
        var tokens = value[...]
        // `.PA = 0x80000000`: the fields stand in their order in every table met.
        if tokens.count > 3, first.isWord(".") || first.text.hasPrefix("."),
            let equals = tokens.firstIndex(where: { $0.isSign("=") })
        {
            tokens = tokens[(equals + 1)...]
        }
        let place = value.location(in: file)
        var word = TableData.Word(
            line: first.line, column: first.column, length: Int32(truncatingIfNeeded: place.length))
        if let number = preprocessor.number(tokens, at: place) {
            if number > UInt64(UInt32.max), number < 0xFFFF_FFFF_8000_0000 {
                session.report(.numberTooLarge, at: place, "'\(Array(tokens).spelling)' does not fit 32 bits")
            }
            word.value = UInt32(truncatingIfNeeded: number)
        } else {
            word.expression = data.keep(Array(tokens))
        }
        row.append(word)
    }

    private func endRow() {
        endValue()
        closeRow()
    }

    private func closeRow() {
        data.add(row, at: SourceLocation(file: file))
        row.removeAll(keepingCapacity: true)
    }

    func finish() {
        // CE_NEW_MAPPING_TABLE comes from a system header.
        for index in data.words.indices where data.words[index].expression >= 0 {
            let tokens = data.expressions[Int(data.words[index].expression)]
            if tokens.count == 1, tokens[0].isWord("CE_NEW_MAPPING_TABLE") {
                data.resolve(index, to: AddressTable.newMappingTable)
            }
        }
        data.joinMarkers()
    }
}
