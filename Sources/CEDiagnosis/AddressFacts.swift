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
        /// The page below a stack.
        case belowStack
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
    /// The process that has memory there instead.
    var otherOwner: String?
    /// The image that was there and was unloaded.
    var unloaded: String?
}
