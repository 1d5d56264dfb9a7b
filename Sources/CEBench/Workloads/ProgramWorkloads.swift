import CEKernel
internal import CEMachine
internal import CEScenario
internal import GuestAddress
import RunReports
internal import ScenarioFiles
internal import Unicorn

/// Whole guests: drivers, applications, scenarios.
let programWorkloads: [Workload] = [
    Workload("call", "a kernel call that switches nothing, against the engine's bare trap", sizes: .fixed) {
        context, _ in [try context.measureCalls("call", arguments: "calls")]
    },
    Workload("ioctl", "DeviceIoControl of a driver that does nothing, against the engine's bare trap", sizes: .fixed) {
        context, _ in [try context.measureCalls("ioctl", arguments: "ioctl")]
    },
    Workload("frames", "60 camera frames handed over by mapping, by ReadFile and by two copies", sizes: .fixed) {
        context, _ in
        let bench = try BenchMachine(context.board)
        guard bench.buffer.size >= TimedGuest.frameSize * UInt64(TimedGuest.framesInABatch) else {
            throw ShortageError(description: "needs 18 MB of RAM beside the kernel's")
        }
        let physical = String(bench.buffer.base.rawValue, radix: 16)
        let guest = try TimedGuest(
            context.board, arguments: "\(context.plan.samples + TimedGuest.warmUps) frames \(physical)",
            operations: TimedGuest.framesInABatch)
        let names = [("frames-mapped", "mapped"), ("frames-read", "read"), ("frames-twice", "twice")]
        return try names.map { name, kind in
            try guest.measurement(
                name, of: kind, size: TimedGuest.frameSize,
                baselines: kind == "mapped" ? [] : [("mapped", guest.samples["mapped"] ?? [])])
        }
    },
    Workload("scenario", "a whole scenario, from its file to its result", sizes: .fixed) { context, _ in
        let found = ScenarioDiscovery([context.scenario])
        guard let scenario = found.scenarios.first else {
            context.note("scenario: \(context.scenario) is not there or not a scenario; name one with --scenario")
            return []
        }
        let probe = Probe(
            "scenario",
            run: {
                let result = ScenarioRunner().run(scenario)
                guard result.status == .passed else {
                    throw BenchError("scenario: \(context.scenario) does not pass (\(result.status.rawValue))")
                }
            })
        return [try context.measure("scenario", size: 0, [probe])]
    },
    Workload("state", "a machine amidst that scenario is saved, and restored into a fresh one", sizes: .fixed) {
        context, _ in
        guard let scenario = ScenarioDiscovery([context.scenario]).scenarios.first else {
            context.note("state: \(context.scenario) is not there or not a scenario; name one with --scenario")
            return []
        }
        let setup = try ScenarioSetup(scenario)
        _ = try setup.machine.run(virtualTimeout: scenario.timeout, untilCall: 10)
        let bytes = try setup.machine.saved().bytes
        context.note("state: \(bytes.count) bytes")
        var fresh: ScenarioSetup?
        let save = Probe(
            "state-save",
            run: { guard try setup.machine.saved().bytes == bytes else { throw BenchError("state: saves differ") } })
        let restore = Probe(
            "state-restore", prepare: { fresh = try ScenarioSetup(scenario) },
            run: { try fresh?.machine.restore(SavedMachine(bytes: bytes)) })
        return [
            try context.measure("state-save", size: 0, [save]),
            try context.measure("state-restore", size: 0, [restore]),
        ]
    },
]

extension BenchContext {
    /// Takes the time of calls that the application makes, batch by batch in turn with bare traps.
    /// - Parameters:
    ///   - name: the line that the application prints after each batch.
    ///   - arguments: what the application is to do.
    fileprivate func measureCalls(_ name: String, arguments: String) throws -> Measurement {
        let bench = try BenchMachine(board)
        var traps: [Double] = []
        let guest = try TimedGuest(
            board, arguments: "\(plan.samples + TimedGuest.warmUps) \(arguments)", operations: TimedGuest.callsInABatch
        ) { line in
            if line == name { traps.append(try bench.timeBareTraps(TimedGuest.callsInABatch)) }
        }
        return try guest.measurement(
            name, of: name, size: 0, baselines: [("trap", Array(traps.dropFirst(TimedGuest.warmUps)))])
    }
}

extension BenchMachine {
    /// Seconds that the core takes for one branch to an address that nothing maps, up to the host and back: what every
    /// system call of a guest takes at least.
    func timeBareTraps(_ count: Int) throws -> Double {
        try run(.nothing, 0, count: 0)
        let start = code.rawValue &+ GuestCode.nothing.offset
        let engine = kernel.engine
        let clock = ContinuousClock()
        let begin = clock.now
        for _ in 0..<count { _ = try engine.run(from: start) }
        return (clock.now - begin) / .seconds(1) / Double(count)
    }
}
