/// A word of a bib line, between blanks.
struct BibField {
    var text: String
    var line: Int32
    var column: Int32
    var length: Int32

    var place: FieldPlace { FieldPlace(line: line, column: column, length: length) }

    /// No line of a bib file that means something has nearly as many words.
    private static let maximumCount = 64

    /// The words of a line without comments. Blanks inside `$( )` and quotes do not separate.
    static func split(_ bytes: [UInt8], _ range: Range<Int>, line: Int32) -> [BibField] {
        var fields: [BibField] = []
        var index = range.lowerBound
        while index < range.upperBound, fields.count < maximumCount {
            if bytes[index].isBlank {
                index += 1
                continue
            }
            let start = index
            var isQuoted = false
            var isInVariable = false
            while index < range.upperBound, isQuoted || isInVariable || !bytes[index].isBlank {
                if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
                if bytes[index] == UInt8(ascii: "("), index > start, bytes[index - 1] == UInt8(ascii: "$") {
                    isInVariable = true
                }
                if bytes[index] == UInt8(ascii: ")") { isInVariable = false }
                index += 1
            }
            fields.append(
                BibField(
                    text: String(decoding: bytes[start..<index], as: UTF8.self), line: line,
                    column: Int32(truncatingIfNeeded: start - range.lowerBound + 1),
                    length: Int32(truncatingIfNeeded: index - start)))
        }
        return fields
    }
}
