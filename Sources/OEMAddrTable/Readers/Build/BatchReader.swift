import Diagnostics

/// Runs the batch files of a BSP as far as they set variables: SET, IF, FOR, GOTO, CALL, blocks, `%NAME%` and `!NAME!`.
/// Nothing else is carried out.
final class BatchReader {
    enum Flow: Hashable {
        case next
        case jump(String)
        case end
    }

    let session: ReadingSession
    /// The environment, names in upper case.
    var variables: [String: String]
    /// Names that the user gave: what the files set does not change them.
    let given: Set<String>
    var assigned: Set<String> = []
    private(set) var files: [String] = []
    private var scopes: [Scope] = []
    /// Whether `!NAME!` is replaced, which SETLOCAL switches on.
    private(set) var isDelayed = false
    /// What stands behind CALL, from `%0` on.
    private(set) var arguments: [String] = []
    private var program = BatchProgram([])
    /// The file that is read now.
    private(set) var fileName = ""
    private(set) var line: Int32 = 0
    private var calls = 0
    private var steps = 0
    private(set) var isStopped = false
    private var probes = 0

    /// Bounds: files inside one another, lines run, bytes of a file, of a line and of a value, variables, conditions
    /// inside one another.
    private static let callLimit = 16
    private static let stepLimit = 30_000
    private static let fileLimit = 4 << 20
    static let lineLimit = 32 << 10
    static let valueLimit = 8_191
    static let variableLimit = 10_000
    private static let depthLimit = 64
    /// Times that the file system is asked.
    private static let probeLimit = 64

    /// What SETLOCAL keeps.
    private struct Scope {
        var variables: [String: String]
        var isDelayed: Bool
    }

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
        while scopes.count > outer.3 { closeScope() }
        (program, fileName, line) = (outer.0, outer.1, outer.2)
    }

    func stop(_ reason: String, _ path: String? = nil) {
        guard !isStopped else { return }
        isStopped = true
        session.report(
            .limit, at: SourceLocation(file: path ?? fileName, line: Int(line)), "\(reason); reading it stops here",
            severity: .warning)
    }

    private func run(from start: Int) {
        var index = start
        while index < program.lines.count, !isStopped {
            line = program.lines[index].number
            guard spend(1) else { return }
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

    /// Counts steps; false when the reading has to stop.
    func spend(_ count: Int) -> Bool {
        steps += count
        let place = SourceLocation(file: fileName, line: Int(line))
        if !isStopped, steps <= Self.stepLimit, session.spend(count, at: place) { return true }
        stop("the batch files do not end")
        return false
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
            if word == "REM" { return .next }
            if word == "FOR" { return loop(rest.dropFirst(3), depth: depth) }
            if word == "IF" { return condition(rest.dropFirst(2), depth: depth) }
            // `a & b` are two commands.
            guard let sign = BatchText.firstOutside(UInt8(ascii: "&"), in: rest) else {
                return simple(rest, word, depth: depth)
            }
            let flow = simple(rest[rest.startIndex..<sign], word, depth: depth)
            if flow != .next { return flow }
            rest = rest[(sign + 1)...]
        }
    }

    private func simple(_ text: ArraySlice<UInt8>, _ word: String, depth: Int) -> Flow {
        var operands = text.dropFirst(word.utf8.count)
        // `a || b` runs b only when a failed, and nothing here fails.
        if let pipe = BatchText.firstOutside(UInt8(ascii: "|"), in: operands) {
            operands = operands[operands.startIndex..<pipe]
        }
        if isDelayed { operands = delayed(operands)[...] }
        switch word {
        case "SET": set(operands)
        case "SETLOCAL": openScope(operands)
        case "ENDLOCAL": closeScope()
        case "GOTO":
            let label = BatchText.trimmed(operands).drop { $0 == UInt8(ascii: ":") }.prefix { !$0.isBlank }
            return .jump(String(decoding: label, as: UTF8.self).uppercased())
        case "CALL": return call(BatchText.trimmed(operands), depth: depth)
        case "EXIT": return .end
        default: break
        }
        return .next
    }

    private func openScope(_ operands: ArraySlice<UInt8>) {
        if scopes.count < Self.callLimit { scopes.append(Scope(variables: variables, isDelayed: isDelayed)) }
        let words = String(decoding: operands, as: UTF8.self).lowercased()
        if words.contains("enabledelayedexpansion") { isDelayed = true }
        if words.contains("disabledelayedexpansion") { isDelayed = false }
    }

    private func closeScope() {
        guard let outer = scopes.popLast() else { return }
        (variables, isDelayed) = (outer.variables, outer.isDelayed)
    }

    private func call(_ target: ArraySlice<UInt8>, depth: Int) -> Flow {
        guard calls < Self.callLimit else {
            stop("batch files call one another too deep")
            return .end
        }
        calls += 1
        let outer = arguments
        defer {
            calls -= 1
            arguments = outer
        }
        // `call set X=%%Y%%` is the command with its variables replaced once more.
        if ["set", "if", "for"].contains(String(decoding: target.prefix { $0.isLetter }, as: UTF8.self).lowercased()) {
            return execute(expand(Array(target))[...], depth: depth + 1)
        }
        arguments = BatchText.words(target)
        let name = arguments.first.map { $0.filter { $0 != "\"" } } ?? ""
        if name.hasPrefix(":") {
            if let index = program.labels[name.dropFirst().uppercased()] { run(from: index) }
        } else if mayProbe(), let source = session.openQuietly(include: name, from: fileName) {
            // What is not in the tree is one of Platform Builder's own files.
            read(source)
        }
        return .next
    }

    /// Counts a question to the file system: a loop may ask without end.
    func mayProbe() -> Bool {
        probes += 1
        if probes > Self.probeLimit { stop("the batch files ask for more than \(Self.probeLimit) files") }
        return probes <= Self.probeLimit
    }
}
