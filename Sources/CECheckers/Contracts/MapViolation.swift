import SavedState

/// A mapping that broke a rule of board or scenario.
package struct MapViolation: Hashable, Sendable, Codable {
    /// The position of the rule among those the machine was given.
    package var contract: Int
    /// What was mapped, and the call that did it.
    package var found: String
}

/// The violations of a run, in order; of a guest that breaks rules without end the first ones tell enough.
final class MapViolationLog: SavedPart {
    private static let capacity = 1000

    private(set) var violations: [MapViolation] = []
    /// How many mappings each rule was held against, by its position.
    private(set) var held: [Int: Int] = [:]

    var isFull: Bool { violations.count >= Self.capacity }

    func add(_ violation: MapViolation) {
        if !isFull, !violations.contains(violation) { violations.append(violation) }
    }

    func count(_ contract: Int) { held[contract, default: 0] += 1 }

    func carry(_ state: StateCarrier) throws {
        try state.carry(&violations)
        try state.carry(&held)
    }
}
