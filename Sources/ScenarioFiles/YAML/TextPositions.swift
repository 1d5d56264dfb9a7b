internal import Diagnostics
internal import OEMAddrTable
internal import YAML

/// Lines and columns as compilers count them: the parser counts Unicode scalars, editors and our messages count bytes.
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

    func location(_ mark: YAMLMark?) -> SourceLocation {
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
}
