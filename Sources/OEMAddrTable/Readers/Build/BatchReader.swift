import Diagnostics

/// Runs the batch files of a BSP as far as they set variables: SET, IF, GOTO, CALL, blocks and `%NAME%`. Nothing else
/// is carried out.
final class BatchReader {
    enum Flow: Hashable {
        case next
        case jump(String)
        case end
    }

    let session: ReadingSession
    /// The environment, names in upper case.
    private(set) var variables: [String: String]
    /// Names that the user gave: what the files set does not change them.
    private let given: Set<String>
    private(set) var assigned: Set<String> = []
    private(set) var files: [String] = []
    private var scopes: [[String: String]] = []
    private var program = BatchProgram([])
    /// The file that is read now.
    private(set) var fileName = ""
    private var line: Int32 = 0
    private var calls = 0
    private var steps = 0
    private var isStopped = false
    private var probes = 0

    /// Bounds: files inside one another, lines run, bytes of a file, of a line and of a value, variables, conditions
    /// inside one another.
    private static let callLimit = 16
    private static let stepLimit = 30_000
    private static let fileLimit = 4 << 20
    private static let lineLimit = 32 << 10
    private static let valueLimit = 8_191
    private static let variableLimit = 10_000
    private static let depthLimit = 64
    /// Times that the file system is asked.
    private static let probeLimit = 64

    init(session: ReadingSession, variables: [String: String], given: Set<String>) {
        self.session = session
        self.variables = variables
        self.given = given
    }

    func read(_ source: SourceFile) {
        guard source.bytes.count <= Self.fileLimit else {
            return stop("the batch file is larger than 4 MB", source.path)
        }
        let outer = (program, fileName, line, scopes.count)
        let before = assigned.count
        program = BatchProgram(source.bytes)
        fileName = source.path
        session.within(source) { run(from: 0) }
        if assigned.count > before { files.append(source.path) }
        // What SETLOCAL kept apart ends with its file.
        while scopes.count > outer.3 { variables = scopes.removeLast() }
        (program, fileName, line) = (outer.0, outer.1, outer.2)
    }

    private func stop(_ reason: String, _ path: String? = nil) {
        guard !isStopped else { return }
        isStopped = true
        session.report(
            .limit, at: SourceLocation(file: path ?? fileName, line: Int(line)), "\(reason); reading it stops here",
            severity: .warning)
    }

    private func run(from start: Int) {
        var index = start
        while index < program.lines.count, !isStopped {
            steps += 1
            let place = SourceLocation(file: fileName, line: Int(program.lines[index].number))
            guard steps <= Self.stepLimit, session.spend(at: place) else { return stop("the batch files do not end") }
            line = program.lines[index].number
            guard program.lines[index].text.count <= Self.lineLimit else {
                return stop("a line is longer than \(Self.lineLimit) bytes")
            }
            switch execute(expand(program.lines[index].text)[...], depth: 0) {
            case .next: index += 1
            case .jump(let label):
                guard let target = program.labels[label] else { return }
                index = target
            case .end: return
            }
        }
    }

    // MARK: Commands

    /// Runs the lines of a text, which may be a block.
    func execute(_ text: ArraySlice<UInt8>, depth: Int) -> Flow {
        guard depth < Self.depthLimit else {
            stop("commands are more than \(Self.depthLimit) deep inside one another")
            return .end
        }
        var rest = text
        while !rest.isEmpty {
            let end = BatchText.firstOutside(0x0A, in: rest) ?? rest.endIndex
            let flow = command(rest[rest.startIndex..<end], depth: depth)
            if flow != .next { return flow }
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        return .next
    }

    private func command(_ text: ArraySlice<UInt8>, depth: Int) -> Flow {
        var rest = text
        while true {
            rest = BatchText.trimmed(rest).drop { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "&") || $0.isBlank }
            guard let first = rest.first, first != UInt8(ascii: ":") else { return .next }
            if first == UInt8(ascii: "(") {
                guard let closing = BatchText.closing(rest) else { return .next }
                return execute(rest[(rest.startIndex + 1)..<closing], depth: depth + 1)
            }
            let word = String(decoding: rest.prefix { $0.isLetter }, as: UTF8.self).uppercased()
            if word == "REM" || word == "FOR" { return .next }
            if word == "IF" { return condition(rest.dropFirst(2), depth: depth) }
            // `a & b` are two commands.
            guard let sign = BatchText.firstOutside(UInt8(ascii: "&"), in: rest) else { return simple(rest, word) }
            let flow = simple(rest[rest.startIndex..<sign], word)
            if flow != .next { return flow }
            rest = rest[(sign + 1)...]
        }
    }

    private func simple(_ text: ArraySlice<UInt8>, _ word: String) -> Flow {
        var operands = text.dropFirst(word.utf8.count)
        // `a || b` runs b only when a failed, and nothing here fails.
        if let pipe = BatchText.firstOutside(UInt8(ascii: "|"), in: operands) {
            operands = operands[operands.startIndex..<pipe]
        }
        switch word {
        case "SET": set(operands)
        case "SETLOCAL": if scopes.count < Self.callLimit { scopes.append(variables) }
        case "ENDLOCAL": if let outer = scopes.popLast() { variables = outer }
        case "GOTO":
            let label = BatchText.trimmed(operands).drop { $0 == UInt8(ascii: ":") }.prefix { !$0.isBlank }
            return .jump(String(decoding: label, as: UTF8.self).uppercased())
        case "CALL": call(BatchText.trimmed(operands))
        case "EXIT": return .end
        default: break
        }
        return .next
    }

    private func call(_ target: ArraySlice<UInt8>) {
        guard calls < Self.callLimit else { return stop("batch files call one another too deep") }
        calls += 1
        defer { calls -= 1 }
        if target.first == UInt8(ascii: ":") {
            let label = String(decoding: target.dropFirst().prefix { !$0.isBlank }, as: UTF8.self).uppercased()
            if let index = program.labels[label] { run(from: index) }
            return
        }
        let name: ArraySlice<UInt8> =
            if target.first == UInt8(ascii: "\"") {
                target.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
            } else {
                target.prefix { !$0.isBlank }
            }
        // What is not in the tree is one of Platform Builder's own files.
        guard mayProbe() else { return }
        if let source = session.openQuietly(include: String(decoding: name, as: UTF8.self), from: fileName) {
            read(source)
        }
    }

    /// Counts a question to the file system: a loop may ask without end.
    func mayProbe() -> Bool {
        probes += 1
        if probes > Self.probeLimit { stop("the batch files ask for more than \(Self.probeLimit) files") }
        return probes <= Self.probeLimit
    }

    // MARK: Variables

    private func set(_ operands: ArraySlice<UInt8>) {
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

    /// `text` with `%NAME%`, `%NAME:a=b%`, `%%` and arguments replaced.
    private func expand(_ text: [UInt8]) -> [UInt8] {
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
            } else if next.isDigit || next == UInt8(ascii: "*") {
                index += 2
            } else if next == UInt8(ascii: "~") {
                let end = text[(index + 2)...].firstIndex { !$0.isLetter } ?? text.count
                // `%~dp0` is the folder of the batch file: an include is looked for from there anyway.
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
