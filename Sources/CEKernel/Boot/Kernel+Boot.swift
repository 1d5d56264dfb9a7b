import CEMemory
import Unicorn

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
        case .suspend(let milliseconds): return try suspend(milliseconds: milliseconds, thread)
        case .deactivate(let request): return try deactivate(request, thread)
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
