package import Diagnostics
internal import OEMAddrTable
internal import Yams

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
        guard let text = String(validating: body, as: UTF8.self) else {
            throw InputErrors(InputError(at: SourceLocation(file: file), "is not UTF-8 text"))
        }
        if let problem = AliasCheck.problem(in: body) {
            throw InputErrors(InputError(at: SourceLocation(file: file, line: problem.line), problem.message))
        }
        var converter = Converter(positions: TextPositions(file: file, bytes: body))
        self = try converter.document(text)
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
            // The basic resolver has no patterns: what a scalar means is the schema's business, and compiling the
            // default patterns costs milliseconds.
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
