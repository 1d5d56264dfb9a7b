/// The definitions in the command lines of armasm, masm and the C compiler.
enum DefineArguments {
    /// The symbols that ADEFINES predefines: `-pd "NAME SETA 1"`, `-predefine …`, and masm's `-DNAME=1`.
    static func symbols(_ options: String) -> [String: String] {
        var symbols: [String: String] = [:]
        var arguments = words(options)[...]
        while let argument = arguments.popFirst() {
            if ["pd", "predefine"].contains(argument.drop { $0 == "-" || $0 == "/" }.lowercased()) {
                guard let (name, value) = arguments.popFirst().flatMap(assignment) else { continue }
                symbols[name] = value
            } else if let (name, value) = definition(argument, &arguments) {
                symbols[name] = value
            }
        }
        return symbols
    }

    /// The macros that CDEFINES gives: `-DNAME`, `/DNAME=1`, `-D NAME`.
    static func macros(_ options: String) -> [String: String] {
        var macros: [String: String] = [:]
        var arguments = words(options)[...]
        while let argument = arguments.popFirst() {
            if let (name, value) = definition(argument, &arguments) { macros[name] = value }
        }
        return macros
    }

    /// `NAME SETL {TRUE}` as a name and a value.
    private static func assignment(_ text: String) -> (String, String)? {
        let parts = text.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        guard parts.count == 3, ["SETA", "SETL", "SETS"].contains(parts[1].uppercased()) else { return nil }
        let value = parts[2].filter { $0 != "\"" }
        return value.isEmpty ? nil : (parts[0], value.trimmingBlanks)
    }

    private static func definition(_ argument: String, _ rest: inout ArraySlice<String>) -> (String, String)? {
        guard argument.hasPrefix("-D") || argument.hasPrefix("/D") else { return nil }
        var body = String(argument.dropFirst(2))
        if body.isEmpty { body = rest.popFirst() ?? "" }
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let first = name.utf8.first, first.isWordStart, name.utf8.allSatisfy(\.isWordPart)
        else { return nil }
        return (String(name), parts.count > 1 ? String(parts[1]) : "1")
    }

    /// The words of a command line; quotes group, and a quote behind a back slash is a character.
    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var (isQuoted, isOpen, isEscaped) = (false, false, false)
        for byte in line.utf8 {
            if isEscaped {
                if byte != UInt8(ascii: "\"") { word.append(UInt8(ascii: "\\")) }
                word.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                (isEscaped, isOpen) = (true, true)
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
                isOpen = true
            } else if byte.isBlank, !isQuoted {
                if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
                isOpen = false
            } else {
                word.append(byte)
                isOpen = true
            }
        }
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmingBlanks: String {
        String(decoding: BatchText.trimmed(ArraySlice(utf8)), as: UTF8.self)
    }
}
