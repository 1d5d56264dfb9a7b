package import SavedState

/// The functions that the machine provides, where guests find them, and what was called.
package struct Calling: SavedPart {
    package let table: CallTable
    package let traps: TrapAddresses
    package var trace: CallTrace

    /// - Parameter firstMethod: FIRST_METHOD of the profile.
    init(table: CallTable, firstMethod: UInt32) {
        self.table = table
        traps = TrapAddresses(firstMethod: firstMethod)
        trace = CallTrace(names: table.calls.map(\.name))
    }

    package static let hostProperties: Set<String> = ["table", "traps"]
    package mutating func carry(_ state: StateCarrier) throws { try state.carry(part: &trace) }
}
