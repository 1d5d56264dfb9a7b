public import GuestAddress

/// What a run-time image (`.bin` or `.nb0`) says of itself.
public struct ImageFacts: Hashable, Sendable {
    /// What ROMHDR says, at the addresses of the image.
    public struct ROMHeader: Hashable, Sendable {
        public var physicalFirst: VirtualAddress
        public var physicalLast: VirtualAddress
        public var ramStart: VirtualAddress
        public var ramFree: VirtualAddress
        public var ramEnd: VirtualAddress

        public init(
            physicalFirst: VirtualAddress, physicalLast: VirtualAddress, ramStart: VirtualAddress,
            ramFree: VirtualAddress, ramEnd: VirtualAddress
        ) {
            self.physicalFirst = physicalFirst
            self.physicalLast = physicalLast
            self.ramStart = ramStart
            self.ramFree = ramFree
            self.ramEnd = ramEnd
        }
    }

    /// A record of a `.bin` whose checksum is not the sum of its bytes.
    public struct BadRecord: Hashable, Sendable {
        public var start: VirtualAddress
        public var stored: UInt32
        public var computed: UInt32

        public init(start: VirtualAddress, stored: UInt32, computed: UInt32) {
            self.start = start
            self.stored = stored
            self.computed = computed
        }
    }

    public var start: VirtualAddress
    /// The span in bytes.
    public var size: UInt64
    /// The execution start address, when the image has one.
    public var entry: VirtualAddress?
    /// The word after the ECEC signature, 0xFFFFFFFF when the kernel never went through romimage; nil without signature.
    public var tableOfContents: UInt32?
    public var header: ROMHeader?
    public var badRecords: [BadRecord]
    public var location: SourceLocation

    public init(
        start: VirtualAddress, size: UInt64, entry: VirtualAddress? = nil, tableOfContents: UInt32? = nil,
        header: ROMHeader? = nil, badRecords: [BadRecord] = [], location: SourceLocation
    ) {
        self.start = start
        self.size = size
        self.entry = entry
        self.tableOfContents = tableOfContents
        self.header = header
        self.badRecords = badRecords
        self.location = location
    }
}
