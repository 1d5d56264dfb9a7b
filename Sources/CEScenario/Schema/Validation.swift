internal import Diagnostics
internal import OEMAddrTable

extension Shape {
    /// Everything about `node` that is not as this shape says, in the order of the file.
    package func problems(in node: YAMLNode) -> [InputError] {
        switch self {
        case .text: return node.text == nil || node.isNull ? [mismatch(node)] : []
        case .choice(let words):
            guard let text = node.text, words.contains(text) else { return [mismatch(node, nearTo: words)] }
            return []
        case .integer(let range): return node.integer.map(range.contains) == true ? [] : [mismatch(node)]
        case .boolean: return node.boolean == nil ? [mismatch(node)] : []
        case .address: return node.address == nil ? [mismatch(node)] : []
        case .size: return node.byteCount == nil ? [mismatch(node)] : []
        case .duration: return node.nanoseconds == nil ? [mismatch(node)] : []
        case .hexadecimal: return node.hexadecimalBytes == nil ? [mismatch(node)] : []
        case .list(let element):
            guard case .sequence(let items) = node.content else { return [mismatch(node)] }
            return items.flatMap { element.problems(in: $0) }
        case .tuple(let elements):
            guard case .sequence(let items) = node.content, items.count == elements.count else {
                return [mismatch(node)]
            }
            return zip(elements, items).flatMap { $0.problems(in: $1) }
        case .mapping(let mapping):
            guard case .mapping(let entries) = node.content else { return [mismatch(node)] }
            return mapping.problems(in: entries, at: node.location)
        case .table(let value):
            guard case .mapping(let entries) = node.content else { return [mismatch(node)] }
            return entries.flatMap { value.problems(in: $0.value) }
        case .either(let shapes, _):
            guard let shape = shapes.first(where: { $0.fits(node) }) else { return [mismatch(node)] }
            return shape.problems(in: node)
        }
    }

    /// Whether the node is of the right kind, so that its problems are worth telling.
    private func fits(_ node: YAMLNode) -> Bool {
        switch self {
        case .list, .tuple: node.isSequence
        case .mapping, .table: node.isMapping
        case .either(let shapes, _): shapes.contains { $0.fits(node) }
        default: problems(in: node).isEmpty
        }
    }

    private func mismatch(_ node: YAMLNode, nearTo words: [String] = []) -> InputError {
        let near = node.text.flatMap { nearestName(to: $0, among: words) }
        return InputError(
            at: node.location, "expected \(expected), found \(node.summary)", hint: near.map { "did you mean '\($0)'?" }
        )
    }
}

extension SchemaMapping {
    fileprivate func problems(in entries: [YAMLNode.Entry], at location: SourceLocation) -> [InputError] {
        var problems: [InputError] = []
        for entry in entries {
            guard let key = keys.first(where: { $0.name == entry.key }) else {
                problems.append(unknown(entry))
                continue
            }
            if entry.value.isNull {
                let message = "key '\(key.name)' has no value: expected \(key.shape.expected)"
                problems.append(InputError(at: entry.keyLocation, message))
            } else {
                problems += key.shape.problems(in: entry.value)
            }
        }
        let written = Set(entries.map(\.key))
        for key in keys where key.isRequired && !written.contains(key.name) {
            problems.append(InputError(at: location, "\(title) needs the key '\(key.name)': \(key.shape.expected)"))
        }
        return problems
    }

    private func unknown(_ entry: YAMLNode.Entry) -> InputError {
        let names = keys.map(\.name)
        let near = nearestName(to: entry.key, among: names)
        return InputError(
            at: entry.keyLocation, "unknown key '\(entry.key.prefix(60))' in \(title)",
            hint: near.map { "did you mean '\($0)'?" } ?? "valid are \(names.joined(separator: ", "))")
    }
}
