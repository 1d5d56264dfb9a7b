internal import Diagnostics
internal import OEMAddrTable

/// Lines that say which of the others count.
extension RegistryReader {
    /// - Returns: nil when the line is no directive; false when the rest of the file cannot be read.
    func readDirective(
        _ line: LineBytes, _ lines: inout RegistryLines, _ location: SourceLocation
    ) -> Bool? {
        var line = line
        if line.take(";") {
            line.skipBlanks()
            guard line.take("@") else { return true }
            let tool = line.takeWord().uppercased()
            guard tool == "CESYSGEN" || tool == "XIPREGION" else { return true }
            line.skipBlanks()
            return conditional(line.takeWord().uppercased(), line, .components, location) ?? true
        }
        if line.take("#") {
            line.skipBlanks()
            return preprocess(line.takeWord().lowercased(), joined(line, &lines), location)
        }
        let word = line.takeWord().uppercased()
        guard ["IF", "ELSE", "ENDIF"].contains(word), isEnd(of: line) else { return nil }
        return conditional(word, line, .build, location)
    }

    /// Whether a keyword ends here, and is not the beginning of something else.
    private func isEnd(of line: LineBytes) -> Bool {
        guard let first = line.first else { return true }
        return [0x20, 0x09, UInt8(ascii: "("), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: ";")].contains(first)
    }

    /// A directive with the lines that a backslash at its end adds.
    private func joined(_ line: LineBytes, _ lines: inout RegistryLines) -> LineBytes {
        guard line.bytes.last == UInt8(ascii: "\\") else { return line }
        var bytes = Array(line.bytes)
        while bytes.last == UInt8(ascii: "\\"), let next = lines.next() {
            bytes.removeLast()
            bytes += next.bytes
        }
        return LineBytes(bytes[...])
    }

    /// - Returns: nil when the word begins no condition.
    private func conditional(
        _ word: String, _ line: LineBytes, _ language: RegistryCondition.Language, _ location: SourceLocation
    ) -> Bool? {
        switch word {
        case "IF": return open(line, language, location)
        case "ELSE":
            if !conditionals.next(language) { reportUnbalanced("ELSE", language, location) }
        case "ELSEIF", "ELIF":
            if !conditionals.next(language, condition(line, language, location) ?? true) {
                reportUnbalanced(word, language, location)
            }
        case "ENDIF":
            if !conditionals.close(language) { reportUnbalanced("ENDIF", language, location) }
        default: return nil
        }
        return true
    }

    private func open(
        _ line: LineBytes, _ language: RegistryCondition.Language, _ location: SourceLocation
    ) -> Bool {
        let value = condition(line, language, location)
        if value == nil { noteComponents(at: location) }
        return open(value, language, location)
    }

    private func open(_ value: Bool?, _ language: RegistryCondition.Language, _ location: SourceLocation) -> Bool {
        if conditionals.open(language, value, at: location) { return true }
        report(
            .limit, .error, at: location,
            "conditions are more than \(RegistryConditionals.maximumDepth) deep inside one another; the rest of the "
                + "file is not read")
        return false
    }

    private func condition(
        _ line: LineBytes, _ language: RegistryCondition.Language, _ location: SourceLocation
    ) -> Bool? {
        let (value, isCondition) = RegistryCondition.evaluate(line, language, variables)
        if !isCondition, conditionals.isActive, language != .components {
            report(
                .badExpression, .warning, at: location,
                "'\(line.text.prefix(60))' is no condition; it counts as \(value ?? false)")
        }
        return value
    }

    private func reportUnbalanced(
        _ word: String, _ language: RegistryCondition.Language, _ location: SourceLocation
    ) {
        if language == .components { return }
        report(.unbalancedConditional, .warning, at: location, "there is no IF that this \(word) belongs to")
    }

    private func preprocess(_ word: String, _ line: LineBytes, _ location: SourceLocation) -> Bool {
        switch word {
        case "if": return open(line, .preprocessor, location)
        case "ifdef", "ifndef":
            var line = line
            line.skipBlanks()
            return open((variables[line.takeWord()] != nil) == (word == "ifdef"), .preprocessor, location)
        case "elif", "else", "endif": return conditional(word.uppercased(), line, .preprocessor, location) ?? true
        default:
            if conditionals.isActive { act(word, line, location) }
            return true
        }
    }

    /// A directive that is no condition.
    private func act(_ word: String, _ line: LineBytes, _ location: SourceLocation) {
        switch word {
        case "include": include(line, location)
        case "define": define(line, location)
        case "undef":
            var line = line
            line.skipBlanks()
            variables[line.takeWord()] = nil
        case "error":
            report(.errorDirective, .error, at: location, "#error\(line.text.prefix(200))")
        case "pragma", "line", "": break
        default:
            report(.unreadableLine, .warning, at: location, "#\(word) is no directive of a .reg file; it is left out")
        }
    }

    private func include(_ line: LineBytes, _ location: SourceLocation) {
        guard var line = expanded(line, at: location) else { return }
        line.skipBlanks()
        let isAngled = line.take("<")
        _ = line.take("\"")
        let name = LineBytes.text(
            line.bytes.prefix { $0 != UInt8(ascii: "\"") && !(isAngled && $0 == UInt8(ascii: ">")) })
        guard !name.isEmpty, name.utf8.count <= 1024 else {
            report(.unreadableLine, .error, at: location, "#include names no file")
            return
        }
        read(name, from: location.file, at: location)
    }

    private func define(_ line: LineBytes, _ location: SourceLocation) {
        var line = line
        line.skipBlanks()
        let name = line.takeWord()
        line.skipBlanks()
        guard !name.isEmpty, let text = expanded(line, at: location) else { return }
        guard text.bytes.count <= RegistryVariables.maximumText else {
            report(
                .limit, .error, at: location,
                "\(name) stands for more than \(RegistryVariables.maximumText) bytes")
            return
        }
        variables[name] = text.text
    }
}
