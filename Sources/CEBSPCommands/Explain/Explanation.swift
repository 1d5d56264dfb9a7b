import CECheckers
internal import CEMachine
internal import Diagnostics
internal import GuestAddress
internal import OEMAddrTable

/// What `explain` has to say of a name.
struct Explanation {
    let text: String

    /// - Parameter name: a rule (`CE0101`), an error code (`87`, `0x57`, `ERROR_INVALID_PARAMETER`) or another number of
    ///   the system's, a fault status (`fsr:0x5`, `DFSR=00000807`), a word of reports or a function (`VirtualCopyEx`,
    ///   `@1602`).
    init?(of name: String) {
        if let about = MapRules.documentation(of: name) {
            text = Self.text(of: about)
        } else if let finding = ReadingFinding(rawValue: name.uppercased()) {
            text = "\(finding.rawValue)  \(finding.severity.rawValue)\n\n\(finding.explanation)\n"
        } else if let checker = Checker(id: name) {
            text =
                "\(checker.id)  \(checker.title)\n\n\(Self.wrapped(checker.explanation))\n\n"
                + "Switched on in a scenario by: checkers: [\(checker.name)]\n"
                + (checker.example.map { Self.example("Bad", $0.bad) + Self.example("Good", $0.good) } ?? "")
        } else if let finding = CommandFinding(rawValue: name.uppercased()) {
            text = "\(finding.rawValue)  \(finding.title)\n\n\(Self.wrapped(finding.explanation))\n"
        } else if let fault = FaultStatus(named: name) {
            text = "\(fault.name) (fault status 0x\(String(fault.code, radix: 16)))\n\n\(fault.explanation)\n"
        } else if let function = Machine.facts(ofFunction: name) {
            text = Self.text(of: function)
        } else {
            let texts = Self.meanings(of: name)
            guard !texts.isEmpty else { return nil }
            text = texts.joined(separator: "\n")
        }
    }

    /// What a number or the name of one means: 32 is an error code, 258 the result of a wait, 65 an exit status too.
    private static func meanings(of name: String) -> [String] {
        let upper = name.uppercased()
        // Eight digits are how reports print hexadecimal numbers.
        let isHexadecimal = upper.hasPrefix("0X") || upper.count == 8
        let number =
            isHexadecimal ? UInt32(upper.hasPrefix("0X") ? upper.dropFirst(2) : upper[...], radix: 16) : UInt32(upper)
        var texts: [String] = []
        if let error = ErrorCode(named: name) {
            let title = "\(error.name) (\(error.code), 0x\(String(error.code, radix: 16)))"
            texts.append("\(title)\n\n\(error.explanation)\n")
        }
        if let status = StatusCode(named: name) {
            texts.append("\(status.name) (0x\(hexadecimal(status.code)))\n\n\(wrapped(status.explanation))\n")
        }
        if let code = ControlCode(named: name) { texts.append(code.text) }
        return texts + OtherMeanings(of: name, number).texts
    }

    private static func text(of about: RuleDocumentation) -> String {
        var text = "\(about.id)  \(about.severity.rawValue): \(about.title)\n\n\(wrapped(about.explanation))\n"
        if let remark = about.severityRemark { text += "\nSeverity: \(wrapped(remark))\n" }
        text += "\nSource: \(wrapped(about.source))\n"
        text += example("Bad", about.badExample) + example("Good", about.goodExample)
        return text
    }

    private static func example(_ head: String, _ code: String) -> String {
        "\n\(head):\n\n"
            + code.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
    }

    private static func example(_ head: String, _ files: RuleDocumentation.Example) -> String {
        files.map { name, content in
            "\n\(head), \(name):\n\n"
                + content.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        }.joined()
    }

    private static func text(of function: Machine.FunctionFacts) -> String {
        let ordinal = function.ordinal.map { " @\($0)" } ?? ""
        var lines = ["\(function.prototype ?? function.name)  (\(function.library)\(ordinal))", ""]
        let reader = function.audience.map { $0 == "kernel" ? "For code in the kernel. " : "For \($0). " } ?? ""
        let source = function.source.map { " Source: \($0)." } ?? ""
        switch function.support {
        case .full: lines.append("\(reader)The machine does what CE does.\(source)")
        case .partial(let missing): lines.append(wrapped("\(reader)Provided in part: \(missing).\(source)"))
        case .stub: lines.append("\(reader)Takes its arguments, does nothing and reports success.\(source)")
        case nil: lines.append("Not provided: a call stops the calling thread with a message.")
        }
        if let change = function.change {
            let instead = change.replacement.map { ". Instead: \($0)" } ?? ""
            lines += ["", wrapped("Windows Embedded CE 6.0 and later: CE \(change.text)\(instead).")]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text in lines of at most 88 characters.
    static func wrapped(_ text: String) -> String {
        var lines: [String] = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.count + 1 + word.count > 88 {
                lines.append(String(word))
            } else {
                lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
            }
        }
        return lines.joined(separator: "\n")
    }
}
