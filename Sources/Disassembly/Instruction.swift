public import GuestAddress

/// One decoded instruction.
public struct Instruction: Hashable, Sendable, CustomStringConvertible {
    /// Where it stands.
    public var address: VirtualAddress
    /// Bytes: 2 or 4.
    public var size: Int
    /// `ldr r3, [r1, #4]`.
    public var text: String
    /// The memory it loads or stores; nil when it touches none, or none that can be told from the registers (SRS).
    public var memory: MemoryAccess?
    /// The core registers whose values it uses, 0 to 15, in order.
    public var registersRead: [Int]

    public var description: String { text }
}
