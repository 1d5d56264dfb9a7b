import JSON

/// What a document has that its JSON Schema does not allow, for the keywords that
/// `schemas/sarif-2.1.0-subset.schema.json` uses.
struct SchemaCheck {
    private let schema: JSONValue
    private(set) var complaints: [String] = []

    init(_ schema: JSONValue, _ document: JSONValue) {
        self.schema = schema
        check(document, schema, "")
    }

    private mutating func check(_ value: JSONValue, _ rule: JSONValue, _ path: String) {
        if let reference = rule["$ref"]?.text {
            guard let target = schema["definitions"]?[String(reference.dropFirst("#/definitions/".count))] else {
                complaints.append("\(path): no definition \(reference)")
                return
            }
            return check(value, target, path)
        }
        if let type = rule["type"]?.text, type != Self.type(of: value) {
            complaints.append("\(path): not of type \(type)")
            return
        }
        if let allowed = rule["enum"]?.elements, !allowed.contains(value) { complaints.append("\(path): not allowed") }
        if let minimum = rule["minimum"]?.int, (value.int ?? minimum) < minimum {
            complaints.append("\(path): too small")
        }
        if let elements = value.elements {
            if let least = rule["minItems"]?.int, elements.count < least { complaints.append("\(path): too short") }
            if rule["uniqueItems"] == .bool(true), Set(elements).count < elements.count {
                complaints.append("\(path): repeats an element")
            }
            guard let items = rule["items"] else { return }
            for (index, element) in elements.enumerated() { check(element, items, "\(path)[\(index)]") }
        }
        if case .object(let members) = value { checkMembers(members, rule, path) }
    }

    private mutating func checkMembers(_ members: [JSONValue.Member], _ rule: JSONValue, _ path: String) {
        for name in rule["required"]?.elements?.compactMap(\.text) ?? []
        where !members.contains(where: { $0.key == name }) {
            complaints.append("\(path): no \(name)")
        }
        for member in members {
            if let known = rule["properties"]?[member.key] {
                check(member.value, known, path + "." + member.key)
            } else if rule["additionalProperties"] == .bool(false) {
                complaints.append("\(path): unknown \(member.key)")
            }
        }
    }

    private static func type(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
