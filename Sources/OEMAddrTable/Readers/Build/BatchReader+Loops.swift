import Diagnostics

extension BatchReader {
    /// Runs what stands behind `for`: `[/L | /F "OPTIONS"] %%i in (SET) do COMMAND`, in which `%%` has become `%`.
    func loop(_ text: ArraySlice<UInt8>, depth: Int) -> Flow {
        var rest = text.drop { $0.isBlank }
        var kind = UInt8(ascii: " ")
        var options = ""
        while rest.first == UInt8(ascii: "/"), let letter = rest.dropFirst().first {
            kind = letter | 0x20
            rest = rest.dropFirst(2).drop { $0.isBlank }
            if rest.first == UInt8(ascii: "\"") {
                let body = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
                options = String(decoding: body, as: UTF8.self)
                rest = rest[min(body.endIndex + 1, rest.endIndex)...].drop { $0.isBlank }
            }
        }
        guard rest.first == UInt8(ascii: "%"), let name = rest.dropFirst().first, name.isLetter else { return .next }
        rest = rest.dropFirst(2).drop { $0.isBlank }
        guard Self.take("in", from: &rest), rest.first == UInt8(ascii: "("), let closing = BatchText.closing(rest)
        else { return .next }
        let set = rest[(rest.startIndex + 1)..<closing]
        rest = rest[(closing + 1)...].drop { $0.isBlank }
        guard Self.take("do", from: &rest) else { return .next }
        let body = LoopBody(text: Array(rest), name: name)
        switch kind {
        case UInt8(ascii: "l"): return count(set, body, depth: depth)
        case UInt8(ascii: "f"): return parse(set, BatchTokens(options), body, depth: depth)
        case UInt8(ascii: " "): return visit(set, body, depth: depth)
        // Folders and what lies in them are the build machine's.
        default: return leaveOut(body)
        }
    }

    /// `(a b "c d")`, one after the other.
    private func visit(_ set: ArraySlice<UInt8>, _ body: LoopBody, depth: Int) -> Flow {
        for word in BatchText.words(delayed(set)[...]) {
            guard !word.utf8.contains(where: { "*?".utf8.contains($0) }) else {
                _ = leaveOut(body)
                continue
            }
            let flow = run(body, [word], depth: depth)
            if flow != .next { return flow }
        }
        return .next
    }

    /// `/L (start, step, end)`.
    private func count(_ set: ArraySlice<UInt8>, _ body: LoopBody, depth: Int) -> Flow {
        let numbers = BatchText.words(delayed(set)[...]).map { Int32($0) ?? 0 }
        guard numbers.count == 3 else { return .next }
        var number = Int64(numbers[0])
        while numbers[1] < 0 ? number >= numbers[2] : number <= numbers[2] {
            let flow = run(body, [String(number)], depth: depth)
            if flow != .next { return flow }
            number += Int64(numbers[1])
        }
        return .next
    }

    /// `/F "options" ("text")`, or the lines of a file; what a command prints is not known.
    private func parse(_ set: ArraySlice<UInt8>, _ tokens: BatchTokens, _ body: LoopBody, depth: Int) -> Flow {
        let text = BatchText.trimmed(delayed(set)[...])
        let lines: [ArraySlice<UInt8>]
        switch tokens.source(text) {
        case .text(let text): lines = [text]
        case .file(let name):
            guard mayProbe(), let file = session.openQuietly(include: name, from: fileName) else {
                return leaveOut(body)
            }
            var scanner = LineScanner(file.bytes)
            var found: [ArraySlice<UInt8>] = []
            while let range = scanner.next(), spend(1) { found.append(file.bytes[range]) }
            lines = found
        case .command: return leaveOut(body)
        }
        for line in lines.dropFirst(tokens.skipped) {
            guard let values = tokens.values(of: line) else { continue }
            let flow = run(body, values, depth: depth)
            if flow != .next { return flow }
        }
        return .next
    }

    private func run(_ body: LoopBody, _ values: [String], depth: Int) -> Flow {
        let text = body.text(with: values, limit: Self.lineLimit)
        guard let text else {
            stop("a line is longer than \(Self.lineLimit) bytes")
            return .end
        }
        // Long bodies cost as much as many lines.
        guard spend(1 + text.count / 64) else { return .end }
        return execute(text[...], depth: depth + 1)
    }

    /// Says that a loop is not carried out, where that may leave variables unset.
    private func leaveOut(_ body: LoopBody) -> Flow {
        if BatchText.words(body.text[...]).contains(where: { $0.lowercased().hasSuffix("set") }) {
            session.report(
                .notEvaluated, at: SourceLocation(file: fileName, line: Int(line)),
                "the loop goes over files or what a command prints; what it sets is not known",
                hint: "give the variables with --define NAME=…")
        }
        return .next
    }
}

/// The command of a loop, and the letter of its variable.
private struct LoopBody {
    let text: [UInt8]
    let name: UInt8

    /// The command with `%i`, `%~i` and the letters behind it replaced by the values; nil when it is longer than
    /// `limit`.
    func text(with values: [String], limit: Int) -> [UInt8]? {
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            var place = index
            let isStripped = place < text.count && text[place] == UInt8(ascii: "~")
            if isStripped { place += 1 }
            // Letters between the mark and the name, as in `%~nxi`, take a path apart; here it stays whole.
            while isStripped, place + 1 < text.count, text[place] != name, text[place + 1].isLetter { place += 1 }
            guard place < text.count, text[place] >= name, case let position = Int(text[place] - name),
                values.indices.contains(position)
            else {
                result.append(byte)
                continue
            }
            let value = values[position]
            result += (isStripped ? value.filter { $0 != "\"" } : value).utf8
            index = place + 1
            if result.count > limit { return nil }
        }
        return result.count > limit ? nil : result
    }
}
