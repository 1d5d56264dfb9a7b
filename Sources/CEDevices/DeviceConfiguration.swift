public import GuestAddress

/// An emulated device of a board.
public struct DeviceConfiguration: Hashable, Sendable {
    public var name: String
    public var type: DeviceType
    public var base: PhysicalAddress
    /// The input of the interrupt controller that its line leads to, which is the board's IRQ.
    public var interrupt: Int?
    /// Whether that input takes rising edges instead of a level, on a board without a controller among its devices.
    public var takesEdges = false

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
