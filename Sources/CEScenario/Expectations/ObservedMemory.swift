package import GuestAddress

/// The memory of a machine that has stopped, as expectations read it.
package protocol ObservedMemory {
    /// The bytes at a physical address, or nil when no memory is there.
    func bytes(at address: PhysicalAddress, count: Int) -> [UInt8]?
    /// The bytes at a virtual address of a process, or nil when it is not mapped or there is no such process.
    func bytes(at address: VirtualAddress, count: Int, process: String) -> [UInt8]?
}
