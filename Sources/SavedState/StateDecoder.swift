/// Reads what `StateEncoder` has written. The bytes may be anything: every number is checked before it counts or names
/// something.
package final class StateDecoder: Decoder {
    package let codingPath: [any CodingKey] = []
    package let userInfo: [CodingUserInfoKey: Any] = [:]

    package var reader: StateReader
    let environment: StateEnvironment
    private let types: StateTypes
    /// The objects by number; nil of one that is being made.
    private var objects: [(any SavedObject)?] = []
    private var next = 0
    private var blobs: [[UInt8]] = []
    /// How many elements arrays may still have together: few bytes can say a very large number of equal ones.
    private var elements = 1 << 27
    /// How many objects are being made, one for the other.
    private var depth = 0

    package init(_ reader: StateReader, types: StateTypes, environment: StateEnvironment) {
        self.reader = reader
        self.types = types
        self.environment = environment
    }

    // MARK: Values

    package func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value: Any
        if type is any SavedObject.Type {
            value = try readReference()
        } else if let container = type as? any StateContainer.Type {
            value = try container.read(from: self)
        } else {
            return try Value(from: self)
        }
        guard let value = value as? Value else { throw StateError.malformed("something else than a \(type)") }
        return value
    }

    func readFlag() throws -> Bool {
        switch try reader.byte() {
        case 0: return false
        case 1: return true
        default: throw StateError.malformed("a flag that is neither")
        }
    }

    /// How many elements come next.
    func countOfElements() throws -> Int {
        let count = try reader.number()
        guard count <= UInt64(elements) else { throw StateError.malformed("more elements than a machine has") }
        elements -= Int(count)
        return Int(count)
    }

    func readBlob() throws -> [UInt8] {
        let bytes = try reader.counted()
        switch bytes.first {
        case nil:
            let number = try reader.number()
            guard number < UInt64(blobs.count) else { throw StateError.malformed("bytes that were not there yet") }
            return blobs[Int(number)]
        case 0?: return Array(bytes.dropFirst())
        case 1?:
            blobs.append(Array(bytes.dropFirst()))
            return blobs[blobs.count - 1]
        case _?: throw StateError.malformed("bytes of an unknown kind")
        }
    }

    // MARK: Objects

    func readReference() throws -> any SavedObject {
        let number = try reader.number()
        guard number <= UInt64(objects.count) else { throw StateError.malformed("an object that was not there yet") }
        if number < UInt64(objects.count) {
            guard let known = objects[Int(number)] else { throw StateError.malformed("an object within itself") }
            return known
        }
        let type = try reader.number()
        guard type < UInt64(types.all.count) else { throw StateError.malformed("an object of an unknown type") }
        guard depth < Self.maximumDepth else { throw StateError.malformed("objects too deep in one another") }
        depth += 1
        defer { depth -= 1 }
        objects.append(nil)
        let object = try types.all[Int(type)].init(from: self)
        objects[Int(number)] = object
        return object
    }

    private static let maximumDepth = 64

    func identify(_ object: any SavedObject) { objects.append(object) }

    func nextObject() -> (any SavedObject)? {
        guard next < objects.count, let object = objects[next] else { return nil }
        next += 1
        return object
    }

    // MARK: Decoder

    package func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedStateReader<Key>(decoder: self))
    }

    package func unkeyedContainer() -> any UnkeyedDecodingContainer { UnkeyedStateReader(decoder: self) }

    package func singleValueContainer() -> any SingleValueDecodingContainer { SingleStateReader(decoder: self) }
}
