import Unicorn

/// What the machine does once it is up, one step after the other, on a thread of the kernel: drivers of HKLM\Drivers\BuiltIn, then
/// processes.
struct BootScript {
    typealias Step = (Kernel, Thread) throws(CallStop) -> CallResult

    private(set) var steps: [Step] = []
    private var next = 0
    /// Whether the thread that runs the steps exists.
    var isStarted = false
    weak var thread: Thread?

    mutating func add(_ step: @escaping Step) { steps.append(step) }

    mutating func takeNext() -> Step? {
        guard next < steps.count else { return nil }
        defer { next += 1 }
        return steps[next]
    }

    var isDone: Bool { next >= steps.count }
}

extension Kernel {
    /// Starts the boot thread when there are steps to run.
    package func startBoot() {
        guard !boot.isStarted, !boot.isDone else { return }
        do throws(CEError) {
            boot.thread = try makeKernelThread { kernel, thread throws(CallStop) in try kernel.continueBoot(thread) }
            boot.isStarted = true
        } catch {
            output.writeLine("the page pool has no room for the boot thread's stack")
        }
    }

    /// Runs steps until one has to wait for guest code.
    func continueBoot(_ thread: Thread) throws(CallStop) -> CallResult {
        while let step = boot.takeNext() {
            if case .pending = try step(self, thread) {
                // The step's own continuation comes back here through `bootStepDone`.
                return .pending
            }
        }
        boot.isStarted = false
        return endThread(thread, exitCode: 0)
    }
}
