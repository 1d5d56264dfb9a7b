internal import Diagnostics

extension Shape {
    /// Reads a document as this shape says.
    /// - Throws: `InputErrors` with everything that is not as it says, in the order of the file.
    func value(of node: YAMLNode) throws(InputErrors) -> SchemaValue {
        var problems: [InputError] = []
        guard let value = value(of: node, &problems), problems.isEmpty else { throw InputErrors(problems) }
        return value
    }

    /// - Parameter problems: gets what is wrong.
    /// - Returns: nil when anything is.
    fileprivate func value(of node: YAMLNode, _ problems: inout [InputError]) -> SchemaValue? {
        switch self {
        case .list(let element):
            guard case .sequence(let items) = node.content else { break }
            let values = items.compactMap { element.value(of: $0, &problems) }
            return values.count == items.count ? SchemaValue(content: .list(values), location: node.location) : nil
        case .tuple(let elements):
            guard case .sequence(let items) = node.content, items.count == elements.count else { break }
            let values = zip(elements, items).compactMap { $0.value(of: $1, &problems) }
            return values.count == items.count ? SchemaValue(content: .list(values), location: node.location) : nil
        case .mapping(let mapping):
            guard case .mapping(let entries) = node.content else { break }
            return mapping.value(of: entries, at: node.location, &problems)
        case .table(let shape):
            guard case .mapping(let entries) = node.content else { break }
            let values = entries.compactMap { SchemaValue.Entry($0, as: shape, &problems) }
            return values.count == entries.count ? SchemaValue(content: .mapping(values), location: node.location) : nil
        case .figures(let names, let shape):
            guard case .mapping(let entries) = node.content else { break }
            let keys = names.map { SchemaKey($0, shape, "") }
            return SchemaMapping("the figures", keys).value(of: entries, at: node.location, &problems)
        case .either(let shapes, _):
            for shape in shapes {
                // What is of the right kind has problems worth telling.
                if shape.isNested {
                    if shape.fits(node) { return shape.value(of: node, &problems) }
                } else if let content = shape.scalar(node) {
                    return SchemaValue(content: content, location: node.location)
                }
            }
        default:
            if let content = scalar(node) { return SchemaValue(content: content, location: node.location) }
        }
        problems.append(mismatch(node))
        return nil
    }

    /// What a single value says; nil when it is not of this form.
    private func scalar(_ node: YAMLNode) -> SchemaValue.Content? {
        switch self {
        case .text: node.isNull ? nil : node.text.map { .text($0) }
        case .choice(let words): node.text.flatMap { words.contains($0) ? .text($0) : nil }
        case .integer(let range): node.integer.flatMap { range.contains($0) ? .integer($0) : nil }
        case .boolean: node.boolean.map { .boolean($0) }
        case .address: node.address.map { .address($0) }
        case .size: node.byteCount.map { .size($0) }
        case .rate(let range): node.rate.flatMap { range.contains($0) && $0 % 1000 == 0 ? .rate($0) : nil }
        case .duration: node.nanoseconds.map { .duration($0) }
        case .share: node.share.map { .share($0) }
        case .hexadecimal: node.hexadecimalBytes.map { .bytes($0) }
        case .list, .tuple, .mapping, .table, .figures, .either: nil
        }
    }

    /// Whether it is made of further values.
    private var isNested: Bool {
        switch self {
        case .list, .tuple, .mapping, .table, .figures, .either: true
        case .text, .choice, .integer, .boolean, .address, .size, .rate, .duration, .share, .hexadecimal: false
        }
    }

    /// Whether the node is of the right kind.
    private func fits(_ node: YAMLNode) -> Bool {
        switch self {
        case .list, .tuple: node.isSequence
        case .mapping, .table, .figures: node.isMapping
        case .either(let shapes, _): shapes.contains { $0.fits(node) }
        default: scalar(node) != nil
        }
    }

    private func mismatch(_ node: YAMLNode) -> InputError {
        var near: String?
        if case .choice(let words) = self { near = node.text.flatMap { nearestName(to: $0, among: words) } }
        return InputError(
            at: node.location, "expected \(expected), found \(node.summary)", hint: near.map { "did you mean '\($0)'?" }
        )
    }
}

extension SchemaValue.Entry {
    /// An entry whose value has a shape; nil when it has another.
    fileprivate init?(_ entry: YAMLNode.Entry, as shape: Shape, _ problems: inout [InputError]) {
        guard let value = shape.value(of: entry.value, &problems) else { return nil }
        self.init(key: entry.key, keyLocation: entry.keyLocation, value: value)
    }
}

extension SchemaMapping {
    fileprivate func value(
        of entries: [YAMLNode.Entry], at location: SourceLocation, _ problems: inout [InputError]
    ) -> SchemaValue? {
        let before = problems.count
        var values: [SchemaValue.Entry] = []
        for entry in entries {
            guard let key = keys.first(where: { $0.name == entry.key }) else {
                problems.append(unknown(entry))
                continue
            }
            if entry.value.isNull {
                let message = "key '\(key.name)' has no value: expected \(key.shape.expected)"
                problems.append(InputError(at: entry.keyLocation, message))
            } else if let value = SchemaValue.Entry(entry, as: key.shape, &problems) {
                values.append(value)
            }
        }
        let written = Set(entries.map(\.key))
        for key in keys where key.isRequired && !written.contains(key.name) {
            problems.append(InputError(at: location, "\(title) needs the key '\(key.name)': \(key.shape.expected)"))
        }
        return problems.count == before ? SchemaValue(content: .mapping(values), location: location) : nil
    }

    private func unknown(_ entry: YAMLNode.Entry) -> InputError {
        let names = keys.map(\.name)
        let near = nearestName(to: entry.key, among: names)
        return InputError(
            at: entry.keyLocation, "unknown key '\(entry.key.prefix(60))' in \(title)",
            hint: near.map { "did you mean '\($0)'?" } ?? "valid are \(names.joined(separator: ", "))")
    }
}
