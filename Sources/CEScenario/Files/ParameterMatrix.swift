internal import OEMAddrTable

/// The `matrix` of a scenario file: parameters with their values, of which every combination is a scenario.
struct ParameterMatrix {
    /// More scenarios than this from one file are a slip.
    static let cellLimit = 1000

    private var axes: [(name: String, values: [YAMLNode])] = []
    private var location: SourceLocation

    init(_ root: YAMLNode) throws(InputErrors) {
        location = root.location
        guard let node = root[ScenarioSchema.matrix] else { return }
        location = node.location
        let problems = ScenarioSchema.matrix.shape.problems(in: node)
        guard problems.isEmpty else { throw InputErrors(problems) }
        for entry in node.entries {
            guard !entry.value.items.isEmpty else {
                throw InputErrors(InputError(at: entry.keyLocation, "parameter '\(entry.key)' has no values"))
            }
            axes.append((entry.key, entry.value.items))
        }
    }

    /// The combinations, the last parameter varying fastest; a single one without parameters when there is no matrix.
    func cells() throws(InputErrors) -> [Cell] {
        var cells = [Cell(values: [])]
        for axis in axes {
            guard cells.count * axis.values.count <= Self.cellLimit else {
                throw InputErrors(InputError(at: location, "the matrix has more than \(Self.cellLimit) combinations"))
            }
            cells = cells.flatMap { cell in axis.values.map { Cell(values: cell.values + [(axis.name, $0)]) } }
        }
        return cells
    }

    /// One combination.
    struct Cell {
        let values: [(name: String, value: YAMLNode)]

        var parameters: [Scenario.Parameter] {
            values.map { Scenario.Parameter(name: $0.name, value: $0.value.text ?? "") }
        }

        /// The document with each `${name}` replaced. A value that is nothing but `${name}` becomes the parameter's value as
        /// it was written, so that a number stays a number.
        func applied(to node: YAMLNode) throws(InputErrors) -> YAMLNode {
            if values.isEmpty { return node }
            switch node.content {
            case .scalar(let text, let isPlain):
                if let whole = values.first(where: { text == "${\($0.name)}" }) {
                    return YAMLNode(content: whole.value.content, location: node.location)
                }
                guard text.contains("${") else { return node }
                let content = try substitute(text, at: node.location)
                return YAMLNode(content: .scalar(content, isPlain: isPlain), location: node.location)
            case .sequence(let items):
                var replaced: [YAMLNode] = []
                for item in items { replaced.append(try applied(to: item)) }
                return YAMLNode(content: .sequence(replaced), location: node.location)
            case .mapping(let entries):
                var replaced: [YAMLNode.Entry] = []
                for entry in entries {
                    replaced.append(
                        .init(
                            key: try substitute(entry.key, at: entry.keyLocation), keyLocation: entry.keyLocation,
                            value: try applied(to: entry.value)))
                }
                return YAMLNode(content: .mapping(replaced), location: node.location)
            }
        }

        private func substitute(_ text: String, at location: SourceLocation) throws(InputErrors) -> String {
            var result = ""
            var rest = text[...]
            while let start = rest.firstRange(of: "${") {
                result += rest[..<start.lowerBound]
                rest = rest[start.upperBound...]
                guard let end = rest.firstIndex(of: "}") else {
                    throw InputErrors(InputError(at: location, "'${' without '}'"))
                }
                let name = String(rest[..<end])
                guard let value = values.first(where: { $0.name == name })?.value.text else {
                    let near = nearestName(to: name, among: values.map(\.name))
                    throw InputErrors(
                        InputError(
                            at: location, "unknown parameter '\(name.prefix(60))'",
                            hint: near.map { "did you mean '\($0)'?" }))
                }
                result += value
                rest = rest[rest.index(after: end)...]
            }
            return result + rest
        }
    }
}
