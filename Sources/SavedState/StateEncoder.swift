/// Writes values into a state: structures and enums in the order of their members, objects once, by number.
package final class StateEncoder: Encoder {
    package let codingPath: [any CodingKey] = []
    package let userInfo: [CodingUserInfoKey: Any] = [:]

    package var writer = StateWriter()
    private let types: StateTypes
    /// The number of each object that was met, and all in the order of their numbers.
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var objects: [any SavedObject] = []
    /// The first object whose changing properties are not written.
    private var next = 0
    /// The number of each long run of bytes that was met: files and the images made of them are often the same.
    private var blobs: [[UInt8]: UInt64] = [:]
    /// Whether what is written may refer to objects.
    private let isPlain: Bool
    private let counter: FieldCounter

    package init(types: StateTypes, counter: FieldCounter = FieldCounter()) {
        self.types = types
        self.counter = counter
        isPlain = false
    }

    private init(plain types: StateTypes) {
        self.types = types
        counter = FieldCounter()
        isPlain = true
    }

    // MARK: Values

    package func write<Value: Encodable>(_ value: Value) throws {
        // The type is asked, not the value: a value that is there would answer for the optional that holds it.
        if Value.self is any SavedObject.Type, let object = value as? any SavedObject {
            try writeReference(object)
        } else if let container = Value.self as? any StateContainer.Type {
            try container.write(value, to: self)
        } else {
            try value.encode(to: self)
        }
    }

    /// The bytes of a value that refers to no object, for what is sorted by them.
    func plainBytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = StateEncoder(plain: types)
        try encoder.write(value)
        return encoder.writer.bytes
    }

    /// Bytes shorter than this are written wherever they are met.
    static let shortBlob = 64

    /// Bytes with their count; long ones that were met before by their number.
    func writeBlob(_ bytes: [UInt8]) {
        guard bytes.count >= Self.shortBlob, !isPlain else { return writer.write(counted: [0] + bytes) }
        if let known = blobs[bytes] {
            writer.write(0)
            writer.write(known)
        } else {
            blobs[bytes] = UInt64(blobs.count)
            writer.write(counted: [1] + bytes)
        }
    }

    // MARK: Objects

    func writeReference(_ object: any SavedObject) throws {
        guard !isPlain else { throw StateError.malformed("a key refers to an object") }
        if let known = numbers[ObjectIdentifier(object)] { return writer.write(UInt64(known)) }
        writer.write(UInt64(objects.count))
        writer.write(UInt64(try types.number(of: object)))
        identify(object)
        try counter.made(object, host: type(of: object).hostProperties) { try object.encode(to: self) }
    }

    func identify(_ object: any SavedObject) {
        numbers[ObjectIdentifier(object)] = objects.count
        objects.append(object)
    }

    func nextObject() -> (any SavedObject)? {
        guard next < objects.count else { return nil }
        defer { next += 1 }
        return objects[next]
    }

    // MARK: Encoder

    package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedStateWriter<Key>(encoder: self, count: counter.takeContainer()))
    }

    package func unkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedStateWriter(encoder: self) }
    package func singleValueContainer() -> any SingleValueEncodingContainer { SingleStateWriter(encoder: self) }
}
