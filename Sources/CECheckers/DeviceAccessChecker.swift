import CEKernel
import Diagnostics

extension Checker {
    static let deviceAccesses = Checker(
        id: "CE0822", name: "device-accesses", title: "an access to a device that does nothing",
        explanation:
            "A driver has read or written a register that the device does not have, read one that can only be written, "
            + "or written one that can only be read; or a device was told to move memory that is not there. On the "
            + "board the one reads as anything and does nothing, or is a bus error; the other ends a transfer. The "
            + "register's name is the one of the device's manual.",
        example: Example(
            bad: "uart->RIS = 0xFFFF;   // PL011: RIS is read-only", good: "uart->ICR = 0x7FF;"),
        isStandard: true,
        make: { DeviceAccessChecker($0) })
}

/// Reports accesses to registers that are none. Each is told once for each place.
final class DeviceAccessChecker: RunningChecker {
    init(_ setup: CheckerSetup) { super.init(.deviceAccesses, setup, .deviceMistakes) }

    override func observe(_ event: MachineEvent) {
        guard case .deviceMisused(let text, let process, let place) = event else { return }
        emit(.warning, process: process.name, place: place, text, hint: nil)
    }
}
