package import SavedState

/// The drivers of a machine: active devices, the processes that host user-mode drivers, and what is still to be closed.
package struct Drivers: SavedPart {
    package let devices = DeviceManager()
    /// Who has which IRQ and part of the I/O space.
    package var resources = ResourceLists()
    /// What devices offer, and who wants to hear of it.
    var interfaces = DeviceInterfaces()
    package var power = SystemPower()
    /// The processes of user-mode drivers that are alive.
    private(set) var hosts: [DriverHost] = []
    /// Drivers that could not be activated when the machine came up.
    package internal(set) var failed: [String] = []
    /// Threads that still close what ended processes left open.
    private(set) var rundowns = 0

    /// Whether a driver's XXX_Init runs.
    package var isInitializing: Bool { !devices.starting.isEmpty }

    /// The host of a group of drivers; nil when none is alive.
    func host(ofGroup group: UInt32) -> DriverHost? { hosts.first { $0.group == group } }

    mutating func add(_ host: DriverHost) { hosts.append(host) }
    mutating func remove(_ host: DriverHost) { hosts.removeAll { $0 === host } }

    mutating func rundownBegan() { rundowns += 1 }
    mutating func rundownEnded() { rundowns -= 1 }

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(part: devices)
        try state.carry(&resources)
        try state.carry(part: &interfaces)
        try state.carry(part: &power)
        try state.carry(&hosts)
        try state.carry(&failed)
        try state.carry(&rundowns)
    }
}
