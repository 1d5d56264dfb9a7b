package import SavedState

/// A device whose power is managed: its driver answered IOCTL_POWER_CAPABILITIES, or its parent registered it.
package final class ManagedDevice: SavedObject {
    /// The class under which it was advertised.
    let classID: [UInt8]
    /// `COM1:`.
    let name: String
    /// Whose XXX_IOControl is called.
    let device: Device
    /// The device that switches it, of one that RegisterPowerRelationship has made known.
    let parent: ManagedDevice?
    /// What XXX_Open returned to the power manager.
    var context: UInt32 = 0
    /// DeviceDx of POWER_CAPABILITIES.
    var states: UInt8 = 0x1F
    /// What the driver wishes by DevicePowerNotify.
    var requested = DevicePowerState.d0
    /// What SetDevicePower has set: it holds whatever others want.
    var explicit: DevicePowerState?
    /// What was asked for last; nil before the first time. The driver gets the state of its own that comes next to it.
    package internal(set) var current: DevicePowerState?

    init(classID: [UInt8], name: String, device: Device, parent: ManagedDevice? = nil) {
        self.classID = classID
        self.name = name
        self.device = device
        self.parent = parent
    }

    private enum CodingKeys: CodingKey { case classID, name, device, parent }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&context)
        try state.carry(&states)
        try state.carry(&requested)
        try state.carry(&explicit)
        try state.carry(&current)
    }
}

/// What SetPowerRequirement asks for: a device keeps at least so much power (document ms920689).
package final class PowerRequirement: SavedObject {
    let device: ManagedDevice
    let level: DevicePowerState
    /// The system state in which it holds; nil for all.
    let system: String?
    /// POWER_FORCE: it holds while the system is suspended, too.
    let isForced: Bool

    package init(device: ManagedDevice, level: DevicePowerState, system: String?, isForced: Bool) {
        self.device = device
        self.level = level
        self.system = system
        self.isForced = isForced
    }

    func holds(in state: SystemPowerState) -> Bool {
        if state.isSuspend, !isForced { return false }
        return system.map(state.isNamed) ?? true
    }

    private enum CodingKeys: CodingKey { case device, level, system, isForced }
}

/// Somebody who has messages about power put into a queue.
package final class PowerListener: SavedObject {
    /// PBT_….
    let messages: UInt32
    let queue: MessageQueue

    init(messages: UInt32, queue: MessageQueue) {
        self.messages = messages
        self.queue = queue
    }

    private enum CodingKeys: CodingKey { case messages, queue }
}
