/// What the program of `cebench export-guest` has measured on a board: the text file `device.txt`.
package struct DeviceReport: Hashable, Sendable {
    /// One workload at one size.
    package struct Figure: Hashable, Sendable {
        package let name: String
        /// Bytes; 0 for what has no size.
        package let size: UInt64
        /// Seconds an operation.
        package let seconds: Double
    }

    /// What the board calls itself.
    package private(set) var board = "a board without a name"
    /// In the order of the file.
    package private(set) var figures: [Figure] = []

    /// How the first line begins.
    static let signature = "cebench-device "
    private static let mostBytes = 64 << 10
    private static let mostFigures = 500
    private static let mostLetters = 80

    /// Whether a file claims to be one, so that it is not read as something else.
    package static func isLike(_ bytes: [UInt8]) -> Bool {
        bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.starts(with: signature.utf8)
    }

    /// - Parameter bytes: of the file, UTF-8 with lines that end as on Windows or elsewhere.
    /// - Throws: `ReportError` that names the first line that is not as it should be.
    package init(bytes: [UInt8]) throws(ReportError) {
        guard Self.isLike(bytes) else { throw ReportError("does not begin with '\(Self.signature)1'") }
        guard bytes.count <= Self.mostBytes else { throw ReportError("is longer than \(Self.mostBytes) bytes") }
        let text = String(decoding: bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }, as: UTF8.self)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" }
            if index == 0 {
                guard words.count == 2, words[1] == "1" else {
                    throw ReportError("is of another version; this program reads '\(Self.signature)1'")
                }
            } else if line.hasPrefix("board:") {
                board = try Self.name(line.dropFirst(6), line: index + 1)
            } else if let first = words.first, !first.hasPrefix("#") {
                try add(words, line: index + 1)
            }
        }
        guard !figures.isEmpty else { throw ReportError("has no figure") }
    }

    /// A figure by its name and size; nil when the file has none.
    package func seconds(_ name: String, _ size: UInt64) -> Double? {
        figures.first { $0.name == name && $0.size == size }?.seconds
    }

    private static func name(_ text: Substring, line: Int) throws(ReportError) -> String {
        let name = String(text.drop { $0 == " " })
        guard !name.isEmpty, name.count <= mostLetters, name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw ReportError("line \(line): the board's name is 1 to \(mostLetters) letters of ASCII")
        }
        return name
    }

    /// `copy-map 4096 2080 242`: workload, bytes, nanoseconds, operations that were timed.
    private mutating func add(_ words: [Substring], line: Int) throws(ReportError) {
        let limits: [UInt64] = [1 << 40, 1_000_000_000_000, 1 << 32]
        let numbers = zip(words.dropFirst(), limits).compactMap { word, limit in
            UInt64(word).flatMap { $0 <= limit ? $0 : nil }
        }
        guard words.count == 4, numbers.count == 3, numbers[2] > 0, words[0].utf8.count <= 32,
            words[0].utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "-") })
        else { throw ReportError("line \(line): is not workload, bytes, nanoseconds and operations") }
        let figure = Figure(name: String(words[0]), size: numbers[0], seconds: Double(numbers[1]) / 1e9)
        guard seconds(figure.name, figure.size) == nil else {
            throw ReportError("line \(line): \(figure.name) of \(figure.size) bytes is there already")
        }
        guard figures.count < Self.mostFigures else { throw ReportError("has more than \(Self.mostFigures) figures") }
        figures.append(figure)
    }
}
