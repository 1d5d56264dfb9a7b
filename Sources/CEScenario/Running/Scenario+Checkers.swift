import CECheckers
internal import CEMachine

extension Scenario {
    /// The checkers that a scenario may name.
    public static var checkerNames: [String] { Checker.allCases.map(\.name) }

    /// The word for looking for nothing, which stands alone.
    static let noCheckers = "none"

    /// Why these names cannot be checkers of a scenario, or nil.
    public static func mistake(inCheckers names: [String]) -> String? {
        if names.contains(noCheckers), names.count > 1 { return "'\(noCheckers)' stands alone among checkers" }
        guard let unknown = names.first(where: { $0 != "all" && $0 != noCheckers && !checkerNames.contains($0) })
        else { return names.isEmpty ? "names no checker; '\(noCheckers)' looks for nothing" : nil }
        return
            "there is no checker '\(unknown)'; valid are all, \(noCheckers), \(checkerNames.joined(separator: ", "))"
    }

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
        return checkers.contains("all") ? Set(Checker.allCases) : Set(checkers.compactMap(Checker.init(named:)))
    }
}
