/// Something whose time is taken again and again: a workload at one size, or a baseline.
package struct Probe {
    package var name: String
    /// How many operations one run makes: its time is divided by them.
    package var operations: Int
    /// Before each run, outside the time.
    package var prepare: () throws -> Void
    /// What is timed.
    package var run: () throws -> Void
    /// After each run, outside the time: it checks what the run did and undoes it.
    package var finish: () throws -> Void
    /// Seconds of the last run by a clock of its own; nil for the host's.
    package var ownSeconds: (() -> Double)?

    package init(
        _ name: String, operations: Int = 1, prepare: @escaping () throws -> Void = {},
        run: @escaping () throws -> Void, finish: @escaping () throws -> Void = {}, ownSeconds: (() -> Double)? = nil
    ) {
        self.name = name
        self.operations = operations
        self.prepare = prepare
        self.run = run
        self.finish = finish
        self.ownSeconds = ownSeconds
    }
}

/// How long and how often things are measured.
package struct SamplingPlan: Hashable, Sendable {
    package var samples: Int
    /// Seconds for one workload at one size with its baselines; at least `leastSamples` are taken all the same.
    package var budget: Double
    package static let leastSamples = 5
    package static let warmUps = 2

    package init(samples: Int = 60, budget: Double = 0.8) {
        self.samples = samples
        self.budget = budget
    }

    /// Runs all probes in turn, so that a disturbance of the machine meets each of them.
    /// - Parameter afterWarmUp: called once before the samples are taken, when everything is as it will be from then
    ///   on.
    /// - Returns: for each probe its samples in seconds an operation.
    package func measure(_ probes: [Probe], afterWarmUp: () throws -> Void = {}) throws -> [[Double]] {
        let clock = ContinuousClock()
        for _ in 0..<Self.warmUps { for probe in probes { _ = try Self.time(probe, clock) } }
        try afterWarmUp()
        var times = [[Double]](repeating: [], count: probes.count)
        let start = clock.now
        for sample in 0..<max(samples, 1) {
            if sample >= Self.leastSamples, (clock.now - start) / .seconds(1) > budget { break }
            for (index, probe) in probes.enumerated() { times[index].append(try Self.time(probe, clock)) }
        }
        return times
    }

    private static func time(_ probe: Probe, _ clock: ContinuousClock) throws -> Double {
        try probe.prepare()
        let start = clock.now
        try probe.run()
        let end = clock.now
        try probe.finish()
        return (probe.ownSeconds?() ?? (end - start) / .seconds(1)) / Double(max(probe.operations, 1))
    }
}
