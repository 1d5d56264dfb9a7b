internal import CEMachine

/// What guest code costs that asks nothing of the kernel.
let guestWorkloads: [Workload] = [
    Workload(
        "guest", "programs by their processor time, against the same ones on qemu-system-arm and on qemu-arm",
        sizes: .fixed
    ) { context, _ in
        let others = SpeedEmulator.Kind.allCases.map { SpeedBaseline($0, context) }
        let measurements = try SpeedProgram.allCases.map { try context.measure($0, others) }
        for other in others { other.summarize(measurements, in: context) }
        return measurements
    }
]

extension BenchContext {
    /// The most batches of a program: they are long enough to differ little.
    private static let mostBatches = 20

    /// Takes the time of a program and, batch by batch in turn with it, of the same one on other emulators.
    package func measure(_ program: SpeedProgram, _ others: [SpeedBaseline]) throws -> Measurement {
        for other in others { other.begin() }
        let batches = min(plan.samples, Self.mostBatches) + TimedGuest.warmUps
        var checksum: String?
        let guest = try TimedGuest(
            board, .speed, arguments: "\(program.letter) \(batches)", operations: 1, clock: .processor
        ) { line in
            guard line != "begin" else { return }
            guard checksum == nil || checksum == line else {
                throw BenchError("\(program): computes \(line) after \(checksum ?? "")")
            }
            checksum = line
            for other in others { other.take(program, checksum: line) }
        }
        return try guest.measurement(
            "guest-\(program)", of: checksum ?? "", size: 0,
            baselines: others.map { ($0.kind.rawValue, Array($0.samples.dropFirst(TimedGuest.warmUps))) })
    }
}

/// Another emulator and what it took; without samples when it is not there or has failed.
package final class SpeedBaseline {
    let kind: SpeedEmulator.Kind
    private let context: BenchContext
    private var emulator: SpeedEmulator?
    fileprivate private(set) var samples: [Double] = []

    /// - Parameter path: of the emulator; nil for the one that is installed.
    package init(_ kind: SpeedEmulator.Kind, _ context: BenchContext, path: String? = nil) {
        self.kind = kind
        self.context = context
        guard let path = path ?? EmulatorChild.path(of: kind.rawValue) else {
            context.note("guest: \(kind.rawValue) is not installed, so that nothing is compared with it")
            return
        }
        do throws(BaselineFailure) { emulator = try SpeedEmulator(kind, path: path) } catch { giveUp(error) }
    }

    private func giveUp(_ failure: BaselineFailure) {
        emulator = nil
        samples = []
        context.note("guest: \(failure), so that nothing further is compared with it")
    }

    fileprivate func begin() { samples = [] }

    fileprivate func take(_ program: SpeedProgram, checksum: String) {
        guard let emulator else { return }
        do throws(BaselineFailure) { samples.append(try emulator.sample(program, expecting: checksum)) } catch {
            giveUp(error)
        }
    }

    /// Notes the middle of the ratios, and the greatest.
    fileprivate func summarize(_ measurements: [Measurement], in context: BenchContext) {
        let ratios = measurements.compactMap { measurement in
            measurement.ratio(to: kind.rawValue).map { (value: $0.value, name: measurement.name) }
        }
        guard let middle = Summary(ratios.map(\.value)), let worst = ratios.max(by: { $0.value < $1.value }) else {
            return
        }
        context.note(
            "guest: against \(kind.rawValue) the median is \(Units.significant(middle.median)) x, the greatest "
                + "\(Units.significant(worst.value)) x (\(worst.name))")
    }
}
