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
    /// The word for those and what only a verified run looks for.
    package static let verifyCheckers = "verify"
    /// The word for looking for nothing, which stands alone.
    package static let noCheckers = "none"

    /// Why these names cannot be checkers of a scenario, or nil.
    package func mistake(inCheckers names: [String]) -> String? {
        let none = Self.noCheckers
        if names.contains(none), names.count > 1 { return "'\(none)' stands alone among checkers" }
        let words = [Self.allCheckers, Self.verifyCheckers, none]
        guard let unknown = names.first(where: { !words.contains($0) && !checkers.contains($0) })
        else { return names.isEmpty ? "names no checker; '\(none)' looks for nothing" : nil }
        return
            "there is no checker '\(unknown)'; valid are \((words + checkers).joined(separator: ", "))"
    }
}
