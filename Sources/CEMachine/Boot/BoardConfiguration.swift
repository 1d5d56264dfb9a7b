public import GuestAddress
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

/// An emulated device of a board.
public struct DeviceConfiguration: Hashable, Sendable {
    public var name: String
    /// One of `Machine.deviceTypes`.
    public var type: String
    public var base: PhysicalAddress
    public var interrupt: Int?

    public init(name: String, type: String, base: PhysicalAddress, interrupt: Int? = nil) {
        self.name = name
        self.type = type
        self.base = base
        self.interrupt = interrupt
    }
}

/// Why a machine could not be made.
public struct MachineError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
