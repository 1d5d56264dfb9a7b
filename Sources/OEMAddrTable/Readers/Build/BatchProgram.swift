/// The lines of a batch file, put together as cmd reads them: a line that ends in `^` goes on, and a block in
/// parentheses is one line.
struct BatchProgram {
    struct Line {
        var text: [UInt8]
        /// 1-based.
        var number: Int32
    }

    private(set) var lines: [Line] = []
    /// The line that each label, in upper case, stands before.
    private(set) var labels: [String: Int] = [:]

    init(_ bytes: [UInt8]) {
        var scanner = LineScanner(bytes)
        while let range = scanner.next() {
            let number = scanner.line
            var text = Self.joined(bytes, range, &scanner)
            guard let first = text.firstIndex(where: { !$0.isBlank && $0 != UInt8(ascii: "@") }) else { continue }
            if text[first] == UInt8(ascii: ":") {
                let word = text[(first + 1)...].prefix { !$0.isBlank && $0 != UInt8(ascii: ":") }
                let label = String(decoding: word, as: UTF8.self).uppercased()
                if labels[label] == nil { labels[label] = lines.count }
                continue
            }
            if Self.mayOpenBlock(text[first...]) {
                var depth = BatchText.depth(of: text[...])
                while depth > 0, let next = scanner.next() {
                    let more = Self.joined(bytes, next, &scanner)
                    depth += BatchText.depth(of: more[...])
                    text.append(0x0A)
                    text += more
                }
            }
            lines.append(Line(text: text, number: number))
        }
    }

    private static func joined(_ bytes: [UInt8], _ range: Range<Int>, _ scanner: inout LineScanner) -> [UInt8] {
        var text = Array(bytes[range])
        while text.last == UInt8(ascii: "^"), let next = scanner.next() {
            text.removeLast()
            text += bytes[next]
        }
        return text
    }

    private static func mayOpenBlock(_ text: ArraySlice<UInt8>) -> Bool {
        if text.first == UInt8(ascii: "(") { return true }
        let word = String(decoding: text.prefix { $0.isLetter }, as: UTF8.self).uppercased()
        return word == "IF" || word == "FOR"
    }
}

/// How cmd sees parentheses and quotes.
enum BatchText {
    /// Opening less closing parentheses outside quotes.
    static func depth(of text: ArraySlice<UInt8>) -> Int {
        var depth = 0
        scan(text) { byte, _ in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            return true
        }
        return depth
    }

    /// The index of the parenthesis that closes the one at the start of `text`.
    static func closing(_ text: ArraySlice<UInt8>) -> Int? {
        var depth = 0
        var found: Int?
        scan(text) { byte, index in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { found = index }
            return depth > 0
        }
        return found
    }

    /// The first index outside quotes and parentheses that holds `wanted`.
    static func firstOutside(_ wanted: UInt8, in text: ArraySlice<UInt8>) -> Int? {
        var depth = 0
        var found: Int?
        scan(text) { byte, index in
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if byte == wanted, depth <= 0 { found = index }
            return found == nil
        }
        return found
    }

    /// Calls `body` for each byte outside quotes until it returns false. A quote ends with its line.
    private static func scan(_ text: ArraySlice<UInt8>, _ body: (UInt8, Int) -> Bool) {
        var isQuoted = false
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == 0x0A { isQuoted = false }
            if !isQuoted, byte != UInt8(ascii: "\""), !body(byte, index) { return }
        }
    }

    /// The words of a text as cmd separates them: blanks, commas, semicolons and equals signs; quotes group, and stay.
    static func words(_ text: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var isQuoted = false
        for byte in text {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte.isBlank || ",;=".utf8.contains(byte) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            } else {
                word.append(byte)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0.isBlank }
        while let last = text.last, last.isBlank { text.removeLast() }
        return text
    }
}
