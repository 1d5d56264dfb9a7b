/// Single numbers and texts.
extension StateDecoder {
    func take() throws -> Bool { try readFlag() }

    func take() throws -> String {
        guard let text = String(validating: try reader.counted(), as: UTF8.self) else {
            throw StateError.malformed("text that is none")
        }
        return text
    }

    func take() throws -> Double { Double(bitPattern: try reader.number()) }
    func take() throws -> Float { Float(bitPattern: try take()) }

    func take<Value: FixedWidthInteger & SignedInteger>() throws -> Value {
        guard let value = Value(exactly: try reader.signed()) else { throw StateError.malformed("a number too large") }
        return value
    }

    func take<Value: FixedWidthInteger & UnsignedInteger>() throws -> Value {
        guard let value = Value(exactly: try reader.number()) else { throw StateError.malformed("a number too large") }
        return value
    }
}

/// Members of a structure in their order; the case of an enum by its name.
struct KeyedStateReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }

    /// Only what reads an enum asks: the name of its case comes next.
    var allKeys: [Key] {
        guard let name: String = try? decoder.take(), let key = Key(stringValue: name) else { return [] }
        return [key]
    }

    /// What may be absent says so itself.
    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { try !decoder.readFlag() }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.take() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.take() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder.take() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try decoder.take() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder.take() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder.take() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder.take() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder.take() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder.take() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder.take() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder.take() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try decoder.take() }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try decoder.take() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try decoder.take() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder.read(type) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(KeyedStateReader<Nested>(decoder: decoder))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        decoder.unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

/// One value.
struct SingleStateReader: SingleValueDecodingContainer {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { (try? decoder.readFlag()) != true }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.take() }
    func decode(_ type: String.Type) throws -> String { try decoder.take() }
    func decode(_ type: Double.Type) throws -> Double { try decoder.take() }
    func decode(_ type: Float.Type) throws -> Float { try decoder.take() }
    func decode(_ type: Int.Type) throws -> Int { try decoder.take() }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.take() }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.take() }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.take() }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.take() }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.take() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.take() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.take() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.take() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.take() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type) }
}

/// Values one after the other, whose number the reader knows.
struct UnkeyedStateReader: UnkeyedDecodingContainer {
    let decoder: StateDecoder
    var codingPath: [any CodingKey] { [] }
    var count: Int? { nil }
    var isAtEnd: Bool { false }
    private(set) var currentIndex = 0

    init(decoder: StateDecoder) { self.decoder = decoder }

    mutating func decodeNil() throws -> Bool { try !decoder.readFlag() }
    mutating func decode(_ type: Bool.Type) throws -> Bool { try decoder.take() }
    mutating func decode(_ type: String.Type) throws -> String { try decoder.take() }
    mutating func decode(_ type: Double.Type) throws -> Double { try decoder.take() }
    mutating func decode(_ type: Float.Type) throws -> Float { try decoder.take() }
    mutating func decode(_ type: Int.Type) throws -> Int { try decoder.take() }
    mutating func decode(_ type: Int8.Type) throws -> Int8 { try decoder.take() }
    mutating func decode(_ type: Int16.Type) throws -> Int16 { try decoder.take() }
    mutating func decode(_ type: Int32.Type) throws -> Int32 { try decoder.take() }
    mutating func decode(_ type: Int64.Type) throws -> Int64 { try decoder.take() }
    mutating func decode(_ type: UInt.Type) throws -> UInt { try decoder.take() }
    mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.take() }
    mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.take() }
    mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.take() }
    mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.take() }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(KeyedStateReader<Nested>(decoder: decoder))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { decoder }
}
