public import GuestAddress

/// The physical memory that page tables are read from.
///
/// The walker is generic over it and inlinable, so that a release build specialises the walk for the machine's own
/// memory.
public protocol WordMemory: ~Copyable {
    /// The little-endian word at `address`.
    /// - Parameter address: a multiple of 4.
    /// - Returns: nil where the board has no memory: the core takes an external abort there.
    func word(at address: PhysicalAddress) -> UInt32?
}
