/// What a machine offers that files may name. Files are checked against it, so that this module knows no machine.
package struct MachineVocabulary: Sendable {
    package var cpus: [String]
    package var deviceTypes: [String]
    package var checkers: [String]
    package var functions: Set<String>
    /// Those of the functions that make copy-maps.
    package var copyMaps: [String]

    package init(
        cpus: [String] = [], deviceTypes: [String] = [], checkers: [String] = [], functions: Set<String> = [],
        copyMaps: [String] = []
    ) {
        self.cpus = cpus
        self.deviceTypes = deviceTypes
        self.checkers = checkers
        self.functions = functions
        self.copyMaps = copyMaps
    }

    /// The word for all checkers.
    package static let allCheckers = "all"
    /// The word for looking for nothing, which stands alone.
    package static let noCheckers = "none"

    /// Why these names cannot be checkers of a scenario, or nil.
    package func mistake(inCheckers names: [String]) -> String? {
        let none = Self.noCheckers
        if names.contains(none), names.count > 1 { return "'\(none)' stands alone among checkers" }
        guard let unknown = names.first(where: { $0 != Self.allCheckers && $0 != none && !checkers.contains($0) })
        else { return names.isEmpty ? "names no checker; '\(none)' looks for nothing" : nil }
        return
            "there is no checker '\(unknown)'; valid are \(Self.allCheckers), \(none), \(checkers.joined(separator: ", "))"
    }
}
