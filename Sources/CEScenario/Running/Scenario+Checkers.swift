internal import CEMachine

extension Scenario {
    /// The checkers that a scenario may name.
    public static var checkerNames: [String] { Checker.allCases.map(\.rawValue) }

    /// The scenario with these checkers in place of its own, unless they are nil.
    public func checked(by names: [String]?) -> Scenario {
        guard let names else { return self }
        var scenario = self
        scenario.checkers = names
        return scenario
    }

    /// What the machine is to look for.
    var machineCheckers: Set<Checker> {
        guard let checkers else { return Checker.standard }
        return checkers.contains("all") ? Set(Checker.allCases) : Set(checkers.compactMap(Checker.init(rawValue:)))
    }
}
