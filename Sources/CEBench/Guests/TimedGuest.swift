import CEKernel
internal import CEMachine
internal import GuestAddress
internal import HostSystem

/// A run of an application that prints a line after each batch of work: the time between two lines is a sample.
struct TimedGuest {
    /// What can be run.
    enum Application {
        /// The frame driver and its application.
        case frames
        /// The programs that only compute.
        case speed

        fileprivate var name: String { self == .frames ? "frames.exe" : "speed.exe" }

        fileprivate func add(to machine: Machine, arguments: String) {
            switch self {
            case .frames:
                machine.addFile(named: "frm.dll", bytes: PackageResources.frm_dll)
                machine.addFile(named: name, bytes: PackageResources.frames_exe)
                machine.addBuiltInDriver(DriverConfiguration(name: "Frames", dll: "frm.dll", prefix: "FRM", index: 1))
            case .speed: machine.addFile(named: name, bytes: PackageResources.speed_exe)
            }
            machine.addProcess(image: name, arguments: arguments)
        }
    }

    /// What time is taken.
    enum Clock {
        case wall
        /// The processor's, as far as this process has it.
        case processor

        fileprivate var seconds: Double { self == .wall ? Host.monotonicSeconds : Host.processorSeconds }
    }

    /// Batches whose times are not used.
    static let warmUps = 2
    /// What the application makes in a batch.
    static let callsInABatch = 200
    static let framesInABatch = 60
    static let frameSize: UInt64 = 307_200

    private(set) var samples: [String: [Double]] = [:]
    /// What one batch counted, the first after the warm-up.
    private(set) var counts: [String: OperationCounts] = [:]

    /// - Parameters:
    ///   - arguments: the application's.
    ///   - operations: in a batch, which times and counts are divided by.
    ///   - clock: whose time is taken.
    ///   - between: called after each batch, outside the time.
    /// - Throws: `BenchError` when the application does not end well: it has checked what it read.
    init(
        _ board: BenchBoard, _ application: Application = .frames, arguments: String, operations: Int,
        clock: Clock = .wall, between: @escaping (String) throws -> Void = { _ in }
    ) throws {
        let machine = try Machine(board: board.configuration)
        application.add(to: machine, arguments: arguments)
        let log = BatchLog(machine, clock, operations: operations, between: between)
        machine.onOutputLine = { log.take($0) }
        let outcome = try machine.run(virtualTimeout: .max)
        machine.onOutputLine = nil
        if let failure = log.failure { throw failure }
        guard outcome == .completed, machine.processes.map(\.exitCode) == [0], machine.leaks.isEmpty else {
            throw BenchError(
                "\(application.name) \(arguments) ended with \(machine.processes.first?.exitCode.map { "\($0)" } ?? "no result"): "
                    + (machine.outputLines.last ?? ""))
        }
        samples = log.samples.mapValues { Array($0.dropFirst(Self.warmUps)) }
        counts = log.counts
    }

    /// The measurement of one kind of batch.
    /// - Parameter baselines: names and samples taken in turn with those of this kind.
    func measurement(
        _ name: String, of kind: String, size: UInt64, baselines: [(name: String, samples: [Double])]
    ) throws -> Measurement {
        guard let own = samples[kind], let seconds = Summary(own) else { throw BenchError("\(name): no sample") }
        let ratios = baselines.compactMap { baseline in
            Ratio(own, over: baseline.samples).map { Measurement.NamedRatio(baseline: baseline.name, ratio: $0) }
        }
        return Measurement(
            name: name, size: size, seconds: seconds, counts: counts[kind] ?? OperationCounts(), ratios: ratios)
    }
}

/// What the lines of the application say about time.
private final class BatchLog {
    private let kernel: Kernel
    private let operations: Int
    private let between: (String) throws -> Void
    private let clock: TimedGuest.Clock
    private var last: Double
    private var lastCounts: MachineCounts
    private(set) var samples: [String: [Double]] = [:]
    private(set) var counts: [String: OperationCounts] = [:]
    private(set) var failure: (any Error)?

    init(
        _ machine: Machine, _ clock: TimedGuest.Clock, operations: Int, between: @escaping (String) throws -> Void
    ) {
        kernel = machine.kernel
        self.clock = clock
        self.operations = operations
        self.between = between
        last = clock.seconds
        lastCounts = kernel.counts
    }

    func take(_ line: String) {
        let now = clock.seconds
        let found = kernel.counts
        samples[line, default: []].append((now - last) / Double(operations))
        if samples[line]?.count == TimedGuest.warmUps + 1 {
            counts[line] = OperationCounts(found, since: lastCounts, operations: UInt64(operations))
        }
        do { try between(line) } catch { failure = failure ?? error }
        lastCounts = found
        last = clock.seconds
    }
}
