/// Reads what stands behind a value's `=`.
struct RegistryDataReader {
    enum Result {
        case data(RegistryData)
        case deletion
        /// A name that is to be replaced by its text, which nobody gave.
        case unknownName(String)
        case problem(String)
    }

    let variables: RegistryVariables

    /// - Parameters:
    ///   - line: behind the `=`; what is left of it afterwards belongs to no value.
    ///   - lines: gives the lines that continue the value.
    func read(_ line: inout LineBytes, _ lines: inout RegistryLines) -> Result {
        read(&line, &lines, mayBeName: true)
    }

    private func read(_ line: inout LineBytes, _ lines: inout RegistryLines, mayBeName: Bool) -> Result {
        line.skipBlanks()
        if line.take("\"") {
            return line.takeQuoted().map { .data(.string($0)) } ?? .problem("the text has no '\"' at its end")
        }
        var rest = line
        if rest.take("-"), rest.isDone {
            line = rest
            return .deletion
        }
        let before = line
        let word = line.takeWord()
        var type = Self.type(of: word.lowercased())
        if type == .bytes(RegistryData.binary), line.take("(") {
            let number = line.takeWord()
            guard let number = UInt32(number, radix: 16), line.take(")") else {
                return .problem("hex(…) has a hexadecimal number for the type")
            }
            type = .bytes(number)
        }
        line.skipBlanks()
        if let type, line.take(":") { return read(type, &line, &lines) }
        guard mayBeName, !word.isEmpty else { return .problem(Self.unknownData(before)) }
        // A name in place of data stands for what it was defined as.
        guard let text = variables[word] else {
            return line.isDone ? .unknownName(word) : .problem(Self.unknownData(before))
        }
        var replaced = LineBytes(text)
        return read(&replaced, &lines, mayBeName: false)
    }

    private static func unknownData(_ line: LineBytes) -> String {
        line.isDone
            ? "there is no data"
            : "'\(line.text.prefix(40))' is no data: \"text\", dword:, hex:, hex(7):, multi_sz:, mui_sz: or -"
    }

    private enum DataType: Equatable {
        case dword, multiString
        case text(UInt32)
        case bytes(UInt32)
    }

    private static func type(of word: String) -> DataType? {
        switch word {
        case "dword": .dword
        case "hex": .bytes(RegistryData.binary)
        case "multi_sz": .multiString
        case "mui_sz": .text(RegistryData.muiString)
        case "sz": .text(RegistryData.string)
        default: nil
        }
    }

    private func read(_ type: DataType, _ line: inout LineBytes, _ lines: inout RegistryLines) -> Result {
        line.skipBlanks()
        switch type {
        case .dword: return number(&line)
        case .bytes(let type): return bytes(type, &line, &lines)
        case .multiString: return texts(&line, &lines)
        case .text(let type):
            guard line.take("\"") else { return .problem("a text in quotation marks is missing") }
            guard let text = line.takeQuoted() else { return .problem("the text has no '\"' at its end") }
            return .data(.string(text, type: type))
        }
    }

    private func number(_ line: inout LineBytes) -> Result {
        let word = line.takeWord()
        if let number = UInt32(word, radix: 16), word.utf8.count <= 8 { return .data(.dword(number)) }
        if word.lowercased().hasPrefix("0x") {
            return .problem("dword:\(word.prefix(20)): the digits are hexadecimal, without 0x")
        }
        if let text = variables[word], let number = UInt32(text, radix: 16) { return .data(.dword(number)) }
        let isName = word.utf8.first.map { $0 > UInt8(ascii: "9") } ?? false
        guard isName, word.utf8.count > 2, line.isDone else {
            return .problem("dword:\(word.prefix(20)): one to eight hexadecimal digits are wanted")
        }
        return .unknownName(word)
    }

    /// `01,02, 03`, on further lines behind a backslash.
    private func bytes(_ type: UInt32, _ line: inout LineBytes, _ lines: inout RegistryLines) -> Result {
        var bytes: [UInt8] = []
        while true {
            line.skipBlanks()
            if line.isDone { return .data(RegistryData(type: type, bytes: bytes)) }
            if line.take("\\") {
                guard line.isDone else { return .problem("a backslash continues the bytes on the next line") }
                guard let next = lines.next() else { return .problem("the bytes go on behind the end of the file") }
                line = next
                continue
            }
            if line.take(",") { continue }
            let word = line.takeWord()
            guard let byte = UInt8(word, radix: 16), word.utf8.count <= 2 else {
                return .problem(
                    "'\((word.isEmpty ? line.text : word).prefix(20))' is no byte of two hexadecimal digits")
            }
            bytes.append(byte)
        }
    }

    /// `"a","b"`; a comma or a backslash at the end goes on in the next line.
    private func texts(_ line: inout LineBytes, _ lines: inout RegistryLines) -> Result {
        var texts: [String] = []
        while true {
            line.skipBlanks()
            guard line.take("\"") else {
                return line.isDone && !texts.isEmpty
                    ? .data(.multiString(texts)) : .problem("texts in quotation marks are missing")
            }
            guard let text = line.takeQuoted() else { return .problem("a text has no '\"' at its end") }
            texts.append(text)
            line.skipBlanks()
            let hasComma = line.take(",")
            line.skipBlanks()
            let hasBackslash = line.take("\\")
            guard hasComma || hasBackslash else { return .data(.multiString(texts)) }
            guard line.isDone else { continue }
            var ahead = lines
            guard let next = ahead.next(), Self.isText(next) else { return .data(.multiString(texts)) }
            lines = ahead
            line = next
        }
    }

    /// Whether a line is a text of a list, and not the next value.
    private static func isText(_ line: LineBytes) -> Bool {
        var line = line
        line.skipBlanks()
        guard line.take("\""), line.takeQuoted() != nil else { return false }
        line.skipBlanks()
        return line.first != UInt8(ascii: "=")
    }
}
