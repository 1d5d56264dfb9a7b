internal import JSON

/// A member of an object in a result: how it is written, and how it is read back.
struct RecordField<Record: Sendable>: Sendable {
    let name: String
    /// The member's value, or nil to leave it out.
    let write: @Sendable (Record) -> JSONValue?
    /// Puts what was read, nil when it is not there, into a record; false when the record cannot be without it.
    let read: @Sendable (JSONValue?, inout Record) -> Bool

    /// A member without which there is no record.
    static func needed<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path].json
        } read: { json, record in
            guard let value = json.flatMap(Value.init(json:)) else { return false }
            record[keyPath: path] = value
            return true
        }
    }

    /// A member that stays as it is in the blank record when it is not there.
    static func standard<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, Value> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path].json
        } read: { json, record in
            if let value = json.flatMap(Value.init(json:)) { record[keyPath: path] = value }
            return true
        }
    }

    /// A member that may be null.
    /// - Parameter isWritten: whether null is written, too.
    static func optional<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, Value?> & Sendable, isWritten: Bool = true
    ) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path]?.json ?? (isWritten ? .null : nil)
        } read: { json, record in
            record[keyPath: path] = json.flatMap(Value.init(json:))
            return true
        }
    }

    /// A list whose places other members name: nothing of it may be left out.
    static func wholeList<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, [Value]> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            .array($0[keyPath: path].map(\.json))
        } read: { json, record in
            let elements = json?.elements ?? []
            record[keyPath: path] = elements.compactMap(Value.init(json:))
            return record[keyPath: path].count == elements.count
        }
    }

    /// A list that is not written when it is empty.
    static func someList<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, [Value]> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            $0[keyPath: path].isEmpty ? nil : .array($0[keyPath: path].map(\.json))
        } read: { json, record in
            record[keyPath: path] = json?.elements?.compactMap(Value.init(json:)) ?? []
            return true
        }
    }

    /// A list, of which what cannot be read is left out.
    static func list<Value: RecordValue>(
        _ name: String, _ path: any WritableKeyPath<Record, [Value]> & Sendable
    ) -> RecordField {
        RecordField(name: name) {
            .array($0[keyPath: path].map(\.json))
        } read: { json, record in
            record[keyPath: path] = json?.elements?.compactMap(Value.init(json:)) ?? []
            return true
        }
    }
}

/// A record that is an object of the members in its table, in their order.
protocol RecordObject: RecordValue {
    /// Where reading begins.
    static var blank: Self { get }
    static var fields: [RecordField<Self>] { get }
}

extension RecordObject {
    /// The object with the record's members.
    var object: JSONValue {
        .object(Self.fields.compactMap { field in field.write(self).map { .init(field.name, $0) } })
    }

    /// A record from its object; nil when a member is missing that it cannot be without.
    init?(object: JSONValue) {
        self = Self.blank
        for field in Self.fields where !field.read(object[field.name], &self) { return nil }
    }

    var json: JSONValue { object }

    init?(json: JSONValue) { self.init(object: json) }
}
