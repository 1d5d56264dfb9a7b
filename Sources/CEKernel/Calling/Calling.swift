package import SavedState

/// The functions that the machine provides, where guests find them, and what was called.
package struct Calling: SavedPart {
    package let table: CallTable
    /// The functions that guests run without calling the host.
    package let guestCode: LibraryAddresses
    package let traps: TrapAddresses
    package var trace: CallTrace

    /// - Parameter firstMethod: FIRST_METHOD of the profile.
    init(table: CallTable, guestCode: LibraryAddresses, firstMethod: UInt32) {
        self.table = table
        self.guestCode = guestCode
        traps = TrapAddresses(firstMethod: firstMethod)
        trace = CallTrace(names: table.calls.map(\.name))
    }

    package static let hostProperties: Set<String> = ["table", "guestCode", "traps"]
    package mutating func carry(_ state: StateCarrier) throws { try state.carry(part: &trace) }
}
