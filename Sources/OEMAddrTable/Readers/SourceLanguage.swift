/// The language of a file, by what stands in it and its name.
enum SourceLanguage: Hashable {
    case armasm, masm, gnu, c

    init(of file: SourceFile) {
        let name = file.path.lowercased()
        if name.hasSuffix(".c") || name.hasSuffix(".cpp") || name.hasSuffix(".cxx") || name.hasSuffix(".hpp") {
            self = .c
            return
        }
        let isAssembler = name.hasSuffix(".s") || name.hasSuffix(".asm")
        self =
            Self.language(of: file.bytes, isAssembler: isAssembler)
            ?? (name.hasSuffix(".asm") ? .masm : name.hasSuffix(".h") ? .c : .armasm)
    }

    /// The language that the first telling line shows.
    private static func language(of bytes: [UInt8], isAssembler: Bool) -> SourceLanguage? {
        var scanner = LineScanner(bytes)
        var stripper = CommentStripper(hasSemicolons: true)
        while let range = scanner.next() {
            let line = stripper.strip(bytes, range)
            let words = firstWords(line.bytes, line.range)
            // An assembler file may go through C's preprocessor, or have `#` comments.
            if words.0.first == UInt8(ascii: "#"), !isAssembler { return .c }
            for word in [words.0, words.1] {
                switch String(decoding: word, as: UTF8.self).uppercased() {
                case "DCD", "DCDU", "GBLA", "GBLL", "GBLS", "AREA", "GET", "EXPORT", "SETA", "SETL", "[": return .armasm
                case "DD", "DWORD", "SEGMENT", "IFDEF", "PUBLIC", ".486", ".486P", ".386", ".386P", ".MODEL", "DB":
                    return .masm
                case ".WORD", ".LONG", ".INT", ".4BYTE", ".GLOBL", ".GLOBAL", ".SECTION", ".TEXT", ".EQU", ".SET",
                    ".MACRO", ".BALIGN", ".P2ALIGN", ".SYNTAX", ".ARM", ".RODATA":
                    return .gnu
                case "CONST", "STATIC", "EXTERN": return .c
                default: break
                }
            }
        }
        return nil
    }

    private static func firstWords(_ bytes: [UInt8], _ range: Range<Int>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        var words: [ArraySlice<UInt8>] = []
        var index = range.lowerBound
        while index < range.upperBound, words.count < 2 {
            if bytes[index].isBlank {
                index += 1
                continue
            }
            let start = index
            while index < range.upperBound, !bytes[index].isBlank, index - start < 12 { index += 1 }
            words.append(bytes[start..<index])
            while index < range.upperBound, !bytes[index].isBlank { index += 1 }
        }
        return (words.first ?? [], words.count > 1 ? words[1] : [])
    }
}
