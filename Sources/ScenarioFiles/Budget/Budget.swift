package import Diagnostics
internal import HostSystem
package import MachineTerms

/// What scenarios may use, and how much more than in an earlier run.
package struct Budget: Sendable {
    package enum Bound: Hashable, Sendable {
        /// So much at most.
        case most(UInt64)
        /// So much more than before.
        case growth(UInt64)
        /// So much more than before, in hundredths of a percent of that.
        case growthByShare(UInt64)
    }

    /// A bound of one figure.
    package struct Rule: Sendable {
        package var figure: RunFigure
        package var bound: Bound
        package var location: SourceLocation
        fileprivate var patterns: [Glob]

        /// Whether it holds for a scenario of one of these names.
        package func isFor(_ names: [String]) -> Bool {
            patterns.isEmpty || patterns.contains { pattern in names.contains(where: pattern.matches) }
        }
    }

    /// In the order of the file.
    package let rules: [Rule]
    /// Whether scenarios of the earlier run may be missing from the later one.
    package let allowsGone: Bool

    /// Reads a budget file.
    /// - Throws: `InputErrors`.
    package init(path: String) throws(InputErrors) {
        let reference = FileReference(path: path, location: SourceLocation(file: path))
        try self.init(bytes: reference.read(), path: path)
    }

    /// Reads a budget file's text.
    /// - Throws: `InputErrors`.
    package init(bytes: [UInt8], path: String) throws(InputErrors) {
        let root = try Shape.mapping(BudgetSchema.root).value(of: YAMLNode(parsing: bytes, file: path))
        rules = (root[BudgetSchema.limits]?.items ?? []).flatMap(Self.rules)
        allowsGone = root[BudgetSchema.gone]?.text == "allow"
        if rules.isEmpty { throw InputErrors(InputError(at: root.location, "bounds nothing: no limit has a figure")) }
    }

    private static func rules(of limit: SchemaValue) -> [Rule] {
        let patterns = (limit[BudgetSchema.scenarios]?.items ?? []).compactMap(\.text).map(Glob.init)
        return [BudgetSchema.growth, BudgetSchema.most].flatMap { key in
            (limit[key]?.entries ?? []).compactMap { entry in
                guard let figure = RunFigure(rawValue: entry.key) else { return nil }
                return bound(entry.value, isGrowth: key.name == BudgetSchema.growth.name).map {
                    Rule(figure: figure, bound: $0, location: entry.keyLocation, patterns: patterns)
                }
            }
        }
    }

    private static func bound(_ value: SchemaValue, isGrowth: Bool) -> Bound? {
        if let share = value.share { return .growthByShare(share) }
        let number = value.nanoseconds ?? value.integer.flatMap(UInt64.init(exactly:))
        return number.map { isGrowth ? .growth($0) : .most($0) }
    }
}
