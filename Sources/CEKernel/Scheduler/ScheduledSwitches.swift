package import MachineTerms

/// When the thread that runs makes room for its equals before its quantum ends, by a schedule. The moments follow from
/// its seed and the virtual clock alone: those that are left out move no other.
package struct ScheduledSwitches: Codable {
    /// A switch that somebody got the core by.
    package struct Taken: Hashable, Sendable, Codable {
        /// Its number, from 1.
        package var number: Int
        /// Instructions since boot.
        package var at: UInt64
        /// Where the thread was that made room.
        package var place: String
    }

    /// Switches are 64 to 131,072 instructions apart, near ones as likely as far ones.
    private static let distances: ClosedRange<UInt64> = 6...16
    /// Instructions into a block.
    private static let mostSteps: UInt64 = 8
    private static let mostTaken = 10_000

    private let only: Set<Int>?
    private var state: UInt64
    /// The number of the next switch, when it comes, and how many instructions of a block are made before it.
    private var number = 0
    private(set) var next: UInt64 = 0
    private(set) var steps: UInt32 = 0
    package private(set) var taken: [Taken] = []

    package init(_ schedule: ThreadSchedule) {
        only = schedule.only.map(Set.init)
        state = UInt64(schedule.seed) &* 0x9E37_79B9_7F4A_7C15
        advance()
    }

    private mutating func advance() {
        number += 1
        let exponent = Self.distances.lowerBound + random() % UInt64(Self.distances.count)
        let distance: UInt64 = 1 << exponent
        next &+= distance + random() % distance
        steps = UInt32(random() % Self.mostSteps)
    }

    /// The steps of SplitMix64.
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Takes the switch that is due; those that were missed meanwhile are left out.
    /// - Returns: its number and steps; nil when none is due, or none that is wanted.
    mutating func take(at now: UInt64) -> (number: Int, steps: UInt32)? {
        guard next <= now else { return nil }
        var found: (number: Int, steps: UInt32)?
        while next <= now {
            found = (number, steps)
            advance()
        }
        guard let found, only?.contains(found.number) ?? true else { return nil }
        return found
    }

    mutating func note(_ number: Int, at: UInt64, place: String) {
        if taken.count < Self.mostTaken { taken.append(Taken(number: number, at: at, place: place)) }
    }
}
