public import GuestAddress

/// An emulated device of a board.
public struct DeviceConfiguration: Hashable, Sendable {
    public var name: String
    public var type: DeviceType
    public var base: PhysicalAddress
    public var interrupt: Int?

    public init(name: String, type: DeviceType, base: PhysicalAddress, interrupt: Int? = nil) {
        self.name = name
        self.type = type
        self.base = base
        self.interrupt = interrupt
    }
}

/// Why a machine could not be made.
public struct MachineError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    package init(_ description: String) { self.description = description }
}
