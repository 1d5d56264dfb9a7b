import CEMemory
import GuestAddress

/// What the machine knows about a virtual address.
package struct AddressFacts {
    /// What is there, as far as advice depends on it.
    package enum State: Equatable {
        /// The first 64 KB, which nothing ever maps.
        case null
        case free
        /// Reserved, with nothing behind the page.
        case reserved
        case guardPage
        case noAccess
        /// Committed, copy-mapped, or part of an image, stack or heap.
        case mapped
        /// A page of a view that could not be had.
        case viewPage
        /// The page below a stack; of one on which drivers run its size is the kernel's.
        case belowStack(isOfKernel: Bool)
        case imageSection(writable: Bool)
        /// Behind a block of a guarded heap, or in one that was freed.
        case guardedBlock(isFreed: Bool)
        /// A row of the static map.
        case staticMap
        case kernelData
        /// The range of the system calls.
        case systemCall
    }

    var state: State
    package var belongsTo: String?
    var belongedTo: String?
    var nearest: String?
    /// `1 byte past the end of the 4096 bytes that …`, when what is nearest ends or begins close by.
    var overrun: String?
    /// The call that took the page back, or that gave it its rights after it was made.
    var changed: CallSite?
    /// The bounds of what is nearest, when something is.
    var neighbour: AddressRange<VirtualAddress>?
    /// The process that has memory there instead.
    var otherOwner: String?
    /// The image that was there and was unloaded.
    var unloaded: String?
}
