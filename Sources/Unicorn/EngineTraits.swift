/// What a version of the library does differently from others. Nothing else asks for the version.
///
/// All was measured on 2.0.1, 2.1.1, 2.1.3 and 2.1.4.
public struct EngineTraits: Hashable, Sendable {
    /// Which version it is of.
    public let version: LibraryVersion
    /// Why no machine runs on it, and what to do; nil when one does.
    public let refusal: String?
    /// What to ask for, in this order, to get pages of 4 KiB: the setter is off by one bit up to 2.1.2.
    let pageSizeRequests: [UInt32]
    /// Regions are looked up by virtual address, before translation: each has to be covered, and say that code may be
    /// there.
    let findsRegionsByVirtualAddress: Bool
    /// Page tables can be walked by us, and stores to pages that are not executed are fast then; hooks of accesses are
    /// told physical addresses.
    public let walksTables: Bool
    /// A hook of accesses can be taken away and put back while the machine lives, since translated code can be dropped.
    let switchesHooks: Bool
    /// A load that crosses a page is told to hooks again as the two aligned loads that it is made of.
    let tellsPiecesOfLoads: Bool
    /// Inside a callback PC is that of the access, otherwise it is the block's start. The price is that the state of IT
    /// is left in CPSR behind each callback, where the next block takes it for its own.
    let knowsAccesses: Bool
    /// The size of the buffer of translated code can be chosen.
    let hasCodeBufferSize: Bool
    /// Translated code can be dropped in microseconds, so that a core can be used again.
    let canBeRenewed: Bool

    public init(_ version: LibraryVersion) {
        self.version = version
        let isFast = version >= LibraryVersion(2, 1, 3)
        refusal =
            !isFast && version >= LibraryVersion(2, 1, 0)
            ? "Unicorn \(version) runs code that stores have changed as it was before, and its pages have the wrong "
                + "size: build with `make`, which takes 2.1.3, or install 2.0.1, or 2.1.3 or later"
            : nil
        pageSizeRequests = isFast ? [4096] : [2048, 4096]
        findsRegionsByVirtualAddress = version < LibraryVersion(2, 1, 0)
        walksTables = isFast
        switchesHooks = isFast
        tellsPiecesOfLoads = version < LibraryVersion(2, 1, 0)
        knowsAccesses = version >= LibraryVersion(2, 1, 4)
        hasCodeBufferSize = isFast
        canBeRenewed = isFast
    }

    /// Those of the library that this program runs on.
    public static let running = EngineTraits(.running)

    /// `unicorn 2.1.3 (fast stores)`.
    public var description: String { "unicorn \(version) (\(walksTables ? "fast" : "slow") stores)" }
}
