extension AssemblerReader {
    func declare(_ operands: ArraySlice<Token>, _ value: Value) {
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
        return symbols[name] ?? preprocessorValue(name) ?? .unknown(name)
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

    func report(_ error: ExpressionError, _ statement: [Token]) {
        let location = error.token?.location(in: file) ?? statement.location(in: file)
        session.report(.badExpression, at: location, error.message)
    }
}
