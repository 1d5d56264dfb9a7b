internal import OEMAddrTable
internal import Yams

extension YAMLNode {
    /// The largest file that is read, in bytes: a file a person wrote stays far below.
    static let sizeLimit = 1 << 20
    /// How many values a document may have after its aliases are expanded.
    static let nodeLimit = 50_000
    static let depthLimit = 64
    /// More aliases than this are a bomb, not a board: with n aliases a document can grow to 3^(n/3) times its size, and the
    /// parser compares keys in that size.
    static let aliasLimit = 30

    /// Reads a document.
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - file: the name for messages.
    /// - Throws: `InputErrors`.
    package init(parsing bytes: [UInt8], file: String) throws(InputErrors) {
        guard bytes.count <= Self.sizeLimit else {
            throw InputErrors(InputError(at: SourceLocation(file: file), "has more than \(Self.sizeLimit >> 20) MB"))
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard let text = String(validating: body, as: UTF8.self) else {
            throw InputErrors(InputError(at: SourceLocation(file: file), "is not UTF-8 text"))
        }
        if let place = Self.tooManyAliases(in: body) {
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: file, line: place),
                    "uses more than \(Self.aliasLimit) YAML aliases; write the values out"))
        }
        var converter = Converter(positions: TextPositions(file: file, bytes: body))
        self = try converter.document(text)
    }

    /// The line of the alias after the last one allowed, or nil. What only looks like an alias counts too.
    private static func tooManyAliases(in bytes: [UInt8]) -> Int? {
        var line = 1
        var count = 0
        var previous = UInt8(ascii: "\n")
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            let startsValue = " \t\n,[{:-?".utf8.contains(previous)
            if byte == UInt8(ascii: "*"), startsValue, index + 1 < bytes.count, bytes[index + 1] > 0x20 {
                count += 1
                if count > aliasLimit { return line }
            }
            previous = byte
        }
        return nil
    }
}

/// Turns what Yams gives into values of ours, within the limits.
private struct Converter {
    let positions: TextPositions
    var remaining = YAMLNode.nodeLimit

    init(positions: TextPositions) { self.positions = positions }

    mutating func document(_ text: String) throws(InputErrors) -> YAMLNode {
        let root: Node?
        do {
            // The basic resolver has no patterns: what a scalar means is the schema's business, and compiling the default
            // patterns costs milliseconds.
            root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw InputErrors(positions.describe(error))
        } catch {
            throw InputErrors(InputError(at: positions.location(nil), "is not YAML: \(error)"))
        }
        guard let root else { throw InputErrors(InputError(at: positions.location(nil), "is empty")) }
        return try convert(root, depth: 0)
    }

    mutating func convert(_ node: Node, depth: Int) throws(InputErrors) -> YAMLNode {
        let location = positions.location(node.mark)
        remaining -= 1
        guard remaining > 0, depth < YAMLNode.depthLimit else {
            let what = remaining > 0 ? "is nested too deeply" : "has too many values"
            throw InputErrors(InputError(at: location, what))
        }
        switch node {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(scalar.string, isPlain: scalar.style == .plain), location: location)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return YAMLNode(content: .sequence(items), location: location)
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw InputErrors(InputError(at: positions.location(key.mark), "a key must be a plain word"))
                }
                entries.append(
                    .init(
                        key: name.string, keyLocation: positions.location(key.mark),
                        value: try convert(value, depth: depth + 1)))
            }
            return YAMLNode(content: .mapping(entries), location: location)
        case .alias:
            throw InputErrors(InputError(at: location, "an alias without an anchor"))
        }
    }
}

/// Lines and columns as compilers count them: Yams counts Unicode scalars, editors and our messages count bytes.
private struct TextPositions {
    let file: String
    /// The lines, kept only when a column in scalars can differ from one in bytes.
    private let lines: [ArraySlice<UInt8>]

    init(file: String, bytes: [UInt8]) {
        self.file = file
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        lines = isASCII ? [] : bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    func location(_ mark: Mark?) -> SourceLocation {
        guard let mark else { return SourceLocation(file: file) }
        guard mark.line >= 1, mark.line <= lines.count else {
            return SourceLocation(file: file, line: mark.line, column: mark.column)
        }
        let scalars = String(decoding: lines[mark.line - 1], as: UTF8.self).unicodeScalars.prefix(
            max(0, mark.column - 1))
        let column = scalars.reduce(1) { $0 + UTF8.width($1) }
        return SourceLocation(file: file, line: mark.line, column: column)
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

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x1_0000: 3
        default: 4
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
