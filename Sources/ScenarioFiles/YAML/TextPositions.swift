internal import Diagnostics
internal import OEMAddrTable
internal import Yams

/// Lines and columns as compilers count them: Yams counts Unicode scalars, editors and our messages count bytes.
struct TextPositions {
    /// Every so many scalars of a line their place in bytes is kept, so that a place in a long line is found without
    /// its start.
    private static let stride = 256

    let file: String
    private let bytes: [UInt8]
    /// For each line the places in `bytes` of its scalars 0, 256, 512 …; kept only when a column in scalars can differ
    /// from one in bytes.
    private let marks: [[Int]]

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        marks = bytes.allSatisfy { $0 < 0x80 } ? [] : Self.marks(bytes)
    }

    private static func marks(_ bytes: [UInt8]) -> [[Int]] {
        var lines = [[0]]
        var scalars = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                lines.append([index + 1])
                scalars = 0
            } else if byte & 0xC0 != 0x80 {
                if scalars > 0, scalars % stride == 0 { lines[lines.count - 1].append(index) }
                scalars += 1
            }
        }
        return lines
    }

    func location(_ mark: Mark?) -> SourceLocation {
        guard let mark else { return SourceLocation(file: file) }
        guard mark.line >= 1, mark.line <= marks.count, mark.column >= 1 else {
            return SourceLocation(file: file, line: mark.line, column: mark.column)
        }
        let known = marks[mark.line - 1]
        let step = min((mark.column - 1) / Self.stride, known.count - 1)
        var place = known[step]
        var left = mark.column - 1 - step * Self.stride
        while left > 0, place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
            left -= 1
        }
        return SourceLocation(file: file, line: mark.line, column: place - known[0] + 1)
    }

    func describe(_ error: YamlError) -> InputError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let opening = context.map { "\($0.text.trimmed) (line \($0.mark.line)): " } ?? ""
            return InputError(at: location(mark), "is not YAML: \(opening)\(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            return InputError(at: location(context.mark), "duplicate key \(names)")
        case .reader(let problem, let offset, _, _):
            return InputError(at: location(nil), "is not YAML: \(problem)" + (offset.map { " at byte \($0)" } ?? ""))
        default:
            return InputError(at: location(nil), "is not YAML")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var body = self[...]
        while let last = body.last, last.isWhitespace { body = body.dropLast() }
        return String(body)
    }
}
