extension BatchReader {
    func set(_ operands: ArraySlice<UInt8>) {
        var text = operands.drop { $0.isBlank }
        if text.starts(with: "/p".utf8) || text.starts(with: "/P".utf8) { return }
        let isArithmetic = text.starts(with: "/a".utf8) || text.starts(with: "/A".utf8)
        if isArithmetic { text = BatchText.trimmed(text.dropFirst(2)) }
        if text.first == UInt8(ascii: "\""), let end = text.lastIndex(of: UInt8(ascii: "\"")), end > text.startIndex {
            text = text[(text.startIndex + 1)..<end]
        }
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return }
        let name = String(decoding: BatchText.trimmed(text[text.startIndex..<equals]), as: UTF8.self).uppercased()
        let value = text[(equals + 1)...]
        guard !name.isEmpty, !given.contains(name) else { return }
        if isArithmetic {
            assign(name, arithmetic(value))
        } else {
            assign(name, value.isEmpty ? nil : String(decoding: value, as: UTF8.self))
        }
    }

    private func assign(_ name: String, _ value: String?) {
        guard let value else {
            variables[name] = nil
            assigned.insert(name)
            return
        }
        guard value.utf8.count <= Self.valueLimit else { return stop("a value is longer than cmd takes") }
        guard variables.count < Self.variableLimit || variables[name] != nil else {
            return stop("more than \(Self.variableLimit) variables are set")
        }
        variables[name] = value
        assigned.insert(name)
    }

    private func arithmetic(_ text: ArraySlice<UInt8>) -> String? {
        var tokens: [Token] = []
        let bytes = Array(text)
        Lexer(dialect: .c).lex(bytes, 0..<bytes.count, line: line, into: &tokens)
        let symbols = Expression.Symbols(
            value: { [unowned self] token in
                .number(Int64(variables[token.text.uppercased()] ?? "") ?? 0)
            }, isDefined: { _ in false })
        guard case .number(let number)? = try? Expression.evaluate(tokens[...], .c, symbols) else { return nil }
        return String(number)
    }

    /// The value of a variable, empty when it is not set.
    func value(_ name: String) -> String? { variables[name.uppercased()] }

    /// `text` with `%NAME%`, `%NAME:a=b%`, `%%`, and `%1` to `%9` replaced.
    func expand(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(UInt8(ascii: "%")) else { return text }
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "%") else {
                result.append(text[index])
                index += 1
                continue
            }
            let next = index + 1 < text.count ? text[index + 1] : 0
            if next == UInt8(ascii: "%") {
                result.append(next)
                index += 2
            } else if next.isDigit {
                result += argument(Int(next - UInt8(ascii: "0"))).utf8
                index += 2
            } else if next == UInt8(ascii: "*") {
                result += arguments.dropFirst().joined(separator: " ").utf8
                index += 2
            } else if next == UInt8(ascii: "~") {
                let end = text[(index + 2)...].firstIndex { !$0.isLetter } ?? text.count
                // `%~dp0` is the folder of the batch file: an include is looked for from there anyway.
                if end < text.count, text[end].isDigit, text[end] != UInt8(ascii: "0") {
                    result += argument(Int(text[end] - UInt8(ascii: "0"))).filter { $0 != "\"" }.utf8
                }
                index = min(end + 1, text.count)
            } else if let closing = text[(index + 1)...].prefix(512).firstIndex(where: {
                $0 == UInt8(ascii: "%") || $0 == 0x0A
            }), text[closing] == UInt8(ascii: "%") {
                result += replaced(text[(index + 1)..<closing]).utf8
                index = closing + 1
            } else {
                index += 1
            }
            if result.count > Self.lineLimit {
                stop("a line is longer than \(Self.lineLimit) bytes")
                return []
            }
        }
        return result
    }

    private func argument(_ position: Int) -> String {
        arguments.indices.contains(position) ? arguments[position] : ""
    }

    /// `text` with `!NAME!` replaced: what SETLOCAL ENABLEDELAYEDEXPANSION makes of a command just before it runs.
    func delayed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let mark = UInt8(ascii: "!")
        guard isDelayed, text.contains(mark) else { return Array(text) }
        var result: [UInt8] = []
        var rest = text
        while let start = rest.firstIndex(of: mark) {
            result += rest[rest.startIndex..<start]
            rest = rest[(start + 1)...]
            // A mark without a partner is dropped.
            guard let end = rest.prefix(512).firstIndex(of: mark) else { continue }
            result += replaced(rest[rest.startIndex..<end]).utf8
            rest = rest[(end + 1)...]
            if result.count > Self.lineLimit {
                stop("a line is longer than \(Self.lineLimit) bytes")
                return []
            }
        }
        return result + rest
    }

    private func replaced(_ text: ArraySlice<UInt8>) -> String {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
            return value(String(decoding: text, as: UTF8.self)) ?? ""
        }
        let value = value(String(decoding: text[text.startIndex..<colon], as: UTF8.self)) ?? ""
        let change = String(decoding: text[(colon + 1)...], as: UTF8.self)
        if change.hasPrefix("~") {
            let numbers = change.dropFirst().split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            let all = Array(value)
            let from = numbers.first.flatMap { $0 } ?? 0
            let start = min(max(from < 0 ? all.count + from : from, 0), all.count)
            guard numbers.count > 1, let length = numbers[1] else { return String(all[start...]) }
            let end = min(max(length < 0 ? all.count + length : start.addingClamped(length), start), all.count)
            return String(all[start..<end])
        }
        let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return value }
        return value.replacing(String(parts[0]), with: String(parts[1]))
    }
}

extension Int {
    /// The sum, at most the largest number.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
