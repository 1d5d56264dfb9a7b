import CECheckers
internal import CEMachine
package import ScenarioFiles

extension Scenario {
    /// The scenario with these checkers in place of its own, unless they are nil.
    package func checked(by names: [String]?) -> Scenario {
        guard let names else { return self }
        var scenario = self
        scenario.checkers = names
        return scenario
    }

    /// What the machine is to look for.
    var machineCheckers: Set<Checker> {
        guard let checkers else { return Checker.standard }
        if checkers.contains(MachineVocabulary.verifyCheckers) { return Set(Checker.allCases) }
        let named = Set(checkers.compactMap(Checker.init(named:)))
        return checkers.contains(MachineVocabulary.allCheckers) ? Checker.ordinary.union(named) : named
    }
}
