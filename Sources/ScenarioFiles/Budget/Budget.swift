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
    }

    /// Bounds of the same scenarios.
    package struct Limit: Sendable {
        package var rules: [Rule]
        package var location: SourceLocation
        fileprivate var patterns: [Glob]

        /// Whether it holds for a scenario of one of these names.
        package func isFor(_ names: Set<String>) -> Bool {
            patterns.isEmpty || patterns.contains { pattern in names.contains(where: pattern.matches) }
        }
    }

    /// Every pattern is held against every scenario of two runs.
    private static let patternLimit = 500
    private static let patternLength = 200

    /// In the order of the file.
    package let limits: [Limit]
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
        limits = (root[BudgetSchema.limits]?.items ?? []).map(Self.limit)
        allowsGone = root[BudgetSchema.gone]?.text == "allow"
        try Self.check(root, limits)
    }

    private static func check(_ root: SchemaValue, _ limits: [Limit]) throws(InputErrors) {
        if limits.allSatisfy(\.rules.isEmpty) {
            throw InputErrors(InputError(at: root.location, "bounds nothing: no limit has a figure"))
        }
        let patterns = (root[BudgetSchema.limits]?.items ?? []).flatMap { $0[BudgetSchema.scenarios]?.items ?? [] }
        // A limit for all scenarios counts as one.
        guard max(patterns.count, limits.count) <= patternLimit else {
            throw InputErrors(InputError(at: root.location, "has more than \(patternLimit) limits or patterns"))
        }
        if let long = patterns.first(where: { ($0.text ?? "").utf8.count > patternLength }) {
            throw InputErrors(InputError(at: long.location, "a pattern has more than \(patternLength) bytes"))
        }
    }

    private static func limit(_ node: SchemaValue) -> Limit {
        let rules = [BudgetSchema.growth, BudgetSchema.most].flatMap { key in
            (node[key]?.entries ?? []).compactMap { entry -> Rule? in
                guard let figure = RunFigure(rawValue: entry.key) else { return nil }
                return bound(entry.value, isGrowth: key.name == BudgetSchema.growth.name).map {
                    Rule(figure: figure, bound: $0, location: entry.keyLocation)
                }
            }
        }
        let patterns = (node[BudgetSchema.scenarios]?.items ?? []).compactMap(\.text).map(Glob.init)
        return Limit(rules: rules, location: node.location, patterns: patterns)
    }

    private static func bound(_ value: SchemaValue, isGrowth: Bool) -> Bound? {
        if let share = value.share { return .growthByShare(share) }
        let number = value.nanoseconds ?? value.integer.flatMap(UInt64.init(exactly:))
        return number.map { isGrowth ? .growth($0) : .most($0) }
    }
}
