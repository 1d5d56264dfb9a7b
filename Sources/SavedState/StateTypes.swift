/// The types of the objects that a state can refer to, in an order that is part of the format.
package struct StateTypes {
    let all: [any SavedObject.Type]
    private let numbers: [ObjectIdentifier: Int]

    package init(_ all: [any SavedObject.Type]) {
        self.all = all
        numbers = Dictionary(all.enumerated().map { (ObjectIdentifier($1), $0) }) { first, _ in first }
    }

    func number(of object: any SavedObject) throws -> Int {
        guard let number = numbers[ObjectIdentifier(type(of: object))] else {
            throw StateError.unknownType("\(type(of: object))")
        }
        return number
    }
}

/// What belongs to the machine that reads a state, for what is read: its memory, its tables. At most one of each type.
package struct StateEnvironment {
    private var values: [ObjectIdentifier: Any] = [:]

    package init() {}

    package mutating func add<Value>(_ value: Value) { values[ObjectIdentifier(Value.self)] = value }

    fileprivate func value<Value>(_ type: Value.Type) -> Value? { values[ObjectIdentifier(type)] as? Value }
}

extension Decoder {
    /// What the machine that reads a state has of a type.
    /// - Throws: `StateError` when the value is decoded outside a machine.
    package func host<Value>(_ type: Value.Type) throws -> Value {
        guard let value = (self as? StateDecoder)?.environment.value(type) else {
            throw StateError.malformed("a \(type) is needed to read this")
        }
        return value
    }
}
