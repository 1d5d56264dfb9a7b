internal import GuestAddress

/// How code reaches physical memory that no row maps: reserve addresses, then copy-map the physical pages into them.
public struct DynamicAccess: Hashable, Sendable {
    /// Where the memory starts, down to the page.
    public let page: UInt32
    /// Bytes, whole pages.
    public let size: UInt64
    /// Whether it is to be mapped uncached, as registers are.
    public let isUncached: Bool

    /// - Parameters:
    ///   - physical: the first byte wanted.
    ///   - size: bytes.
    package init(physical: UInt64, size: UInt64, isUncached: Bool = false) {
        let start = physical & ~(StaticWindow.page - 1)
        page = truncated(start)
        let end = (physical + max(size, 1) + StaticWindow.page - 1) & ~(StaticWindow.page - 1)
        self.size = end - start
        self.isUncached = isUncached
    }

    /// The source argument of VirtualCopyEx: the physical address shifted right by 8.
    public var source: UInt32 { page >> 8 }

    /// The calls with their arguments.
    public var call: String {
        let bytes = "0x" + hexadecimal(size)
        let protection = "PAGE_PHYSICAL | PAGE_READWRITE" + (isUncached ? " | PAGE_NOCACHE" : "")
        return "p = VirtualAllocEx(process, NULL, \(bytes), MEM_RESERVE, PAGE_NOACCESS); "
            + "VirtualCopyEx(process, p, process, (LPVOID)0x\(hexadecimal(source)), \(bytes), \(protection))"
    }
}

/// The low 32 bits.
func truncated(_ value: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: value) }
