/// Where a thread took the critical sections that it is in: kept for reports only, so that it costs some stores. Of two
/// sections that share a slot the one taken last is known.
package struct LockPlaces: Codable {
    /// How a section was taken.
    package struct Taking: Codable {
        /// The section; 0 in a slot that nothing is known of.
        var section: UInt32 = 0
        /// The address behind the call that took it.
        package var returnAddress: UInt32 = 0
        /// Which call of the run took it.
        package var serial: UInt64 = 0
        /// In instructions.
        package var at: UInt64 = 0
        /// How many calls into the guest, and stays in hosts of drivers, there were then.
        package var depth = 0
    }

    private static let slots: UInt32 = 16
    private var takings: [Taking] = []

    package init() {}

    private static func slot(of section: UInt32) -> Int { Int(section >> 2 & (slots - 1)) }

    /// Notes that a section was taken.
    mutating func note(_ section: UInt32, _ taking: Taking) {
        if takings.isEmpty { takings = Array(repeating: Taking(), count: Int(Self.slots)) }
        let slot = Self.slot(of: section)
        takings[slot] = taking
        takings[slot].section = section
    }

    /// How a section was taken last, as far as it is known.
    package func taking(of section: UInt32) -> Taking? {
        let slot = Self.slot(of: section)
        return takings.indices.contains(slot) && takings[slot].section == section ? takings[slot] : nil
    }

    /// Whether nothing was ever taken.
    var isEmpty: Bool { takings.isEmpty }
}
