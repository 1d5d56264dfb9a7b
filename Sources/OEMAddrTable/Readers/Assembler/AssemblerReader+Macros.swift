import Diagnostics

/// Macros: what they take, and their calls.
extension AssemblerReader {
    /// Calls inside one another.
    private static let callLimit = 32

    func define(_ kept: Recording) {
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
        return run(macro.lines, values, at: place, above: floor)
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
    func substitute(_ values: [String: String], in bytes: [UInt8]) -> [UInt8] {
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
