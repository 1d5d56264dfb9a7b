package import Diagnostics
internal import OEMAddrTable
internal import YAML

extension YAMLNode {
    /// The largest file that is read, in bytes: a file a person wrote stays far below.
    static let sizeLimit = 1 << 20
    /// How many values a document may have after its aliases are expanded.
    static let nodeLimit = 50_000
    static let depthLimit = 64

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
        guard String(validating: body, as: UTF8.self) != nil else {
            throw InputErrors(InputError(at: SourceLocation(file: file), "is not UTF-8 text"))
        }
        if let problem = AliasCheck.problem(in: body) {
            throw InputErrors(InputError(at: SourceLocation(file: file, line: problem.line), problem.message))
        }
        var converter = Converter(positions: TextPositions(file: file, bytes: body))
        self = try converter.document(body)
    }
}

/// Turns what the parser gives into values of ours, within the limits.
private struct Converter {
    let positions: TextPositions
    var remaining = YAMLNode.nodeLimit

    init(positions: TextPositions) { self.positions = positions }

    mutating func document(_ bytes: [UInt8]) throws(InputErrors) -> YAMLNode {
        let root: YAMLElement?
        do { root = try YAMLDocument.root(of: bytes) } catch {
            throw InputErrors(InputError(at: positions.location(error.mark), error.message))
        }
        guard let root else { throw InputErrors(InputError(at: positions.location(nil), "is empty")) }
        return try convert(root, depth: 0)
    }

    mutating func convert(_ element: YAMLElement, depth: Int) throws(InputErrors) -> YAMLNode {
        let location = positions.location(element.mark)
        remaining -= 1
        guard remaining > 0, depth < YAMLNode.depthLimit else {
            let what = remaining > 0 ? "is nested too deeply" : "has too many values"
            throw InputErrors(InputError(at: location, what))
        }
        switch element.content {
        case .scalar(let text, let isPlain):
            return YAMLNode(content: .scalar(text, isPlain: isPlain), location: location)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return YAMLNode(content: .sequence(items), location: location)
        case .mapping(let mapping):
            var entries: [YAMLNode.Entry] = []
            for entry in mapping {
                let keyLocation = positions.location(entry.key.mark)
                guard case .scalar(let name, _) = entry.key.content else {
                    throw InputErrors(InputError(at: keyLocation, "a key must be a plain word"))
                }
                entries.append(
                    .init(key: name, keyLocation: keyLocation, value: try convert(entry.value, depth: depth + 1)))
            }
            return YAMLNode(content: .mapping(entries), location: location)
        }
    }
}
