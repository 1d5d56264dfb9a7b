import CEDevices
import Unicorn

/// What the board's devices say while guests use them.
extension Kernel: DeviceListener {
    package func received(_ line: String, from device: String) { output.write(line + "\n") }

    package func misused(_ text: String) {
        guard observers.events.contains(.deviceMistakes) else { return }
        guard let thread = scheduler.running else {
            return observers.tell(.deviceMistakes, .deviceMisused(text, process: processes.nk, place: "device"))
        }
        // Inside of a run the block is known, not the instruction; the host's accesses are made for a call.
        let isRunning = engine.isRunning
        let place = namedPlace(
            isRunning ? engine.blockStart : place(of: thread), thread, isReturn: !isRunning)
        observers.tell(.deviceMistakes, .deviceMisused(text, process: thread.current, place: place))
    }
}
