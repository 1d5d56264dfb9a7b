import CEMemory

/// Devices that are told of their power one after the other, and how far that has come.
package struct PowerWork: Codable {
    enum Step: Codable {
        case opening
        /// IOCTL_POWER_CAPABILITIES runs, with its block of the kernel's heap.
        case asking(block: UInt32)
        /// IOCTL_REGISTER_POWER_RELATIONSHIP.
        case registering(block: UInt32)
        /// IOCTL_POWER_SET.
        case setting(DevicePowerState, block: UInt32)
        /// IOCTL_POWER_GET.
        case getting(block: UInt32)
    }

    /// What it is for.
    package enum End: Codable {
        /// A thread of the kernel's own.
        case thread
        /// A call that returns an error code.
        case status
        /// A call that returns a handle.
        case handle(UInt32)
        /// RegisterPowerRelationship, whose result is the child's handle.
        case relationship(owner: Process)
        /// GetDevicePower: where the state goes.
        case answer(pointer: UInt32, isPrivileged: Bool)
        /// Another state of the system.
        case system(SystemTransition)
    }

    /// Those that are still to be looked at, the one in hand not among them.
    var devices: WorkList<ManagedDevice>
    var device: ManagedDevice?
    var step = Step.opening
    /// What went wrong first.
    var error: CEError?
    /// What the thread's GetLastError was before.
    let savedError: UInt32
    let end: End

    init(_ devices: [ManagedDevice], _ thread: Thread, then end: End) {
        self.devices = WorkList(devices)
        savedError = thread.lastError
        self.end = end
    }
}

/// A change of the system's state, and what comes after it.
package struct SystemTransition: Codable {
    /// How long the system sleeps when the state is one of sleep.
    let milliseconds: UInt32
    /// Whether it is a step of the boot script, and not a call.
    let isBoot: Bool
    /// Whether it has slept.
    var hasSlept = false
}
