import CEKernel
internal import CEMachine
internal import GuestAddress
internal import RunReports
import SavedState
internal import ScenarioFiles

/// Tells a scenario's steps to the machine and notes those that did not go as written. After the first of these the
/// rest is left out: a story that has gone another way makes no sense any more.
final class StepJournal: SavedPart {
    private(set) var failures: [ExpectationFailure] = []
    /// Lines of output that the waits so far have passed.
    private var line = 0

    /// Has the machine take the steps. The machine must outlive the run, and does not own the journal's owner.
    func tell(_ steps: [Scenario.Step], to machine: Machine) {
        for (index, step) in steps.enumerated() {
            let number = index + 1
            switch step.action {
            case .start(let image, let arguments): machine.addProcess(image: image, arguments: arguments)
            case .advance(let milliseconds): machine.addPause(milliseconds: milliseconds)
            case .suspend(let milliseconds): machine.addSuspension(milliseconds: milliseconds)
            case .waitForOutput(let text, let milliseconds):
                machine.addWait(milliseconds: milliseconds) { [self, unowned machine] in
                    hasFailed || finds(text, in: machine.outputLines)
                } then: { [self] isFound in
                    if !isFound {
                        fail(step, number, "output \"\(text)\"", "no such text within \(milliseconds) ms")
                    }
                }
            case .waitForExit(let name, let milliseconds):
                machine.addWait(milliseconds: milliseconds) { [self, unowned machine] in
                    hasFailed || !machine.isRunning(name)
                } then: { [self] hasEnded in
                    if !hasEnded { fail(step, number, "the end of \(name)", "still running after \(milliseconds) ms") }
                }
            case .kill(let name):
                machine.addAction { [self, unowned machine] in
                    if !hasFailed, !machine.terminateProcesses(named: name) {
                        fail(step, number, "a process \(name)", "none that runs")
                    }
                }
            case .send(let device, let bytes):
                machine.addAction { [self, unowned machine] in
                    if !hasFailed, !machine.send(bytes, to: device) {
                        fail(step, number, "a serial port \(device)", "the board has none of that name")
                    }
                }
            case .pin(let device, let line, let isHigh, let isExpected):
                machine.addAction { [self, unowned machine] in
                    guard !hasFailed else { return }
                    let level =
                        isExpected
                        ? machine.level(ofPin: line, of: device)
                        : machine.drive(pin: line, of: device, isHigh: isHigh) ? isHigh : nil
                    guard level != isHigh else { return }
                    fail(
                        step, number, "pin \(line) of \(device) \(isHigh ? "high" : "low")",
                        level == nil ? "there is no such pin" : isHigh ? "low" : "high")
                }
            case .memory(let entry):
                machine.addAction { [self, unowned machine] in
                    if !hasFailed { check(entry, machine) }
                }
            case .activate, .deactivate: tellActivation(step, number, machine)
            case .control(let control):
                machine.addIOControl(
                    device: control.device, code: control.code, input: control.input, outputSize: control.outputSize
                ) { [self] result in
                    if !hasFailed { check(result, control, step, number) }
                }
            }
        }
    }

    private var hasFailed: Bool { !failures.isEmpty }

    private func finds(_ text: String, in lines: [String]) -> Bool {
        guard line < lines.count, let found = lines[line...].firstIndex(where: { $0.contains(text) }) else {
            // It is asked again and again; a wait that never finds its text is the last step.
            line = lines.count
            return false
        }
        line = found + 1
        return true
    }

    private func fail(_ step: Scenario.Step, _ number: Int, _ expected: String, _ found: String) {
        failures.append(ExpectationFailure("step \(number)", expected: expected, found: found, at: step.location))
    }

    private func check(_ entry: Expectations.Memory, _ machine: Machine) {
        let memory = MachineMemory(machine: machine, expected: [])
        if let failure = MemoryComparison(memory).failure(of: entry) { failures.append(failure) }
    }

    private func check(
        _ result: HostControlResult, _ control: Scenario.Step.Control, _ step: Scenario.Step, _ number: Int
    ) {
        switch (result, control.error) {
        case (.succeeded(let output, _), nil):
            guard let expected = control.output, !output.starts(with: expected) else { return }
            fail(step, number, "output \(hexadecimalText(expected))", hexadecimalText(output))
        case (.succeeded, let error?): fail(step, number, ErrorNames.text(error), "success")
        case (.failed(let error, let reason), nil):
            fail(step, number, "success", "\(ErrorNames.text(error)): \(reason)")
        case (.failed(let found, let reason), let error?):
            guard found != error else { return }
            fail(step, number, ErrorNames.text(error), "\(ErrorNames.text(found)): \(reason)")
        case (.faulted, _): fail(step, number, "an answer", "a fault in the driver, see the output")
        case (.noDevice(let names), _):
            fail(
                step, number, "a device \(control.device)",
                names.isEmpty ? "none at all" : "no such device (there are \(names.joined(separator: ", ")))")
        }
    }

    private func tellActivation(_ step: Scenario.Step, _ number: Int, _ machine: Machine) {
        switch step.action {
        case .activate(let name): machine.addActivation(of: name)
        case .deactivate(let name):
            machine.addDeactivation(of: name) { [self] result in
                if !hasFailed { checkDeactivation(result, name, step, number) }
            }
        default: break
        }
    }

    private func checkDeactivation(
        _ result: HostControlResult, _ name: String, _ step: Scenario.Step, _ number: Int
    ) {
        guard case .noDevice(let names) = result else { return }
        fail(
            step, number, "a device \(name)",
            names.isEmpty ? "none at all" : "no such device (there are \(names.joined(separator: ", ")))")
    }

    private func hexadecimalText(_ bytes: [UInt8]) -> String {
        bytes.prefix(64).map { hexadecimal($0, width: 2) }.joined(separator: " ") + (bytes.count > 64 ? " …" : "")
    }

    // MARK: Saving

    func carry(_ state: StateCarrier) throws {
        try state.carry(&failures)
        try state.carry(&line)
        guard line >= 0 else { throw StateError.malformed("the lines that were waited for") }
    }
}
