/// Carries stored properties into a state or out of one: one list of them serves both directions, so that they cannot
/// drift apart.
package final class StateCarrier {
    private enum Direction {
        case writing(StateEncoder)
        case reading(StateDecoder)
    }

    private let direction: Direction
    private let counter: FieldCounter
    /// Counts a property of the part in hand.
    private var count: (() -> Void)?

    package init(_ encoder: StateEncoder, counter: FieldCounter = FieldCounter()) {
        direction = .writing(encoder)
        self.counter = counter
    }

    package init(_ decoder: StateDecoder) {
        direction = .reading(decoder)
        counter = FieldCounter()
    }

    /// Whether the state is read: what is derived of it has to be made anew then.
    package var isReading: Bool { if case .reading = direction { true } else { false } }

    /// Carries one stored property.
    package func carry<Value: Codable>(_ value: inout Value) throws {
        count?()
        try carry(derived: &value)
    }

    /// Carries a value that stands for stored properties which follow from it.
    package func carry<Value: Codable>(derived value: inout Value) throws {
        switch direction {
        case .writing(let encoder): try encoder.write(value)
        case .reading(let decoder): value = try decoder.read(Value.self)
        }
    }

    /// Carries one stored property as another value that says the same.
    package func carry<Value, Saved: Codable>(
        _ value: inout Value, as saved: (Value) throws -> Saved, from restored: (Saved) throws -> Value
    ) throws {
        count?()
        switch direction {
        case .writing(let encoder): try encoder.write(saved(value))
        case .reading(let decoder): value = try restored(decoder.read(Saved.self))
        }
    }

    /// Carries a part of the machine in its place.
    package func carry(part: inout some SavedPart) throws {
        count?()
        try visit(&part)
    }

    /// Carries a part of the machine that is an object, in its place.
    package func carry(part: some SavedPart & AnyObject) throws {
        var part = part
        try carry(part: &part)
    }

    /// Carries the parts that one stored property holds, in its order.
    package func carry(parts: [any SavedPart & AnyObject]) throws {
        count?()
        for part in parts { try visit(object: part) }
    }

    private func visit(object part: some SavedPart & AnyObject) throws {
        var part = part
        try visit(&part)
    }

    /// Carries what holds all parts, which is none itself.
    package func carry(root: inout some SavedPart) throws { try root.carry(self) }

    private func visit<Part: SavedPart>(_ part: inout Part) throws {
        let outer = count
        defer { count = outer }
        try counter.carried(part, host: Part.hostProperties) {
            count = $0
            try part.carry(self)
        }
    }

    /// Names an object that both machines have made, so that others can refer to it. Its changing properties are
    /// carried with the others'.
    package func identify(_ object: any SavedObject) {
        switch direction {
        case .writing(let encoder): encoder.identify(object)
        case .reading(let decoder): decoder.identify(object)
        }
    }

    /// Carries the changing properties of all objects that the state refers to, and of those that these refer to.
    package func carryObjects() throws {
        defer { count = nil }
        while let object = nextObject() {
            try counter.carried(object, host: type(of: object).hostProperties) {
                count = $0
                try object.carry(self)
            }
        }
    }

    private func nextObject() -> (any SavedObject)? {
        switch direction {
        case .writing(let encoder): encoder.nextObject()
        case .reading(let decoder): decoder.nextObject()
        }
    }
}
