import Diagnostics

extension AssemblerReader {
    /// Reads a conditional; false when `directive` is none.
    func readConditional(
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
        data.noteUndecided()
        session.noteUndecided(name.text, at: name.location(in: file), taken: "not defined")
        return false
    }

    private func condition(_ operands: ArraySlice<Token>, _ statement: [Token]) -> Bool {
        let symbols = Expression.Symbols(
            value: { [unowned self] token in
                let value = lookUp(token)
                if case .unknown(let name) = value {
                    data.noteUndecided()
                    session.noteUndecided(name, at: token.location(in: file), taken: "false")
                }
                return value
            },
            isDefined: { [unowned self] in isDefined($0) },
            noteComparison: { [unowned self] name, value in
                if case .unknown(let other) = value {
                    session.noteComparison(of: name, with: other)
                } else {
                    session.noteCandidate(value.spelling, of: name)
                }
            })
        guard session.spend(operands.count, at: statement.location(in: file)) else { return false }
        do {
            return try Expression.evaluate(operands, dialect, symbols).isTrue
        } catch {
            report(error, statement)
            return false
        }
    }
}
