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
            guard !isExpanded else { return true }
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

    /// Whether macros and loops have made as much as they may.
    private var isExpanded: Bool {
        expandedLines > session.limits.bodyLines || expandedBytes > session.limits.bodyBytes
    }

    /// Reads lines of a body.
    /// - Parameter values: what stands for the parameters of a macro; nil in a loop.
    /// - Returns: false at END.
    func run(
        _ lines: [BodyLine], _ values: [String: String]? = nil, at place: SourceLocation, above floor: Int
    ) -> Bool {
        let outer = (lineBytes, lineRange, lineNumber)
        defer { (lineBytes, lineRange, lineNumber) = outer }
        for line in lines {
            let bytes = values.map { substitute($0, in: line.bytes) } ?? line.bytes
            expandedLines += 1
            expandedBytes += bytes.count
            guard !isExpanded, session.spend(at: place) else {
                session.report(
                    .limit, at: place,
                    "macros and loops make more than \(session.limits.bodyLines) lines or "
                        + "\(session.limits.bodyBytes) bytes")
                data.noteMissingRows()
                return true
            }
            (lineBytes, lineRange, lineNumber) = (bytes, 0..<bytes.count, line.number)
            guard readLine(above: floor) else { return false }
            if leavesBody { return true }
        }
        return true
    }
}
