/// Something that the machine can look for while guests run: its name and its text, and how it is made. Those that cost
/// something when nothing is wrong run only when a scenario names them.
package struct Checker: Sendable {
    /// What is wrong and what is right, as code.
    package struct Example: Sendable {
        package let bad: String
        package let good: String
    }

    /// The stable name of its findings.
    package let id: String
    /// What scenarios call it.
    package let name: String
    /// One line, without a full stop.
    package let title: String
    /// What goes wrong on the board, and why.
    package let explanation: String
    /// Nil where the explanation is enough.
    package let example: Example?
    /// Whether it runs when a scenario names no checkers: it costs nothing while all is well.
    package let isStandard: Bool
    /// Whether `verify` or its name alone switches it on: it changes where guests' memory lies, or costs much.
    package let isForVerification: Bool
    let make: @Sendable (CheckerSetup) -> RunningChecker

    init(
        id: String, name: String, title: String, explanation: String, example: Example? = nil, isStandard: Bool = false,
        isForVerification: Bool = false,
        make: @escaping @Sendable (CheckerSetup) -> RunningChecker
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.explanation = explanation
        self.example = example
        self.isStandard = isStandard
        self.isForVerification = isForVerification
        self.make = make
    }

    package init?(id: String) {
        guard let found = Self.all.first(where: { $0.id == id.uppercased() }) else { return nil }
        self = found
    }

    package init?(named name: String) {
        guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    package static let standard = Set(all.filter(\.isStandard))
    /// Those of `checkers: all`. `verify` has all that there are.
    package static let ordinary = Set(all.filter { !$0.isForVerification })
}

extension Checker: Hashable {
    package static func == (one: Checker, other: Checker) -> Bool { one.id == other.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Checker: CaseIterable {
    /// All checkers, by id.
    package static let allCases = all.sorted { $0.id < $1.id }
}
