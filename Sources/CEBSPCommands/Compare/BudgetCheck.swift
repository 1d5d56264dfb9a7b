internal import MachineTerms
internal import RunReports
internal import ScenarioFiles

/// What of a comparison is past a budget.
struct BudgetCheck {
    /// A bound that is broken.
    struct Breach {
        /// The pair of the comparison.
        var pair: Int
        /// Nil where the scenario itself is not as it was.
        var figure: RunFigure?
        /// The rest of a sentence about the figure: `at most 100`.
        var bound: String
        /// In the compiler's form.
        var message: String
    }

    private(set) var breaches: [Breach] = []
    /// Limits that named no scenario, in the compiler's form: they bound nothing.
    private(set) var unused: [String] = []

    init(_ comparison: RunComparison, _ budget: Budget, path: String) {
        var used = [Bool](repeating: false, count: budget.limits.count)
        for (index, pair) in comparison.pairs.enumerated() {
            if let bound = Self.status(pair, allowsGone: budget.allowsGone) {
                breaches.append(
                    Breach(pair: index, figure: nil, bound: bound, message: "\(path): error: \(pair.name): \(bound)"))
            }
            let names = pair.names
            for (position, limit) in budget.limits.enumerated() where limit.isFor(names) {
                used[position] = true
                breaches += limit.rules.compactMap { Self.breach($0, pair, index) }
            }
        }
        unused = zip(budget.limits, used).filter { !$0.1 }.map {
            "\($0.0.location): warning: no scenario of the runs has one of these names"
        }
    }

    /// What is wrong with a scenario whatever it uses; nil when nothing is.
    private static func status(_ pair: RunComparison.Pair, allowsGone: Bool) -> String? {
        guard let after = pair.after else { return allowsGone ? nil : "is gone" }
        if !after.isGood { return "is \(after.status.rawValue)" }
        let wasRun = pair.before.map { $0.status != .skipped } ?? false
        return after.status == .skipped && wasRun && !allowsGone ? "is skipped" : nil
    }

    private static func breach(_ rule: Budget.Rule, _ pair: RunComparison.Pair, _ index: Int) -> Breach? {
        guard let bound = broken(rule, pair) else { return nil }
        let value = pair.figuresAfter[rule.figure].map { FigureText.value($0, rule.figure) } ?? "unknown"
        let text = "\(pair.name): \(FigureText.name(rule.figure)) \(value), \(bound)"
        return Breach(pair: index, figure: rule.figure, bound: bound, message: "\(rule.location): error: \(text)")
    }

    /// The bound in words when the pair breaks it.
    private static func broken(_ rule: Budget.Rule, _ pair: RunComparison.Pair) -> String? {
        // What was not run has no figures, and its status says so.
        guard !pair.figuresAfter.isEmpty else { return nil }
        guard let after = pair.figuresAfter[rule.figure] else { return "which the later run does not tell" }
        if case .most(let most) = rule.bound {
            return after > most ? "at most \(FigureText.value(most, rule.figure))" : nil
        }
        // A new scenario has grown by nothing.
        guard !pair.figuresBefore.isEmpty else { return nil }
        guard let before = pair.figuresBefore[rule.figure] else { return "which the earlier run does not tell" }
        let room: UInt64
        let words: String
        switch rule.bound {
        case .growth(let number): (room, words) = (number, FigureText.value(number, rule.figure))
        case .growthByShare(let share):
            room = Self.part(share, of: before)
            words = FigureText.share(share)
        case .most: return nil
        }
        let isBroken = after > before && after - before > room
        return isBroken ? "was \(FigureText.value(before, rule.figure)), may grow by \(words)" : nil
    }

    /// Hundredths of a percent of a number, without the part behind the point.
    private static func part(_ share: UInt64, of number: UInt64) -> UInt64 {
        let product = number.multipliedFullWidth(by: share)
        guard product.high < 10_000 else { return .max }
        return UInt64(10_000).dividingFullWidth(product).quotient
    }
}
