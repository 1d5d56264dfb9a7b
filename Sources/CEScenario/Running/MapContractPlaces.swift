internal import CECheckers
import CEMachine
internal import Diagnostics
internal import GuestAddress
import MachineTerms
import RunReports
import ScenarioFiles

/// Finds the physical addresses of what rules of the map name: regions of config.bib and devices of the board.
struct MapContractPlaces {
    private let machine: Machine
    private let board: BoardFile

    init(_ machine: Machine, _ board: BoardFile) {
        self.machine = machine
        self.board = board
    }

    /// The rules with addresses in place of names.
    /// - Throws: `InputErrors` for every name that nothing has.
    func resolved(_ rules: [Expectations.Located<MapContract>]) throws(InputErrors) -> [MapContract] {
        var errors: [InputError] = []
        var contracts: [MapContract] = []
        for rule in rules {
            var contract = rule.value
            if case .named(let name) = contract.place {
                guard let range = range(of: name), let last = range.last else {
                    errors.append(
                        InputError(
                            at: rule.location,
                            "no mapped region of config.bib and no device is called '\(name.prefix(60))'"))
                    continue
                }
                contract.place = .addresses(range.base.rawValue...last.rawValue)
            }
            contracts.append(contract)
        }
        guard errors.isEmpty else { throw InputErrors(errors) }
        return contracts
    }

    private func range(of name: String) -> AddressRange<PhysicalAddress>? {
        if let range = machine.physicalRange(ofRegion: name) { return range }
        return board.devices.first { $0.name == name }.map { AddressRange(base: $0.base, clampedSize: GuestPage.size) }
    }

    /// What the result has of each rule.
    static func records(
        of machine: Machine, _ rules: [Expectations.Located<MapContract>]
    ) -> [ScenarioObservation.MapRule] {
        let violations = Dictionary(grouping: machine.contractViolations, by: \.contract)
        return rules.enumerated().map { index, rule in
            ScenarioObservation.MapRule(
                rule: rule.value.text, location: rule.location, held: machine.heldContracts[index] ?? 0,
                violations: (violations[index] ?? []).map(\.found))
        }
    }

    /// What a run's violations say of the rules as they are written.
    static func failures(
        _ violations: [MapViolation], of rules: [Expectations.Located<MapContract>]
    ) -> [ExpectationFailure] {
        violations.compactMap { violation in
            guard rules.indices.contains(violation.contract) else { return nil }
            let rule = rules[violation.contract]
            return ExpectationFailure(
                "map", expected: rule.value.text, found: violation.found, at: rule.location)
        }
    }
}
