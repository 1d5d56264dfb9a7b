public import CEKernel

/// What the host's steps of a story do. The kernel's script knows them by their numbers only.
final class HostStory: BootHost {
    enum Step {
        case action(() -> Void)
        case wait(condition: () -> Bool, end: (Bool) -> Void)
        case control((HostControlResult) -> Void)
    }

    private var steps: [Step] = []

    /// Takes a step in.
    /// - Returns: its number.
    func add(_ step: Step) -> Int {
        steps.append(step)
        return steps.count - 1
    }

    /// A step by its number, which may come from a saved state.
    private func find(_ step: Int) -> Step? { steps.indices.contains(step) ? steps[step] : nil }

    func perform(step: Int) {
        if case .action(let body)? = find(step) { body() }
    }

    func isMet(step: Int) -> Bool {
        if case .wait(let condition, _)? = find(step) { condition() } else { true }
    }

    func waited(step: Int, isMet: Bool) {
        if case .wait(_, let end)? = find(step) { end(isMet) }
    }

    func answered(step: Int, _ result: HostControlResult) {
        if case .control(let end)? = find(step) { end(result) }
    }
}

/// Steps of a story that the host tells: each begins when the one before is done, after the drivers and processes asked
/// for before.
extension Machine {
    /// Lets virtual time pass while the guests run.
    public func addPause(milliseconds: UInt32) { kernel.boot.add(.pause(milliseconds: milliseconds)) }

    /// Suspends the system, lets time pass, and resumes it.
    public func addSuspension(milliseconds: UInt32) { kernel.boot.add(.suspend(milliseconds: milliseconds)) }

    /// Waits until something is so, looking at it every millisecond of virtual time.
    /// - Parameters:
    ///   - milliseconds: how long.
    ///   - condition: must depend on the machine alone, or runs are not the same any more.
    ///   - end: gets whether it came to be so.
    public func addWait(
        milliseconds: UInt32, until condition: @escaping () -> Bool, then end: @escaping (Bool) -> Void
    ) {
        let step = story.add(.wait(condition: condition, end: end))
        kernel.boot.add(.wait(step: step, milliseconds: milliseconds))
    }

    /// Does something on the host between two steps.
    public func addAction(_ body: @escaping () -> Void) { kernel.boot.add(.action(step: story.add(.action(body)))) }

    /// Ends the processes of a name with exit code 1.
    /// - Returns: whether there was one. To be called between steps only.
    public func terminateProcesses(named name: String) -> Bool {
        let found = kernel.processes.all.filter {
            !$0.isKernel && $0.isAlive && $0.name.lowercased() == name.lowercased()
        }
        for process in found { kernel.kill(process, exitCode: 1) }
        return !found.isEmpty
    }

    /// Opens a device as code in the kernel would, calls XXX_IOControl and closes it again.
    /// - Parameters:
    ///   - device: `SMD1:` or `\$device\SMD1`.
    ///   - code: the control code.
    ///   - input: copied to the kernel's heap.
    ///   - outputSize: bytes, at most 1 MB.
    ///   - end: gets the result.
    public func addIOControl(
        device: String, code: UInt32, input: [UInt8], outputSize: Int, then end: @escaping (HostControlResult) -> Void
    ) {
        let size = UInt32(clamping: min(max(0, outputSize), 1 << 20))
        let step = story.add(.control(end))
        kernel.boot.add(
            .control(HostControl(step: step, device: device, code: code, input: input, outputSize: size)))
    }

    /// Activates the driver of a key, as ActivateDeviceEx would.
    /// - Parameter name: of a key below HKLM\Drivers\BuiltIn, or a whole key below HKLM.
    public func addActivation(of name: String) {
        let key = name.contains("\\") ? name : "Drivers\\BuiltIn\\\(name)"
        kernel.boot.add(.activate(key: key, name: name, dll: ""))
    }

    /// Deactivates a device, as DeactivateDevice would.
    /// - Parameters:
    ///   - name: `SMD1:`, the last part of the driver's key, or `all`, which takes the youngest first.
    ///   - end: hears whether there was one.
    public func addDeactivation(of name: String, then end: @escaping (HostControlResult) -> Void) {
        kernel.boot.add(.deactivate(BootDeactivation(step: story.add(.control(end)), device: name)))
    }

    /// Calls XXX_PowerUp or XXX_PowerDown of a device, on a thread of the kernel that may wait.
    /// - Parameters:
    ///   - device: `SMD1:`, `\$device\SMD1`, or `Drivers\Active\01` of one without a name.
    ///   - isUp: which of the two.
    ///   - end: gets the result; ERROR_NOT_SUPPORTED of a driver that has no such entry point.
    public func addPower(device: String, isUp: Bool, then end: @escaping (HostControlResult) -> Void) {
        let step = story.add(.control(end))
        kernel.boot.add(.control(HostControl(step: step, device: device, powerUp: isUp)))
    }
}
