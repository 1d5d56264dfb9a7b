import Diagnostics

/// Reads `sources` and `sources.cmn` files, nmake's language as far as they use it: macros, continued lines, `!IF`,
/// `!INCLUDE`.
final class SourcesReader {
    let session: ReadingSession
    private(set) var macros: [String: String] = [:]
    private let variables: [String: String]
    private var conditionals = ConditionalStack()
    private var file = ""
    private var isStopped = false

    private static let valueLimit = 64 << 10
    private static let macroLimit = 10_000
    private static let fileLimit = 4 << 20

    /// - Parameter variables: the environment, names in upper case.
    init(session: ReadingSession, variables: [String: String]) {
        self.session = session
        self.variables = variables
    }

    func read(_ source: SourceFile) {
        guard source.bytes.count <= Self.fileLimit else { return stop("the file is larger than 4 MB", 0, source.path) }
        let (outer, floor) = (file, conditionals.depth)
        file = source.path
        session.within(source) { readLines(source.bytes, above: floor) }
        _ = conditionals.unwind(to: floor)
        file = outer
    }

    private func stop(_ reason: String, _ line: Int32, _ path: String? = nil) {
        guard !isStopped else { return }
        isStopped = true
        session.report(
            .limit, at: SourceLocation(file: path ?? file, line: Int(line)), "\(reason); reading it stops here",
            severity: .warning)
    }

    private func readLines(_ bytes: [UInt8], above floor: Int) {
        var scanner = LineScanner(bytes)
        while let range = scanner.next(), !isStopped {
            let number = scanner.line
            guard session.spend(at: SourceLocation(file: file, line: Int(number))) else { return }
            var text = Self.withoutComment(bytes[range])
            while let last = text.last(where: { !$0.isBlank }), last == UInt8(ascii: "\\"), let next = scanner.next() {
                while text.last != last { text.removeLast() }
                text[text.endIndex - 1] = 0x20
                text += Self.withoutComment(bytes[next])
                if text.count > Self.valueLimit { return stop("a line is longer than 64 KB", number) }
            }
            let line = BatchText.trimmed(text)
            if line.first == UInt8(ascii: "!") {
                directive(line.dropFirst(), number, above: floor)
            } else if conditionals.isActive {
                define(line, number)
            }
        }
    }

    /// A `#` starts a comment.
    private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.prefix { $0 != UInt8(ascii: "#") }
    }

    private func define(_ line: ArraySlice<UInt8>, _ number: Int32) {
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
        let name = String(decoding: BatchText.trimmed(line[line.startIndex..<equals]), as: UTF8.self)
        guard !name.isEmpty, !name.utf8.contains(where: \.isBlank) else { return }
        guard let value = expand(BatchText.trimmed(line[(equals + 1)...]), number) else { return }
        guard macros.count < Self.macroLimit || macros[name] != nil else {
            return stop("more than \(Self.macroLimit) macros are set", number)
        }
        macros[name] = value
    }

    // MARK: Directives

    private func directive(_ text: ArraySlice<UInt8>, _ number: Int32, above floor: Int) {
        let body = BatchText.trimmed(text)
        let word = String(decoding: body.prefix { $0.isLetter }, as: UTF8.self).uppercased()
        let operands = BatchText.trimmed(body.dropFirst(word.utf8.count))
        let place = SourceLocation(file: file, line: Int(number))
        let problem: String?
        switch word {
        case "IF": problem = conditionals.open(.preprocessor, at: place) { holds(operands, number) }
        case "IFDEF": problem = conditionals.open(.preprocessor, at: place) { isDefined(operands) }
        case "IFNDEF": problem = conditionals.open(.preprocessor, at: place) { !isDefined(operands) }
        case "ELSEIF": problem = conditionals.next(.preprocessor) { self.holds(operands, number) }
        case "ELSE":
            // `!ELSE IF` is the same as `!ELSEIF`.
            if operands.prefix(2).map({ $0 | 0x20 }) == Array("if".utf8) {
                problem = conditionals.next(.preprocessor) { self.holds(operands.dropFirst(2), number) }
            } else {
                problem = conditionals.next(.preprocessor, nil)
            }
        case "ENDIF": problem = conditionals.close(.preprocessor, above: floor)
        case "INCLUDE":
            problem = nil
            guard conditionals.isActive, let path = expand(operands, number) else { return }
            let name = path.filter { $0 != "<" && $0 != ">" && $0 != "\"" }
            if let source = session.openQuietly(include: name, from: file) { read(source) }
        default: problem = nil
        }
        if let problem { session.report(.unbalancedConditional, at: place, problem, severity: .warning) }
    }

    private func isDefined(_ name: ArraySlice<UInt8>) -> Bool {
        value(String(decoding: BatchText.trimmed(name), as: UTF8.self)) != nil
    }

    private func holds(_ text: ArraySlice<UInt8>, _ number: Int32) -> Bool {
        guard let expanded = expand(text, number) else { return false }
        let bytes = Array(expanded.utf8)
        var tokens: [Token] = []
        Lexer(dialect: .c).lex(bytes, 0..<bytes.count, line: number, into: &tokens)
        let symbols = Expression.Symbols(
            value: { .unknown($0.text) }, isDefined: { [unowned self] in value($0.text) != nil })
        return (try? Expression.evaluate(tokens[...], .c, symbols).isTrue) ?? false
    }

    // MARK: Values

    private func value(_ name: String) -> String? { macros[name] ?? variables[name.uppercased()] }

    /// `text` with `$(NAME)` and `$(NAME:a=b)` replaced; nil when that passes the bounds.
    private func expand(_ text: ArraySlice<UInt8>, _ number: Int32) -> String? {
        var result: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == UInt8(ascii: "$"), index + 1 < text.endIndex else {
                result.append(text[index])
                index += 1
                continue
            }
            if text[index + 1] == UInt8(ascii: "("),
                let closing = text[index...].prefix(512).firstIndex(of: UInt8(ascii: ")"))
            {
                result += replaced(text[(index + 2)..<closing]).utf8
                index = closing + 1
            } else {
                result.append(text[index + 1])
                index += 2
            }
            guard result.count <= Self.valueLimit else {
                stop("a value is longer than 64 KB", number)
                return nil
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func replaced(_ text: ArraySlice<UInt8>) -> String {
        let parts = text.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        let found = value(String(decoding: BatchText.trimmed(parts[0]), as: UTF8.self)) ?? ""
        guard parts.count > 1, let equals = parts[1].firstIndex(of: UInt8(ascii: "=")), equals > parts[1].startIndex
        else { return found }
        let old = String(decoding: parts[1][parts[1].startIndex..<equals], as: UTF8.self)
        return found.replacing(old, with: String(decoding: parts[1][(equals + 1)...], as: UTF8.self))
    }
}
