package import GuestAddress

/// One decoded instruction.
package struct Instruction: Hashable, Sendable, CustomStringConvertible {
    /// Where it stands.
    package var address: VirtualAddress
    /// Bytes: 2 or 4.
    package var size: Int
    /// `ldr r3, [r1, #4]`.
    package var text: String
    /// The memory it loads or stores; nil when it touches none, or none that can be told from the registers (SRS).
    package var memory: MemoryAccess?
    /// The core registers whose values it uses, 0 to 15, in order.
    package var registersRead: [Int]

    package var description: String { text }
}
