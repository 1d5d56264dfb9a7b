/// The calls of a run that failed, for a person.
package struct RefusalText {
    /// Calls at the beginning, where the cause is, and at the end, where it was met: each so many at most.
    private static let shown = 10

    /// One entry a call, of two lines, or one line that counts what is left out.
    package let entries: [String]

    package init(_ run: ScenarioObservation) {
        let all = run.refusals
        guard all.count > 2 * Self.shown else {
            entries = all.map(\.lines)
            return
        }
        let hidden = all.count - 2 * Self.shown
        entries =
            all.prefix(Self.shown).map(\.lines)
            + ["\(hidden) more call\(hidden == 1 ? "" : "s") failed here, which --json has"]
            + all.suffix(Self.shown).map(\.lines)
    }
}
