import Diagnostics

/// Macros and loops: their lines are kept as they stand and read again for each call and each turn.
extension AssemblerReader {
    /// A line of a body.
    struct BodyLine {
        var bytes: [UInt8]
        /// 1-based.
        var number: Int32
    }

    /// A body that is being kept.
    struct Recording {
        var directive: Directive
        /// The keyword in upper case: WHILE asks, REPT counts.
        var keyword: String
        var label: Token?
        var operands: [Token]
        var place: SourceLocation
        var depth = 1
        var lines: [BodyLine] = []
    }

    /// A macro that can be called.
    struct MacroBody {
        var parameters: [String] = []
        /// The values of parameters that a call leaves out.
        var defaults: [String: String] = [:]
        /// armasm's parameter for the label of the call.
        var label: String?
        var lines: [BodyLine] = []
    }

    /// Bounds: calls inside one another, and lines that bodies give in all.
    private static let callLimit = 32
    private static let lineLimit = 20_000

    /// Begins to keep a body.
    func startRecording(
        _ directive: Directive, _ label: Token?, _ operands: ArraySlice<Token>, _ statement: [Token]
    ) {
        let keyword = statement.first { Directive.named($0.text, in: dialect) == directive }?.text.uppercased() ?? ""
        recording = Recording(
            directive: directive, keyword: keyword, label: label, operands: Array(operands),
            place: statement.location(in: file))
    }

    /// Keeps the line at hand, or ends the body with it.
    func record(_ directive: Directive?, above floor: Int) -> Bool {
        switch directive {
        case .macro, .loop: recording?.depth += 1
        case .macroEnd, .loopEnd: recording?.depth -= 1
        default: break
        }
        guard let kept = recording, kept.depth == 0 else {
            recording?.lines.append(BodyLine(bytes: Array(lineBytes[lineRange]), number: lineNumber))
            return true
        }
        recording = nil
        if kept.directive == .macro {
            define(kept)
            return true
        }
        return repeatLines(kept, above: floor)
    }

    /// Reports a body that its file does not end.
    func closeRecording() {
        guard let open = recording else { return }
        recording = nil
        session.report(
            .notEvaluated, at: open.place, "the macro or loop is not closed in its file: its lines are not read",
            severity: .warning)
    }

    // MARK: Loops

    private func repeatLines(_ loop: Recording, above floor: Int) -> Bool {
        let counts = loop.keyword.hasSuffix("REPT") || loop.keyword == "REPEAT"
        var turns: Int64 = 0
        if counts {
            guard case .number(let number)? = evaluate(loop.operands[...], loop.operands) else {
                reportUnevaluated(loop.place)
                return true
            }
            turns = number
        }
        while true {
            if counts {
                guard turns > 0 else { return true }
                turns -= 1
            } else {
                guard isKnown(loop.operands), let value = evaluate(loop.operands[...], loop.operands) else {
                    reportUnevaluated(loop.place)
                    return true
                }
                if !value.isTrue { return true }
            }
            guard expandedLines <= Self.lineLimit else { return true }
            if loop.lines.isEmpty { expandedLines += 1 }
            guard run(loop.lines, at: loop.place, above: floor) else { return false }
            if leavesBody { return true }
        }
    }

    /// Whether every symbol of a condition has a value.
    private func isKnown(_ operands: [Token]) -> Bool {
        operands.allSatisfy { token in
            guard token.kind == .word, !token.text.hasPrefix("{") else { return true }
            if dialect == .masm, BinaryOperator.of(token, in: dialect) != nil || token.text.uppercased() == "NOT" {
                return true
            }
            if case .unknown = lookUp(token) { return false }
            return true
        }
    }

    private func reportUnevaluated(_ place: SourceLocation) {
        session.report(
            .notEvaluated, at: place, "how often the loop runs is not known: the rows that it makes are not in the map",
            severity: .warning)
        data.noteMissingRows()
    }

    /// Reads lines of a body.
    /// - Returns: false at END.
    private func run(_ lines: [BodyLine], at place: SourceLocation, above floor: Int) -> Bool {
        let outer = (lineBytes, lineRange, lineNumber)
        defer { (lineBytes, lineRange, lineNumber) = outer }
        for line in lines {
            expandedLines += 1
            guard expandedLines <= Self.lineLimit, session.spend(at: place) else {
                session.report(.limit, at: place, "macros and loops make more than \(Self.lineLimit) lines")
                data.noteMissingRows()
                return true
            }
            (lineBytes, lineRange, lineNumber) = (line.bytes, 0..<line.bytes.count, line.number)
            guard readLine(above: floor) else { return false }
            if leavesBody { return true }
        }
        return true
    }

    // MARK: Macros

    private func define(_ kept: Recording) {
        var macro = MacroBody(lines: kept.lines)
        var name: String?
        switch dialect {
        case .armasm:
            // The first line is the prototype: `$label NAME $a, $b`.
            guard let prototype = macro.lines.first else { return }
            macro.lines.removeFirst()
            var tokens: [Token] = []
            Lexer(dialect: dialect).lex(
                prototype.bytes, 0..<prototype.bytes.count, line: prototype.number, into: &tokens)
            guard let position = tokens.firstIndex(where: { $0.kind == .word && !$0.text.hasPrefix("$") }) else {
                return
            }
            name = tokens[position].text
            if position > 0 { macro.label = String(tokens[0].text.dropFirst()) }
            takeParameters(tokens[(position + 1)...], into: &macro)
        case .masm:
            name = kept.label?.text
            takeParameters(kept.operands[...], into: &macro)
        case .gnu:
            name = kept.operands.first?.text
            takeParameters(kept.operands.dropFirst(), into: &macro)
        case .c: break
        }
        if let name { macros[name] = macro }
    }

    private func takeParameters(_ tokens: ArraySlice<Token>, into macro: inout MacroBody) {
        var isDefault = false
        for token in tokens {
            if token.isSign("=") {
                isDefault = true
            } else if token.isSign(",") {
                isDefault = false
            } else if isDefault, let last = macro.parameters.last {
                macro.defaults[last, default: ""] += token.text
                if dialect == .gnu { isDefault = false }
            } else if token.kind == .word {
                macro.parameters.append(token.text.hasPrefix("$") ? String(token.text.dropFirst()) : token.text)
            }
        }
    }

    /// Reads the call of a macro, when the statement is one.
    /// - Returns: nil when it is none, false at END.
    func callMacro(_ statement: [Token], above floor: Int) -> Bool? {
        guard !macros.isEmpty, let first = statement.first, first.kind == .word else { return nil }
        let second = statement.count > 1 ? statement[1] : nil
        let hasLabel = macros[first.text] == nil && second.map { macros[$0.text] != nil } ?? false
        guard let macro = macros[hasLabel ? second?.text ?? "" : first.text] else { return nil }
        let place = statement.location(in: file)
        guard callDepth < Self.callLimit else {
            session.report(.limit, at: place, "macros call one another more than \(Self.callLimit) deep")
            data.noteMissingRows()
            return true
        }
        var values = macro.defaults
        if let label = macro.label { values[label] = hasLabel ? first.text : "" }
        for (name, value) in zip(macro.parameters, Self.arguments(statement.dropFirst(hasLabel ? 2 : 1)))
        where !value.isEmpty {
            values[name] = value
        }
        for name in macro.parameters where values[name] == nil { values[name] = "" }
        let (outer, depth) = (callPlace, conditionals.depth)
        if callPlace == nil { callPlace = (first.line, first.column, Int32(truncatingIfNeeded: place.length)) }
        callDepth += 1
        defer {
            callDepth -= 1
            callPlace = outer
            // MEXIT leaves the conditionals around it, too.
            if leavesBody { _ = conditionals.unwind(to: depth) }
            leavesBody = false
        }
        let lines = macro.lines.map { BodyLine(bytes: substitute(values, in: $0.bytes), number: $0.number) }
        return run(lines, at: place, above: floor)
    }

    /// The arguments of a call, as text.
    private static func arguments(_ tokens: ArraySlice<Token>) -> [String] {
        var arguments: [String] = []
        var depth = 0
        var start = tokens.startIndex
        for index in tokens.indices {
            if tokens[index].isSign("(") { depth += 1 }
            if tokens[index].isSign(")") { depth -= 1 }
            if tokens[index].isSign(","), depth == 0 {
                arguments.append(Array(tokens[start..<index]).spelling)
                start = index + 1
            }
        }
        arguments.append(Array(tokens[start...]).spelling)
        return arguments
    }

    /// A line of a macro with its parameters replaced: `$name` in armasm, `\name` in GNU as, the bare name in masm.
    private func substitute(_ values: [String: String], in bytes: [UInt8]) -> [UInt8] {
        let sign: UInt8? =
            switch dialect {
            case .armasm: UInt8(ascii: "$")
            case .gnu: UInt8(ascii: "\\")
            default: nil
            }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count, result.count < session.limits.expansion {
            let byte = bytes[index]
            let starts = sign.map { $0 == byte } ?? (byte.isWordStart && !(index > 0 && bytes[index - 1].isWordPart))
            guard starts else {
                result.append(byte)
                index += 1
                continue
            }
            let start = index + (sign == nil ? 0 : 1)
            var end = start
            while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit || bytes[end] == UInt8(ascii: "_") {
                end += 1
            }
            if end > start, let value = values[String(decoding: bytes[start..<end], as: UTF8.self)] {
                result += value.utf8
                // A full stop or `&` ends the name and is gone with it.
                let closing = end < bytes.count ? bytes[end] : 0
                let isGlue =
                    dialect == .armasm && closing == UInt8(ascii: ".")
                    || dialect == .masm && closing == UInt8(ascii: "&")
                index = end + (isGlue ? 1 : 0)
            } else {
                let next = max(end, index + 1)
                result += bytes[index..<next]
                index = next
            }
        }
        return result
    }
}
