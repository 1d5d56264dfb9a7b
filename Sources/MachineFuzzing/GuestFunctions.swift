import CEMachine

/// A function that a made-up program calls.
struct GuestFunction {
    let name: String
    /// Nil: it is imported by name.
    let ordinal: UInt32?

    /// Every function of coredll that the machine provides. The order is the machine's, so an input keeps its meaning
    /// as long as functions are only added at the end; the inputs that are kept are replayed for what they break, not
    /// for what they call.
    static let all: [GuestFunction] = Machine.functionNames.compactMap { name in
        guard let function = Machine.imported(name: name, from: "coredll.dll"), function.isProvided else { return nil }
        return GuestFunction(name: name, ordinal: function.ordinal)
    }
}
