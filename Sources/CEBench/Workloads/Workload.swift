package import CEKernel
import CEMachine
internal import GuestAddress

/// Something that can be measured: `cebench list` shows them, `cebench run` takes their names.
package struct Workload: Sendable {
    /// What a workload takes: any of the sizes asked for, or one thing whose size is its own.
    package enum Sizes: Hashable, Sendable {
        case upTo(UInt64)
        case fixed
    }

    package let name: String
    package let summary: String
    /// Sizes above this are measured only when they are asked for.
    package let sizes: Sizes
    let measure: @Sendable (BenchContext, UInt64) throws -> [Measurement]

    init(
        _ name: String, _ summary: String, sizes: Sizes,
        measure: @escaping @Sendable (BenchContext, UInt64) throws -> [Measurement]
    ) {
        self.name = name
        self.summary = summary
        self.sizes = sizes
        self.measure = measure
    }

    /// The explicit list, in the order of reports.
    package static let all: [Workload] =
        mappingWorkloads + accessWorkloads + kernelWorkloads + programWorkloads + guestWorkloads
}

/// What workloads are measured with.
package final class BenchContext {
    let board: BenchBoard
    let plan: SamplingPlan
    /// The scenario file of the `scenario` workload.
    let scenario: String
    /// What was left out, and why.
    package private(set) var notes: [String] = []

    package init(board: BenchBoard, plan: SamplingPlan, scenario: String) {
        self.board = board
        self.plan = plan
        self.scenario = scenario
    }

    /// Whether nothing is compared with the other emulator any more: it is not there, or has failed.
    private var isWithoutOtherEmulator = false

    private func giveUp(_ failure: BaselineFailure) {
        isWithoutOtherEmulator = true
        note("qemu: \(failure), so that nothing further is compared with it")
    }

    /// The other emulator with a mapping of a size; nil, and a note, without it.
    func otherEmulator(_ size: UInt64) -> OtherEmulator? {
        guard !isWithoutOtherEmulator, OtherEmulator.sizes.contains(size) else { return nil }
        guard let path = EmulatorChild.path(of: OtherEmulator.program) else {
            giveUp(BaselineFailure(description: "\(OtherEmulator.program) is not installed"))
            return nil
        }
        do throws(BaselineFailure) { return try OtherEmulator(path: path, size: size) } catch {
            giveUp(error)
            return nil
        }
    }

    func note(_ text: String) { if !notes.contains(text) { notes.append(text) } }

    /// A fresh machine whose buffer holds the pattern.
    /// - Parameters:
    ///   - size: bytes that are mapped.
    ///   - board: another one than the run's.
    func machine(
        for size: UInt64, atLeast needed: UInt64? = nil, on board: BenchBoard? = nil
    ) throws -> BenchMachine {
        let bench = try BenchMachine(board ?? self.board)
        let needed = needed ?? size
        guard needed <= bench.buffer.size else {
            throw ShortageError(
                description: "needs \(Units.size(needed)) of RAM beside the kernel's; the board has "
                    + Units.size(bench.buffer.size))
        }
        try bench.writePattern(size: size)
        return bench
    }

    /// Takes the time of the first probe and, in turn with it, of the others, which it is compared to.
    /// - Parameter kernel: whose counts are taken, over one run of the first probe after the warm-up; nil for none.
    package func measure(
        _ name: String, size: UInt64, _ probes: [Probe], counting kernel: Kernel? = nil
    ) throws -> Measurement {
        guard let own = probes.first else { throw BenchError("\(name): nothing to measure") }
        var counts = OperationCounts()
        func takeCounts() throws {
            guard let kernel else { return }
            try own.prepare()
            let before = kernel.counts
            try own.run()
            counts = OperationCounts(kernel.counts, since: before, operations: UInt64(max(own.operations, 1)))
            try own.finish()
        }
        let baselines = probes.dropFirst()
        // One baseline at a time: one that goes through all of the host's caches would spoil the others' figures.
        var plan = plan
        plan.budget /= Double(max(1, baselines.count))
        var samples: [Double] = []
        var ratios: [Measurement.NamedRatio] = []
        for baseline in baselines {
            let times: [[Double]]
            do { times = try plan.measure([own, baseline], afterWarmUp: samples.isEmpty ? takeCounts : {}) } catch let
                failure as BaselineFailure
            {
                giveUp(failure)
                continue
            }
            if samples.isEmpty { samples = times[0] }
            if let ratio = Ratio(times[0], over: times[1]) {
                ratios.append(Measurement.NamedRatio(baseline: baseline.name, ratio: ratio))
            }
        }
        if samples.isEmpty { samples = try plan.measure([own], afterWarmUp: takeCounts)[0] }
        guard let seconds = Summary(samples) else { throw BenchError("\(name): no sample") }
        return Measurement(name: name, size: size, seconds: seconds, counts: counts, ratios: ratios)
    }
}

extension OperationCounts {
    init(_ after: MachineCounts, since before: MachineCounts, operations: UInt64) {
        self.init(values: [
            (after.descriptors - before.descriptors + after.cleared - before.cleared) / operations,
            (after.tables - before.tables) / operations, (after.invalidations - before.invalidations) / operations,
            (after.instructions - before.instructions) / operations, (after.pages - before.pages) / operations,
        ])
    }
}
