package import Diagnostics

/// A module definition file: `LIBRARY`, and `EXPORTS` with `name[=function] [@ordinal [NONAME]] [PRIVATE] [DATA]`.
package struct ModuleDefinition: Sendable {
    /// What `LIBRARY` or `NAME` says, with a suffix.
    package private(set) var name: String?
    /// What `LIBRARY name BASE=` says.
    package private(set) var base: Int?
    package private(set) var exports: [GuestProgram.Export] = []

    private static let limit = 65_535
    /// Statements of other linkers' files that say nothing here.
    private static let others: Set<String> = [
        "DESCRIPTION", "VERSION", "STACKSIZE", "HEAPSIZE", "SECTIONS", "SEGMENTS", "CODE", "DATA", "STUB", "EXETYPE",
        "PROTMODE", "IMPORTS",
    ]

    /// Reads a file.
    /// - Throws: `InputError` at the first line that cannot be read.
    package init(path: String, bytes: [UInt8], codePage: Int = 1252) throws(InputError) {
        let text = String(decoding: SourceText.converted(bytes, codePage: codePage) ?? bytes, as: UTF8.self)
        var isExporting = false
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != ";" }.filter { $0 != "\u{FEFF}" }
            var words = content.split { $0 == " " || $0 == "\t" }.map(String.init)[...]
            guard let first = words.first else { continue }
            let place = SourceLocation(file: path, line: index + 1)
            switch first.uppercased() {
            case "EXPORTS":
                isExporting = true
                words = words.dropFirst()
            case "LIBRARY", "NAME":
                isExporting = false
                readName(words.dropFirst())
                continue
            case let word where Self.others.contains(word):
                isExporting = false
                continue
            default: break
            }
            guard !words.isEmpty else { continue }
            // Sections of other statements have lines of their own.
            guard isExporting else { continue }
            guard exports.count < Self.limit else { throw InputError(at: place, "more than \(Self.limit) exports") }
            exports.append(try Self.export(Array(words), at: place))
        }
    }

    private mutating func readName(_ words: ArraySlice<String>) {
        for word in words {
            if word.uppercased().hasPrefix("BASE=") {
                base = Self.number(word.dropFirst(5))
            } else if name == nil {
                let plain = word.filter { $0 != "\"" }
                name = plain.contains(".") ? plain : plain + ".dll"
            }
        }
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        text.lowercased().hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    }

    private static func export(_ words: [String], at place: SourceLocation) throws(InputError) -> GuestProgram.Export {
        // `name = function` may be written with blanks.
        let joined = words.joined(separator: " ").replacing(" =", with: "=").replacing("= ", with: "=")
            .replacing("@ ", with: "@")
        var parts = joined.split(separator: " ").map(String.init)[...]
        let head = parts.popFirst() ?? ""
        let pair = head.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != "\"" } }
        guard let name = pair.first, !name.isEmpty else { throw InputError(at: place, "an export without a name") }
        var export = GuestProgram.Export(name, function: pair.count > 1 ? pair[1] : nil)
        if let function = export.function, function.contains(".") {
            throw InputError(at: place, "\(name) is forwarded to \(function): forwarded exports are not made here")
        }
        for part in parts {
            switch part.uppercased() {
            case "NONAME": export.hasName = false
            case "PRIVATE", "RESIDENTNAME": break
            case "DATA", "CONSTANT": export.isData = true
            default:
                guard part.hasPrefix("@"), let ordinal = Int(part.dropFirst()), (1...limit).contains(ordinal) else {
                    throw InputError(at: place, "'\(part)' behind the export \(name): an ordinal is @1 to @65535")
                }
                export.ordinal = ordinal
            }
        }
        guard export.hasName || export.ordinal != nil else {
            throw InputError(at: place, "\(name) has neither a name nor an ordinal")
        }
        return export
    }
}
