/// What a machine offers that files may name. Files are checked against it, so that this module knows no machine.
package struct MachineVocabulary: Sendable {
    package var cpus: [String]
    package var deviceTypes: [String]
    package var checkers: [String]
    /// Made when a file names a function, and by each access anew: a list of a thousand takes as long as a scenario.
    package var functions: Set<String> { listFunctions() }
    /// Those of the functions that make copy-maps.
    package var copyMaps: [String]

    private let listFunctions: @Sendable () -> Set<String>

    package init(
        cpus: [String] = [], deviceTypes: [String] = [], checkers: [String] = [],
        functions: @escaping @autoclosure @Sendable () -> Set<String> = [], copyMaps: [String] = []
    ) {
        self.cpus = cpus
        self.deviceTypes = deviceTypes
        self.checkers = checkers
        listFunctions = functions
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
