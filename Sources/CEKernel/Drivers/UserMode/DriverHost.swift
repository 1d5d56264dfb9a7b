import CEMemory
import GuestAddress
package import SavedState

/// A user process that drivers run in: udevice.exe, with the drivers of one group (document ee486510).
package final class DriverHost: SavedObject {
    /// How many stacks are kept for the next calls.
    private static let maximumIdleStacks = 8

    /// Unowned: the process holds its host, and the kernel every process for the whole run.
    unowned let process: Process
    /// The value UserProcGroup of its drivers; nil of a driver that has the process for itself.
    let group: UInt32?
    /// Those that are being activated or are active.
    var devices: [Device] = []
    private var idleStacks: [Reservation] = []

    init(process: Process, group: UInt32?) {
        self.process = process
        self.group = group
    }

    func takeStack() -> Reservation? { idleStacks.popLast() }

    /// - Returns: false when there are enough already.
    func keepStack(_ stack: Reservation) -> Bool {
        guard idleStacks.count < Self.maximumIdleStacks else { return false }
        idleStacks.append(stack)
        return true
    }

    /// The drivers whose code an address belongs to; all of them for code that they share.
    func devices(at address: UInt32) -> [Device] {
        let owners = devices.filter { $0.module.range.contains(.init(address)) }
        return owners.isEmpty ? devices : owners
    }

    private enum CodingKeys: CodingKey { case process, group }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&devices)
        try state.carry(&idleStacks)
    }
}
