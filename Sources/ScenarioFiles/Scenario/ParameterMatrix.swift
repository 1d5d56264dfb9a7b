internal import Diagnostics
internal import OEMAddrTable

/// The `matrix` of a scenario file: parameters with their values, of which every combination is a scenario.
struct ParameterMatrix {
    /// More scenarios than this from one file are a slip, and so are more parameters.
    static let cellLimit = 1000
    private static let axisLimit = 100
    /// What all scenarios of a file may have together when the parameters are put in: values, and bytes of those that
    /// changed.
    static let expansionLimit = Expansion(values: 500_000, bytes: 16 << 20)

    /// How much is made of a file.
    struct Expansion {
        var values: Int
        var bytes: Int

        /// Takes from what is left.
        mutating func spend(values: Int = 0, bytes: Int = 0, at location: SourceLocation) throws(InputErrors) {
            self.values -= values
            self.bytes -= bytes
            guard self.values < 0 || self.bytes < 0 else { return }
            let limit = ParameterMatrix.expansionLimit
            throw InputErrors(
                InputError(
                    at: location,
                    "the matrix makes more than \(limit.values) values or \(limit.bytes >> 20) MB of this file"
                ))
        }
    }

    private var axes: [(name: String, values: [YAMLNode])] = []
    private var location: SourceLocation

    init(_ root: YAMLNode) throws(InputErrors) {
        location = root.location
        guard let node = root[ScenarioSchema.matrix] else { return }
        location = node.location
        // The values stay as they are written, so that each can stand for a value of any form.
        _ = try ScenarioSchema.matrix.shape.value(of: node)
        guard node.entries.count <= Self.axisLimit else {
            let text = "\(node.entries.count) parameters: a matrix has \(Self.axisLimit) at most"
            throw InputErrors(InputError(at: location, text))
        }
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

        /// The document with each `${name}` replaced. A value that is nothing but `${name}` becomes the parameter's
        /// value as it was written, so that a number stays a number.
        /// - Parameter room: what may be made of the file yet.
        func applied(to node: YAMLNode, _ room: inout Expansion) throws(InputErrors) -> YAMLNode {
            if values.isEmpty { return node }
            // The name of the scenario shows the parameters.
            let shown = parameters.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
            try room.spend(bytes: shown, at: node.location)
            // The matrix itself is no part of a scenario.
            var scenario = node
            scenario.content = .mapping(node.entries.filter { $0.key != ScenarioSchema.matrix.name })
            return try replaced(scenario, &room)
        }

        private func replaced(_ node: YAMLNode, _ room: inout Expansion) throws(InputErrors) -> YAMLNode {
            try room.spend(values: 1, at: node.location)
            switch node.content {
            case .scalar(let text, let isPlain):
                if let whole = values.first(where: { text == "${\($0.name)}" }) {
                    return YAMLNode(content: whole.value.content, location: node.location)
                }
                guard text.contains("${") else { return node }
                let content = try substitute(text, at: node.location, &room)
                return YAMLNode(content: .scalar(content, isPlain: isPlain), location: node.location)
            case .sequence(let items):
                var list: [YAMLNode] = []
                for item in items { list.append(try replaced(item, &room)) }
                return YAMLNode(content: .sequence(list), location: node.location)
            case .mapping(let entries):
                var list: [YAMLNode.Entry] = []
                for entry in entries {
                    list.append(
                        .init(
                            key: try substitute(entry.key, at: entry.keyLocation, &room),
                            keyLocation: entry.keyLocation, value: try replaced(entry.value, &room)))
                }
                return YAMLNode(content: .mapping(list), location: node.location)
            }
        }

        private func substitute(
            _ text: String, at location: SourceLocation, _ room: inout Expansion
        ) throws(InputErrors) -> String {
            guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
            try room.spend(bytes: text.utf8.count, at: location)
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
                try room.spend(bytes: value.utf8.count, at: location)
                result += value
                rest = rest[rest.index(after: end)...]
            }
            return result + rest
        }
    }
}
