internal import CEMachine

extension Scenario {
    /// The checkers that a scenario may name.
    static var checkerNames: [String] { Checker.allCases.map(\.rawValue) }

    /// What the machine is to look for.
    var machineCheckers: Set<Checker> {
        guard let checkers else { return Checker.standard }
        return checkers.contains("all") ? Set(Checker.allCases) : Set(checkers.compactMap(Checker.init(rawValue:)))
    }
}
