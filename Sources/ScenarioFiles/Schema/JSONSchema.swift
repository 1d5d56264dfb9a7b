package import JSON

/// The JSON Schemas (draft 2020-12) of our file formats, made of the declarations that the readers check with.
package enum FileSchema: String, CaseIterable, Sendable {
    case board, scenario, budget, device

    /// The schema document.
    /// - Parameter vocabulary: has the names that editors are to offer.
    package func document(_ vocabulary: MachineVocabulary) -> JSONValue {
        let (mapping, title) =
            switch self {
            case .board: (BoardSchema.root, "Board file of cebsp")
            case .scenario: (ScenarioSchema.root(vocabulary), "Scenario file of cebsp")
            case .budget: (BudgetSchema.root, "Budget file of cebsp")
            case .device: (DeviceFileSchema.root, "Device file of cebsp")
            }
        // A matrix parameter may stand wherever a value stands.
        let parameters = self == .scenario
        guard case .object(let members) = Shape.mapping(mapping).schema(parameters: parameters) else { return .null }
        return .object(
            [
                .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
                .init("title", .string(title)),
            ] + members)
    }
}

extension Shape {
    /// - Parameter parameters: whether `${name}` may stand in place of a number or word.
    fileprivate func schema(parameters: Bool) -> JSONValue {
        switch self {
        case .text: ["type": ["string", "number", "boolean"]]
        case .choice(let words): orParameter(["enum": .array(words.map(JSONValue.string))], parameters)
        case .integer(let range):
            // Hexadecimal numbers are integers to YAML 1.1 and texts to JSON, so both are allowed.
            orParameter(
                [
                    "anyOf": [
                        [
                            "type": "integer", "minimum": .integer(range.lowerBound),
                            "maximum": .integer(range.upperBound),
                        ],
                        ["type": "string", "pattern": "^-?0[xX][0-9A-Fa-f]+$"],
                    ]
                ], parameters)
        case .boolean: orParameter(["type": "boolean"], parameters)
        case .address:
            orParameter(
                [
                    "anyOf": [
                        ["type": "integer", "minimum": 0, "maximum": 0xFFFF_FFFF],
                        ["type": "string", "pattern": "^(0|0[xX]0*[0-9A-Fa-f]{1,8})$"],
                    ]
                ], parameters)
        case .rate: orParameter(Self.number(orText: "^[0-9]+(\\.[0-9]{1,3})?[KMGkmg]?$"), parameters)
        case .size: orParameter(Self.number(orText: "^(0[xX][0-9A-Fa-f]+|[0-9]+)[KMGkmg]?[Bb]?$"), parameters)
        case .duration:
            orParameter(
                [
                    "anyOf": [
                        ["type": "number", "minimum": 0],
                        ["type": "string", "pattern": "^[0-9.]+ *(ns|us|µs|ms|s|m|min|h)?$"],
                    ]
                ], parameters)
        case .share: orParameter(["type": "string", "pattern": "^[0-9]{1,6}([.][0-9]{1,2})? ?%$"], parameters)
        case .hexadecimal:
            orParameter(["type": ["string", "number"], "pattern": "^([0-9A-Fa-f]{2}\\s*)+$"], parameters)
        case .list(let element): ["type": "array", "items": element.schema(parameters: parameters)]
        case .tuple(let elements):
            [
                "type": "array", "prefixItems": .array(elements.map { $0.schema(parameters: parameters) }),
                "minItems": .count(elements.count), "maxItems": .count(elements.count),
            ]
        case .table(let value): Self.object(of: value.schema(parameters: parameters), names: [])
        case .figures(let names, let value):
            Self.object(of: value.schema(parameters: parameters), names: names)
        case .either(let shapes, let expected):
            shapes.count == 1
                ? shapes[0].schema(parameters: parameters)
                : ["description": .string(expected), "anyOf": .array(shapes.map { $0.schema(parameters: parameters) })]
        case .mapping(let mapping): mapping.schema(parameters: parameters)
        }
    }

    /// A mapping whose values have one form.
    /// - Parameter names: the keys it may have; any when there are none.
    private static func object(of value: JSONValue, names: [String]) -> JSONValue {
        names.isEmpty
            ? ["type": "object", "additionalProperties": value]
            : [
                "type": "object", "propertyNames": ["enum": .array(names.map { .string($0) })],
                "additionalProperties": value,
            ]
    }

    /// A whole number, or a text with a unit.
    private static func number(orText pattern: String) -> JSONValue {
        ["anyOf": [["type": "integer", "minimum": 0], ["type": "string", "pattern": .string(pattern)]]]
    }

    private func orParameter(_ schema: JSONValue, _ parameters: Bool) -> JSONValue {
        guard parameters else { return schema }
        return ["anyOf": [schema, ["type": "string", "pattern": "\\$\\{[^}]+\\}"]]]
    }
}

extension SchemaMapping {
    fileprivate func schema(parameters: Bool) -> JSONValue {
        let properties = keys.map { key -> JSONValue.Member in
            guard case .object(var members) = key.shape.schema(parameters: parameters) else {
                return .init(key.name, [:])
            }
            members.removeAll { $0.key == "description" }
            return .init(key.name, .object([.init("description", .string(key.summary))] + members))
        }
        let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
        return .object(
            [.init("type", "object"), .init("additionalProperties", false)]
                + (required.isEmpty ? [] : [.init("required", .array(required))])
                + [.init("properties", .object(properties))])
    }
}
