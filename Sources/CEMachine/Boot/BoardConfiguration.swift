public import CEDevices
import GuestAddress
public import OEMAddrTable

/// A board as the machine takes it: a core, a validated map, devices.
public struct BoardConfiguration: Sendable {
    public var name: String
    /// The core, by its name in board files.
    public var cpu: String
    /// How many instructions a second of virtual time has: a whole number of thousands, from a million to 4 billion.
    public var clock: UInt64
    public var map: ValidatedMap
    public var devices: [DeviceConfiguration]
    /// The IRQs of the SYSINTR values that the OAL has from the start.
    public var sysintrs: [UInt32: UInt32]

    public init(
        name: String, cpu: String, clock: UInt64 = 100_000_000, map: ValidatedMap, devices: [DeviceConfiguration] = [],
        sysintrs: [UInt32: UInt32] = [:]
    ) {
        self.name = name
        self.cpu = cpu
        self.clock = clock
        self.map = map
        self.devices = devices
        self.sysintrs = sysintrs
    }
}
