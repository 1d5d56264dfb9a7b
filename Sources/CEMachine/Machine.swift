import CECheckers
import CEDevices
import CEDiagnosis
public import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
import SavedState
import Unicorn

/// An emulated CE machine: a board that has booted, and what runs on it.
///
/// A machine is used from one thread at a time. It is deterministic: the same board, files and drivers give the same
/// output, instruction counts and addresses on every run and host.
public final class Machine {
    /// The kernel, for clients of this package that measure or inspect it.
    package let kernel: Kernel
    let activeCheckers: ActiveCheckers
    let record: RunRecord
    let activity: ActivityRecord
    /// What the host's steps do.
    let story = HostStory()
    /// What those who use the machine have noted of its run, and what is saved with it.
    var clientParts: [ClientPart] = []

    /// The emulator and its version, for reports: `unicorn 2.0.1`.
    public static var engineVersion: String { CoreCatalog.engineVersion }
    /// Why no machine can be made on the engine that this program has, and what to do; nil when it can.
    public static var engineRefusal: String? { CoreCatalog.engineRefusal }

    /// The kinds of device that a board may have.
    public static var deviceTypes: [String] { DeviceType.allCases.map(\.rawValue) }

    /// The names of the cores that a board may have.
    public static var cpuNames: [String] { CoreCatalog.names }

    /// Boots a board: physical memory, the static map, the kernel's page tables, the MMU.
    /// - Throws: `MachineError` for a board that cannot be emulated, or the engine's error.
    public convenience init(board: BoardConfiguration) throws { try self.init(board: board, stock: MachineStock()) }

    /// Boots a board with a core out of a stock.
    /// - Parameters:
    ///   - board: what is booted.
    ///   - stock: where the board's core comes from: machines that follow each other may take the same one.
    /// - Throws: `MachineError` for a board that cannot be emulated, or the engine's error.
    public init(board: BoardConfiguration, stock: MachineStock) throws {
        var builder = try MachineBuilder(board, stock)
        kernel = Kernel(try builder.build())
        kernel.control.explainer = FaultDiagnosis(kernel)
        record = RunRecord(kernel)
        kernel.add(record)
        activity = ActivityRecord(kernel)
        if board.devices.contains(where: { $0.interrupt != nil }) { kernel.add(activity) }
        activeCheckers = ActiveCheckers(kernel)
        kernel.boot.host = story
    }

    // MARK: What the guest finds

    /// Puts a file under \Windows.
    public func addFile(named name: String, bytes: [UInt8]) { kernel.files.add(named: name, bytes: bytes) }

    /// Sets a registry value.
    /// - Parameters:
    ///   - key: relative to HKEY_LOCAL_MACHINE.
    ///   - name: the value's name; the key's own value has none.
    ///   - value: what it is set to.
    public func setRegistryValue(key: String, name: String, value: RegistryValue) {
        kernel.registry.set(key, name, value)
    }

    /// Has a driver activated when the machine runs, after those asked for before, as HKLM\Drivers\BuiltIn would.
    public func addBuiltInDriver(_ driver: DriverConfiguration) {
        let key = "Drivers\\BuiltIn\\\(driver.name)"
        for (name, value) in driver.registryValues { kernel.registry.set(key, name, value) }
        kernel.boot.add(.activate(key: key, name: driver.name, dll: driver.dll))
    }

    /// Has a process started when the drivers are up, after those asked for before.
    /// - Parameters:
    ///   - image: an EXE under \Windows.
    ///   - arguments: its command line.
    public func addProcess(image: String, arguments: String = "") {
        kernel.boot.add(.start(image: image, arguments: arguments))
    }

    /// Makes something of the `nth` call (from 1) of a function, of those that come from `origin`. A termination ends
    /// the process that made the call as TerminateProcess of another process would; for a driver's call that is the
    /// application which the driver works for.
    /// - Returns: false when the machine has no function of that name.
    public func inject(_ effect: CallEffect, call: String, nth: Int, from origin: CallOrigin = CallOrigin()) -> Bool {
        kernel.calling.trace.inject(call, nth: nth, from: origin, effect: effect)
    }

    /// Whether the call of an injection was made.
    public func hasHappened(_ effect: CallEffect, call: String, nth: Int, from origin: CallOrigin) -> Bool {
        kernel.calling.trace.hasHappened(call, nth: nth, from: origin, effect: effect)
    }

    /// Leaves the page pool only `pages` more pages than are in use now.
    public func limitPages(_ pages: Int) { kernel.memory.pool.leave(pages) }

    /// Leaves page tables only `pages` more pages than they have now.
    public func limitPageTables(_ pages: Int) { kernel.memory.pool.leaveForTables(pages) }

    /// What becomes of a thread at a breakpoint that no handler takes; it goes on when nothing is said.
    public var breakpoints: BreakpointMode {
        get { kernel.control.breakpoints }
        set { kernel.control.breakpoints = newValue }
    }

    /// What becomes of a thread that calls a function which nobody provides; it stops when nothing is said.
    public var missing: MissingMode {
        get { kernel.control.missing }
        set { kernel.control.missing = newValue }
    }

    /// The missing functions that were called so far, with how often and from where.
    public var missingCalls: [MissingCall] { kernel.loader.calledMissing }

    // MARK: Running

    /// How a run ended.
    public enum Outcome: String, Hashable, Sendable {
        case completed, timeout, deadlock, breakpoint
    }

    /// A run that a `RunLimit` has ended.
    public struct Stopped: Error {}

    /// Runs what was asked for until every process has exited.
    /// - Parameter virtualTimeout: nanoseconds of virtual time since boot.
    /// - Throws: `Stopped`, or an error of the engine; no guest can cause one.
    public func run(virtualTimeout: UInt64) throws -> Outcome {
        while true { if let outcome = try run(virtualTimeout: virtualTimeout, untilCall: .max) { return outcome } }
    }

    /// Runs what was asked for until so many kernel calls were made since boot, or it ends before. A run that has
    /// paused goes on when it is asked for again, as if it had not.
    /// - Parameters:
    ///   - virtualTimeout: nanoseconds of virtual time since boot.
    ///   - calls: how many kernel calls since boot.
    /// - Returns: nil when the run has paused.
    /// - Throws: `Stopped`, or an error of the engine; no guest can cause one.
    public func run(virtualTimeout: UInt64, untilCall calls: UInt64) throws -> Outcome? {
        try activeCheckers.begin()
        kernel.startBoot()
        let limit = kernel.board.clock.instructions(nanoseconds: virtualTimeout)
        let result = try kernel.run(limit: limit, calls: calls)
        if result == .paused { return nil }
        activeCheckers.finish()
        kernel.tellMissingCalls()
        kernel.reportGrowth()
        kernel.board.wiring.console.finish()
        kernel.output.finish()
        switch result {
        case .completed: return .completed
        case .timeout: return .timeout
        case .deadlock: return .deadlock
        case .breakpoint: return .breakpoint
        case .stopped: throw Stopped()
        case .paused: return nil
        }
    }

    /// Guest instructions since boot.
    public var instructions: UInt64 { kernel.engine.instructions }

    /// Virtual time since boot, in nanoseconds.
    public var virtualNanoseconds: UInt64 { kernel.board.clock.nanoseconds(instructions) }

    /// What the kernel said while it booted: the board, the page pool, rows that lead nowhere.
    public var bootLog: [String] { kernel.board.bootLog }

    /// The debug text and printf output so far, line by line, without the boot log.
    public var outputLines: [String] { kernel.output.lines }

    /// Called with each line of output as it is complete.
    public var onOutputLine: ((String) -> Void)? {
        didSet {
            if let lineObserver { kernel.remove(lineObserver) }
            lineObserver = onOutputLine.map { body in
                ClosureObserver(.output) { event in
                    if case .line(let line) = event { body(line) }
                }
            }
            if let lineObserver { kernel.add(lineObserver) }
        }
    }
    private var lineObserver: ClosureObserver?
}
