/// What holds other values. The library's own coding has no place for counts, and no order for what has none.
protocol StateContainer {
    func write(to encoder: StateEncoder) throws
    static func read(from decoder: StateDecoder) throws -> Self
}

extension StateContainer {
    /// Writes a value of this very type.
    static func write(_ value: Any, to encoder: StateEncoder) throws {
        guard let value = value as? Self else { throw StateError.malformed("a value of another type") }
        try value.write(to: encoder)
    }
}

extension Optional: StateContainer where Wrapped: Codable {
    func write(to encoder: StateEncoder) throws {
        encoder.writer.write(byte: self == nil ? 0 : 1)
        if let self { try encoder.write(self) }
    }

    static func read(from decoder: StateDecoder) throws -> Self {
        try decoder.readFlag() ? decoder.read(Wrapped.self) : nil
    }
}

extension Array: StateContainer where Element: Codable {
    func write(to encoder: StateEncoder) throws {
        // An empty array is one of every type.
        if Element.self == UInt8.self, let bytes = self as? [UInt8] { return encoder.writeBlob(bytes) }
        encoder.writer.write(UInt64(count))
        if let numbers = self as? any IntegerRuns { return numbers.writeRuns(&encoder.writer) }
        for element in self { try encoder.write(element) }
    }

    static func read(from decoder: StateDecoder) throws -> Self {
        if Element.self == UInt8.self, let bytes = try decoder.readBlob() as? Self { return bytes }
        if let numbers = Self.self as? any IntegerRuns.Type {
            let count = try decoder.countOfElements()
            guard let read = try numbers.readRuns(count, &decoder.reader) as? Self else {
                throw StateError.malformed("numbers")
            }
            return read
        }
        // An element of no bytes is possible, a gigabyte of them is not.
        let count = try decoder.countOfElements()
        var elements: Self = []
        elements.reserveCapacity(Swift.min(count, 4096))
        for _ in 0..<count { elements.append(try decoder.read(Element.self)) }
        return elements
    }
}

extension Set: StateContainer where Element: Codable {
    func write(to encoder: StateEncoder) throws {
        let elements = try map { try encoder.plainBytes(of: $0) }.sorted { $0.lexicographicallyPrecedes($1) }
        encoder.writer.write(UInt64(elements.count))
        for element in elements { encoder.writer.write(raw: element) }
    }

    static func read(from decoder: StateDecoder) throws -> Self {
        var set: Self = []
        for _ in 0..<(try decoder.countOfElements()) {
            guard set.insert(try decoder.read(Element.self)).inserted else { throw StateError.malformed("a set") }
        }
        return set
    }
}

extension Dictionary: StateContainer where Key: Codable, Value: Codable {
    func write(to encoder: StateEncoder) throws {
        let entries = try map { (key: try encoder.plainBytes(of: $0.key), value: $0.value) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        encoder.writer.write(UInt64(entries.count))
        for entry in entries {
            encoder.writer.write(raw: entry.key)
            try encoder.write(entry.value)
        }
    }

    static func read(from decoder: StateDecoder) throws -> Self {
        var dictionary: Self = [:]
        for _ in 0..<(try decoder.countOfElements()) {
            let key = try decoder.read(Key.self)
            guard dictionary.updateValue(try decoder.read(Value.self), forKey: key) == nil else {
                throw StateError.malformed("a key that comes twice")
            }
        }
        return dictionary
    }
}
