/// Single numbers and texts, as every container writes them.
extension StateEncoder {
    func put(_ value: Bool) { writer.write(byte: value ? 1 : 0) }
    func put(_ value: String) { writer.write(counted: Array(value.utf8)) }
    func put(_ value: Double) { writer.write(value.bitPattern) }
    func put(_ value: Float) { writer.write(UInt64(value.bitPattern)) }
    func put<Value: FixedWidthInteger & SignedInteger>(_ value: Value) { writer.write(signed: Int64(value)) }
    func put<Value: FixedWidthInteger & UnsignedInteger>(_ value: Value) { writer.write(UInt64(value)) }
}

/// Members of a structure in their order; the case of an enum by its name.
struct KeyedStateWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: StateEncoder
    /// Told the names of the members.
    let count: ((String) -> Void)?
    var codingPath: [any CodingKey] { [] }

    private func note(_ key: Key) { count?(key.stringValue) }

    mutating func encodeNil(forKey key: Key) throws { encoder.put(false) }
    mutating func encode(_ value: Bool, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: String, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Double, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Float, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Int, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Int8, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Int16, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Int32, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: Int64, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: UInt, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: UInt8, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: UInt16, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: UInt32, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode(_ value: UInt64, forKey key: Key) throws {
        note(key)
        encoder.put(value)
    }
    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        note(key)
        try encoder.write(value)
    }

    private func optional<Value: Encodable>(_ value: Value?, _ key: Key) throws {
        note(key)
        encoder.put(value != nil)
        if let value { try encoder.write(value) }
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try optional(value, key) }
    mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        try optional(value, key)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.put(key.stringValue)
        return KeyedEncodingContainer(KeyedStateWriter<Nested>(encoder: encoder, count: nil))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        UnkeyedStateWriter(encoder: encoder)
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

/// One value.
struct SingleStateWriter: SingleValueEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { encoder.put(false) }
    mutating func encode(_ value: Bool) throws { encoder.put(value) }
    mutating func encode(_ value: String) throws { encoder.put(value) }
    mutating func encode(_ value: Double) throws { encoder.put(value) }
    mutating func encode(_ value: Float) throws { encoder.put(value) }
    mutating func encode(_ value: Int) throws { encoder.put(value) }
    mutating func encode(_ value: Int8) throws { encoder.put(value) }
    mutating func encode(_ value: Int16) throws { encoder.put(value) }
    mutating func encode(_ value: Int32) throws { encoder.put(value) }
    mutating func encode(_ value: Int64) throws { encoder.put(value) }
    mutating func encode(_ value: UInt) throws { encoder.put(value) }
    mutating func encode(_ value: UInt8) throws { encoder.put(value) }
    mutating func encode(_ value: UInt16) throws { encoder.put(value) }
    mutating func encode(_ value: UInt32) throws { encoder.put(value) }
    mutating func encode(_ value: UInt64) throws { encoder.put(value) }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }
}

/// Values one after the other, whose number the reader knows.
struct UnkeyedStateWriter: UnkeyedEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }
    private(set) var count = 0

    init(encoder: StateEncoder) { self.encoder = encoder }

    mutating func encodeNil() throws { encoder.put(false) }
    mutating func encode(_ value: Bool) throws { encoder.put(value) }
    mutating func encode(_ value: String) throws { encoder.put(value) }
    mutating func encode(_ value: Double) throws { encoder.put(value) }
    mutating func encode(_ value: Float) throws { encoder.put(value) }
    mutating func encode(_ value: Int) throws { encoder.put(value) }
    mutating func encode(_ value: Int8) throws { encoder.put(value) }
    mutating func encode(_ value: Int16) throws { encoder.put(value) }
    mutating func encode(_ value: Int32) throws { encoder.put(value) }
    mutating func encode(_ value: Int64) throws { encoder.put(value) }
    mutating func encode(_ value: UInt) throws { encoder.put(value) }
    mutating func encode(_ value: UInt8) throws { encoder.put(value) }
    mutating func encode(_ value: UInt16) throws { encoder.put(value) }
    mutating func encode(_ value: UInt32) throws { encoder.put(value) }
    mutating func encode(_ value: UInt64) throws { encoder.put(value) }
    mutating func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(KeyedStateWriter<Nested>(encoder: encoder, count: nil))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedStateWriter(encoder: encoder) }
    mutating func superEncoder() -> any Encoder { encoder }
}
