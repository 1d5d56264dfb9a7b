package import SavedState

/// The functions that the machine provides, where guests find them, and what was called.
package struct Calling: SavedPart {
    package let table: CallTable
    /// The functions that guests run without calling the host.
    package let guestCode: LibraryAddresses
    package let traps: TrapAddresses
    package var trace: CallTrace
    /// The rule that the call in hand has broken.
    var brokenRule: BrokenRule?

    /// - Parameter firstMethod: FIRST_METHOD of the profile.
    init(table: CallTable, guestCode: LibraryAddresses, firstMethod: UInt32) {
        self.table = table
        self.guestCode = guestCode
        traps = TrapAddresses(firstMethod: firstMethod)
        trace = CallTrace(names: table.calls.map(\.name))
    }

    /// The rule that the call which has just failed broke, if it has said so.
    mutating func takeBrokenRule() -> BrokenRule? {
        guard brokenRule != nil else { return nil }
        defer { brokenRule = nil }
        return brokenRule
    }

    /// The call has come to its end without it.
    @inline(__always)
    mutating func forgetBrokenRule() { if brokenRule != nil { brokenRule = nil } }

    package static let hostProperties: Set<String> = ["table", "guestCode", "traps", "brokenRule"]
    package mutating func carry(_ state: StateCarrier) throws { try state.carry(part: &trace) }
}
