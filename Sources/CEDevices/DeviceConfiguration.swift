public import GuestAddress

/// An emulated device of a board.
public struct DeviceConfiguration: Hashable, Sendable {
    public var name: String
    public var type: DeviceType
    public var base: PhysicalAddress
    /// The input of the interrupt controller that its line leads to, which is the board's IRQ.
    public var interrupt: Int?
    /// Bytes of its registers, whole pages; what the type has when not given.
    public var size: UInt64?
    /// What waits at a serial port.
    public var input: [UInt8] = []
    /// The clock that feeds a timer, in hertz; what boards of the kind have when not given.
    public var frequency: UInt64?
    /// Bits a second on the line of a serial port; nil when the divisor that drivers program says it.
    public var baud: UInt64?
    /// Whether a plug at a serial port leads what is sent back.
    public var isLooped = false
    /// What a camera sees beside its patterns: the bytes of a frame.
    public var picture: [UInt8] = []
    /// Bytes from a register to the next, of a 16550.
    public var step: UInt32 = 4
    /// The chips at an I2C controller.
    public var slaves: [I2CSlave] = []
    /// What a device of the type `script` is.
    public var script = DeviceScript.empty
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
