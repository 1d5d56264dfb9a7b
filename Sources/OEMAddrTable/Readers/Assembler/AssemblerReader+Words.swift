import Diagnostics

extension AssemblerReader {
    /// Reads the operands of a DCD or dd.
    func readWords(_ operands: ArraySlice<Token>, _ statement: [Token]) {
        var row: [TableData.Word] = []
        row.reserveCapacity(4)
        var start = operands.startIndex
        var depth = 0
        for index in operands.indices {
            let token = operands[index]
            guard token.kind == .sign else { continue }
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            if token.text == ",", depth == 0 {
                appendWord(operands[start..<index], statement, to: &row)
                start = index + 1
            }
        }
        if start == operands.endIndex, !row.isEmpty {
            session.report(.unreadableLine, at: statement.location(in: file), "a value is missing after the last comma")
        } else {
            appendWord(operands[start...], statement, to: &row)
        }
        data.add(row, at: statement.location(in: file))
    }

    private func appendWord(_ operand: ArraySlice<Token>, _ statement: [Token], to row: inout [TableData.Word]) {
        guard let first = operand.first else {
            session.report(.unreadableLine, at: statement.location(in: file), "a value is missing")
            return
        }
        let place = operand.location(in: file)
        var word = TableData.Word(
            line: first.line, column: first.column, length: Int32(truncatingIfNeeded: place.length))
        if operand.count == 1, first.kind == .number, first.value <= UInt64(UInt32.max) {
            word.value = UInt32(first.value)
            row.append(word)
            return
        }
        if dialect == .masm, let (count, value) = duplicate(operand, statement) {
            word.value = value
            row.append(contentsOf: repeatElement(word, count: count))
            return
        }
        if dialect == .masm, operand.count == 1, first.isSign("?") {
            row.append(word)
            return
        }
        switch evaluate(operand, statement) {
        case .number(let number): word.value = UInt32(truncatingIfNeeded: number)
        case .unknown, nil: word.expression = data.keep(Array(operand))
        case .logical, .string:
            session.report(.badExpression, at: place, "a number is needed here")
            word.expression = data.keep([])
        }
        row.append(word)
    }

    /// masm's `count DUP (value)`.
    private func duplicate(_ operand: ArraySlice<Token>, _ statement: [Token]) -> (count: Int, value: UInt32)? {
        guard operand.count >= 4, operand[operand.startIndex].kind == .number,
            operand[operand.startIndex + 1].text.uppercased() == "DUP", operand[operand.startIndex].value <= 1_024
        else { return nil }
        let body = operand[(operand.startIndex + 2)...]
        if body.count == 3, body[body.startIndex + 1].text == "?" {
            return (Int(operand[operand.startIndex].value), 0)
        }
        guard case .number(let number) = evaluate(body, statement) else { return nil }
        return (Int(operand[operand.startIndex].value), UInt32(truncatingIfNeeded: number))
    }

    /// Computes what had to wait for symbols defined further down, as the assembler's second pass does.
    func finish() {
        for index in data.words.indices where data.words[index].expression >= 0 {
            let tokens = data.expressions[Int(data.words[index].expression)]
            let symbols = Expression.Symbols(
                value: { [unowned self] in lookUp($0) }, isDefined: { [unowned self] in self.symbols[$0.text] != nil })
            guard !tokens.isEmpty, case .number(let number)? = try? Expression.evaluate(tokens[...], dialect, symbols)
            else { continue }
            data.resolve(index, to: UInt32(truncatingIfNeeded: number))
        }
        data.joinMarkers()
    }
}
