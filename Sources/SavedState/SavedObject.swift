/// An object that a saved state can refer to.
///
/// It is written in two steps, so that objects may hold each other: first what it is made with, by its `Codable`
/// conformance (the constants), and when all that holds it has been written, what may change, by `carry`. Structures
/// and enums need `Codable` only.
package protocol SavedObject: AnyObject, Codable {
    /// Hands every stored property that can change to `state`, which reads or writes it.
    func carry(_ state: StateCarrier) throws
    /// The stored properties that belong to the host and are made again with the machine, or that follow from the
    /// others.
    static var hostProperties: Set<String> { get }
}

extension SavedObject {
    package static var hostProperties: Set<String> { [] }
    package func carry(_ state: StateCarrier) throws {}
}

/// A part of the machine that is there when a state is restored, and to which nothing refers: it is carried in its
/// place.
package protocol SavedPart {
    /// Hands every stored property that can change to `state`, which reads or writes it.
    mutating func carry(_ state: StateCarrier) throws
    /// The stored properties that belong to the host, and are made with the machine.
    static var hostProperties: Set<String> { get }
}

extension SavedPart {
    package static var hostProperties: Set<String> { [] }
}

/// A reference to an object whose type is known only when the machine runs.
package struct AnySavedObject: Codable {
    package let object: any SavedObject

    package init(_ object: any SavedObject) { self.object = object }

    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? StateDecoder else { throw StateError.malformed("a reference outside a state") }
        object = try decoder.readReference()
    }

    package func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? StateEncoder else { throw StateError.malformed("a reference outside a state") }
        try encoder.writeReference(object)
    }
}
