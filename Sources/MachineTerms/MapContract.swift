/// What a board or a scenario demands of every mapping of a run.
package struct MapContract: Hashable, Sendable {
    package enum Demand: Hashable, Sendable {
        /// These modules alone may map it; names in lower case.
        case only([String])
        /// It is never mapped with and without the cache at once.
        case neverCachedAndUncached
        /// No process has it in its own addresses.
        case noUserAccess
    }

    package enum Place: Hashable, Sendable {
        /// Physical addresses, both ends inside.
        case addresses(ClosedRange<UInt32>)
        /// A region of config.bib, or a device of the board.
        case named(String)
        /// The pages that hold page tables at the moment.
        case pageTables
    }

    package var demand: Demand
    package var place: Place
    /// The rule in words: `only cam.dll maps 0x48050400-0x480504ff`.
    package var text: String

    package init(_ demand: Demand, of place: Place, text: String) {
        self.demand = demand
        self.place = place
        self.text = text
    }
}
