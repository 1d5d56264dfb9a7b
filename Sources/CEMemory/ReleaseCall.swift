package import GuestAddress

/// The CE call that gives a reservation back, as its documentation pairs them.
package enum ReleaseCall: String, Hashable, Sendable, Codable {
    case virtualFree = "VirtualFree"
    /// With the process: whoever reserves for another process frees there.
    case virtualFreeEx = "VirtualFreeEx"
    case freePhysMem = "FreePhysMem"
    case unmapIOSpace = "MmUnmapIoSpace"
    case freeCommonBuffer = "HalFreeCommonBuffer"
    case unmapView = "UnmapViewOfFile"
    case freeAsynchronousBuffer = "CeFreeAsynchronousBuffer"

    /// The call as it is written for a reservation: `VirtualFree(0x00100000, 0, MEM_RELEASE)`.
    /// - Parameter base: the reservation's first address.
    package func text(freeing base: VirtualAddress) -> String {
        switch self {
        case .virtualFree: "\(rawValue)(\(base), 0, MEM_RELEASE)"
        case .virtualFreeEx: "\(rawValue)(process, \(base), 0, MEM_RELEASE)"
        case .freePhysMem, .unmapView: "\(rawValue)(\(base))"
        case .freeCommonBuffer: "\(rawValue) of \(base)"
        case .unmapIOSpace, .freeAsynchronousBuffer: rawValue
        }
    }
}
