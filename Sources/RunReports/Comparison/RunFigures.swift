package import MachineTerms

extension ScenarioResult {
    /// The figures of the run; none of what was not run, and fewer of results of older versions.
    package var figures: [RunFigure: UInt64] {
        guard status != .skipped, status != .error else { return [:] }
        var figures: [RunFigure: UInt64] = [
            .calls: observation.calls.reduce(0) { $0 &+ UInt64(clamping: $1.count) },
            .leaks: UInt64(clamping: observation.leakTotal), .virtualTime: observation.virtualNanoseconds,
            .hostTime: Self.nanoseconds(seconds),
        ]
        let pool = observation.ledger
        if let total = pool.first(where: { $0.use == .total }), let free = pool.first(where: { $0.use == .free }) {
            // Of free pages the peak is the fewest.
            figures[.pages] = UInt64(clamping: total.start.subtractingReportingOverflow(free.peak).partialValue)
        }
        if let written = observation.tableWords, let cleared = observation.tableWordsCleared {
            figures[.tableWords] = written.addingReportingOverflow(cleared).partialValue
        }
        figures[.invalidations] = observation.tlbInvalidations
        return figures
    }

    private static func nanoseconds(_ seconds: Double) -> UInt64 {
        seconds.isFinite && seconds > 0 ? UInt64(min(seconds, 1e9) * 1e9) : 0
    }
}
