import CEMemory
import Unicorn

/// What the machine does once it is up, one step after the other, on a thread of the kernel: drivers of HKLM\Drivers\BuiltIn, then
/// processes, then the steps of a story.
package struct BootScript {
    package enum Step {
        /// ActivateDeviceEx of a registry key; the driver's name in the scenario, and its DLL.
        case activate(key: String, name: String, dll: String)
        case start(image: String, arguments: String)
        case pause(milliseconds: UInt32)
        /// Looks every millisecond whether what a step of the host waits for is so.
        case wait(step: Int, milliseconds: UInt32)
        /// The host does something.
        case action(step: Int)
        /// XXX_IOControl of a device.
        case control(HostControl)
    }

    private(set) var steps: [Step] = []
    /// The step in hand, or the next one.
    private var position = 0
    /// Milliseconds that are left of a wait that has begun.
    var remaining: UInt32?
    /// Whether the thread that runs the steps exists.
    var isStarted = false
    /// Its number.
    var threadID: UInt32?
    /// Does the host's steps.
    package var host: (any BootHost)?

    package mutating func add(_ step: Step) { steps.append(step) }

    mutating func takeNext() -> Step? {
        guard position < steps.count else { return nil }
        defer { position += 1 }
        return steps[position]
    }

    /// The step in hand comes again.
    mutating func repeatStep() { position -= 1 }

    var isDone: Bool { position >= steps.count }
}

/// The host's part in a story that it tells: steps are known by their numbers, so that the script is a value.
package protocol BootHost: AnyObject {
    /// Does what a step says.
    func perform(step: Int)
    /// Whether what a step waits for is so. It must depend on the machine alone, or runs are not the same any more.
    func isMet(step: Int) -> Bool
    /// A wait is over.
    /// - Parameter isMet: whether it came to be so in time.
    func waited(step: Int, isMet: Bool)
    /// A device has answered.
    func answered(step: Int, _ result: HostControlResult)
}

extension Kernel {
    /// Starts the boot thread when there are steps to run.
    package func startBoot() {
        guard !boot.isStarted, !boot.isDone else { return }
        do throws(CEError) {
            boot.threadID = try makeKernelThread(.boot).id
            boot.isStarted = true
        } catch {
            output.writeLine("the page pool has no room for the boot thread's stack")
        }
    }

    /// Runs steps until one has to wait, or for guest code.
    func continueBoot(_ thread: Thread) throws(CallStop) -> CallResult {
        while let step = boot.takeNext() {
            // What waits comes back here.
            if case .pending = try run(step, thread) { return .pending }
        }
        boot.isStarted = false
        return endThread(thread, exitCode: 0)
    }

    private func run(_ step: BootScript.Step, _ thread: Thread) throws(CallStop) -> CallResult {
        switch step {
        case .activate(let key, let name, let dll):
            return try activateDevice(key: key, parameter: 0, thread, then: .builtIn(name: name, dll: dll))
        case .start(let image, let arguments):
            start(image, arguments)
            return .value(0)
        case .pause(let milliseconds): return pauseBoot(thread, milliseconds: milliseconds)
        case .wait(let step, let milliseconds): return poll(step, milliseconds, thread)
        case .action(let step):
            boot.host?.perform(step: step)
            return .value(0)
        case .control(let control): return try begin(control, thread)
        }
    }

    private func start(_ image: String, _ arguments: String) {
        do throws(CEError) {
            _ = try createProcess(image: image, arguments: arguments)
        } catch {
            processes.failed.append(image)
            output.writeLine("process \(image) was not started: \(ErrorNames.text(error.rawValue))")
        }
    }

    /// Makes the boot thread sleep and then go on with the script.
    private func pauseBoot(_ thread: Thread, milliseconds: UInt32) -> CallResult {
        // The longest sleep below INFINITE.
        wait(thread, on: [], milliseconds: min(max(1, milliseconds), Self.infinite - 1), then: .bootPause)
    }

    private func poll(_ step: Int, _ milliseconds: UInt32, _ thread: Thread) -> CallResult {
        let left = boot.remaining ?? milliseconds
        // Asked once each time: a condition may note how far it has looked.
        let isMet = boot.host?.isMet(step: step) ?? false
        guard !isMet, left > 0 else {
            boot.remaining = nil
            boot.host?.waited(step: step, isMet: isMet)
            return .value(0)
        }
        boot.remaining = left - 1
        boot.repeatStep()
        return pauseBoot(thread, milliseconds: 1)
    }
}
