internal import Diagnostics
internal import OEMAddrTable

/// Keys and values.
extension RegistryReader {
    private static let maximumName = 255
    private static let maximumDepth = 16
    private static let maximumValue = 4096

    /// `[HKEY_LOCAL_MACHINE\Drivers\BuiltIn\Demo]`, or with a minus sign behind the bracket.
    func readKey(_ line: LineBytes, at location: SourceLocation) {
        var line = line
        _ = line.take("[")
        let isDeletion = line.take("-")
        target = .skipped
        guard let end = end(ofKey: line) else {
            report(
                .unreadableLine, .error, at: location, "the key has no ']' at its end; it is left out with its values")
            return
        }
        let text = LineBytes.text(line.bytes[..<end])
        let parts = text.split(separator: "\\", omittingEmptySubsequences: true)
            .map { $0.trimmingBlanks }
        guard let first = parts.first, let root = Self.root(first) else {
            // What the variable in front would say has been told.
            if !text.contains("$(") {
                report(
                    .unreadableLine, .error, at: location,
                    "'\(text.prefix(60))' begins with no root of the registry; it is left out with its values",
                    hint: "write HKEY_LOCAL_MACHINE\\…")
            }
            return
        }
        guard parts.count <= Self.maximumDepth + 1, parts.allSatisfy({ $0.utf16.count <= Self.maximumName }) else {
            report(
                .limit, .error, at: location,
                "a key is at most \(Self.maximumDepth) deep, with names of \(Self.maximumName) characters")
            return
        }
        let path = parts.dropFirst().joined(separator: "\\")
        if isDeletion {
            add(.deleteKey, root, path, at: location)
        } else {
            target = .key(root, path)
            add(.addKey, root, path, at: location)
        }
    }

    /// The bracket behind which nothing comes but a comment.
    private func end(ofKey line: LineBytes) -> Int? {
        line.bytes.indices.first { index in
            line.bytes[index] == UInt8(ascii: "]") && LineBytes(line.bytes[(index + 1)...]).isDone
        }
    }

    private static func root(_ name: String) -> RegistryRoot? {
        switch name.uppercased() {
        case "HKLM": .localMachine
        case "HKCU": .currentUser
        case "HKCR": .classesRoot
        case "HKU": .users
        case let name: RegistryRoot(rawValue: name)
        }
    }

    /// `"Name"=…`, `@=…`.
    func readValue(_ line: LineBytes, _ lines: inout RegistryLines, at location: SourceLocation) {
        var line = line
        var name = ""
        if !line.take("@") {
            _ = line.take("\"")
            guard let quoted = line.takeQuoted() else {
                report(.unreadableLine, .error, at: location, "the value's name has no '\"' at its end")
                return
            }
            name = quoted
        }
        readValue(named: name, line, &lines, at: location)
    }

    /// A line that is neither: a name without marks is taken, the rest left out.
    func readStray(_ line: LineBytes, _ lines: inout RegistryLines, at location: SourceLocation) {
        var rest = line
        let word = rest.takeWord()
        let text = line.text
        if text.hasPrefix("REGEDIT") || text.hasPrefix("Windows Registry Editor") { return }
        var value = rest
        value.skipBlanks()
        if !word.isEmpty, value.first == UInt8(ascii: "=") {
            report(.unreadableLine, .warning, at: location, "the name \(word) has no quotation marks; it is taken")
            readValue(named: word, value, &lines, at: location)
            return
        }
        report(
            .unreadableLine, .warning, at: location, "'\(text.prefix(60))' is no line of a .reg file; it is left out")
        // What was to be a key: its values belong to no other.
        if text.uppercased().hasPrefix("HKEY_") { target = .skipped }
    }

    private func readValue(
        named name: String, _ line: LineBytes, _ lines: inout RegistryLines, at location: SourceLocation
    ) {
        var line = line
        line.skipBlanks()
        guard line.take("=") else {
            report(.unreadableLine, .error, at: location, "'\(name.prefix(60))' has no '='")
            return
        }
        let data = RegistryDataReader(variables: variables).read(&line, &lines)
        guard name.utf16.count <= Self.maximumName else {
            report(.limit, .error, at: location, "a value's name has at most \(Self.maximumName) characters")
            return
        }
        switch target {
        case .skipped: return
        case .nowhere:
            report(.unreadableLine, .warning, at: location, "the value '\(name.prefix(60))' stands below no key")
        case .key(let root, let path):
            switch data {
            case .data(let data):
                guard data.bytes.count <= Self.maximumValue else {
                    report(
                        .limit, .error, at: location,
                        "'\(name.prefix(60))' has \(data.bytes.count) bytes; a value has at most \(Self.maximumValue)")
                    return
                }
                add(.set(name: name, data), root, path, at: location)
                if !line.isDone {
                    report(
                        .unreadableLine, .warning, at: location,
                        "'\(line.text.prefix(60))' behind the value '\(name.prefix(60))' is left out")
                }
            case .deletion: add(.deleteValue(name: name), root, path, at: location)
            case .unknownName(let word):
                report(
                    .undefinedSymbol, .warning, at: location,
                    "'\(name.prefix(60))' is left out: nothing defines \(word.prefix(60))",
                    hint: "give it a value in the board's 'defines'")
            case .problem(let text):
                report(.unreadableLine, .error, at: location, "'\(name.prefix(60))': \(text)")
            }
        }
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
