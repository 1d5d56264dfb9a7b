public import CEDevices
import GuestAddress
public import OEMAddrTable

/// A board as the machine takes it: a core, a validated map, devices.
public struct BoardConfiguration: Sendable {
    public var name: String
    /// The core, by its name in board files.
    public var cpu: String
    public var map: ValidatedMap
    public var devices: [DeviceConfiguration]

    public init(name: String, cpu: String, map: ValidatedMap, devices: [DeviceConfiguration] = []) {
        self.name = name
        self.cpu = cpu
        self.map = map
        self.devices = devices
    }
}
