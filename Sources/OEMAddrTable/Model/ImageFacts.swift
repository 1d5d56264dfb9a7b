public import Diagnostics
public import GuestAddress

/// What a run-time image (`.bin` or `.nb0`) says of itself.
public struct ImageFacts: Hashable, Sendable {
    public enum Format: String, Hashable, Sendable {
        /// Records with addresses and checksums.
        case bin = "B000FF"
        /// A flat memory image without a header.
        case nb0
        /// A kernel as the linker made it, which romimage has not placed.
        case executable
    }

    /// A run of bytes of a B000FF image.
    public struct Record: Hashable, Sendable {
        public var start: VirtualAddress
        /// Bytes.
        public var size: UInt32
        /// The checksum in the file.
        public var stored: UInt32
        /// The sum of the data bytes modulo 2^32.
        public var computed: UInt32
        /// The offset of the record's header in the file.
        public var fileOffset: Int

        public init(start: VirtualAddress, size: UInt32, stored: UInt32, computed: UInt32, fileOffset: Int) {
            self.start = start
            self.size = size
            self.stored = stored
            self.computed = computed
            self.fileOffset = fileOffset
        }
    }

    public var format: Format
    /// Where its records lie.
    public var start: VirtualAddress
    /// Where it runs, when its ROMHDR says so: `start` less ROMOFFSET.
    public var linkedStart: VirtualAddress?
    /// The span in bytes.
    public var size: UInt64
    /// The execution start address, when the image has one.
    public var entry: VirtualAddress?
    /// The word after the ECEC signature, 0xFFFFFFFF when the kernel never went through romimage; nil without
    /// signature.
    public var tableOfContents: UInt32?
    public var header: ROMHeader?
    /// The modules in the order of the table of contents.
    public var modules: [ImageModule] = []
    /// The records of a B000FF image in the order of the file.
    public var records: [Record]
    /// The file, line 0.
    public var location: SourceLocation

    public init(
        format: Format = .bin, start: VirtualAddress, size: UInt64, entry: VirtualAddress? = nil,
        tableOfContents: UInt32? = nil, header: ROMHeader? = nil, records: [Record] = [], location: SourceLocation
    ) {
        self.format = format
        self.start = start
        self.size = size
        self.entry = entry
        self.tableOfContents = tableOfContents
        self.header = header
        self.records = records
        self.location = location
    }

    /// The addresses that the image has when it runs.
    var runExtent: Range<UInt64> { extent((linkedStart ?? start).rawValue, size) }

    /// The records whose checksum is not the sum of their bytes.
    public var badRecords: [Record] { records.filter { $0.stored != $0.computed } }
}

/// The ROMHDR structure of an image (romldr.h), the numbers as they are there.
public struct ROMHeader: Hashable, Sendable {
    /// Bytes of the structure.
    public static let byteCount = 84
    /// The bit of `miscellaneousFlags` that says that the kernel is in this image (romldr.h).
    static let containsKernel: UInt16 = 2

    /// Where the structure stands.
    public var location = VirtualAddress(0)
    public var dllFirst: UInt32 = 0
    public var dllLast: UInt32 = 0
    public var physicalFirst = VirtualAddress(0)
    public var physicalLast = VirtualAddress(0)
    public var moduleCount: UInt32 = 0
    public var ramStart = VirtualAddress(0)
    public var ramFree = VirtualAddress(0)
    public var ramEnd = VirtualAddress(0)
    public var copyEntries: UInt32 = 0
    public var copyOffset: UInt32 = 0
    public var profileLength: UInt32 = 0
    public var profileOffset: UInt32 = 0
    public var fileCount: UInt32 = 0
    public var kernelFlags: UInt32 = 0
    public var fileSystemRAMPercent: UInt32 = 0
    public var driverGlobalsStart: UInt32 = 0
    public var driverGlobalsLength: UInt32 = 0
    public var cpuType: UInt16 = 0
    public var miscellaneousFlags: UInt16 = 0
    public var extensions: UInt32 = 0
    public var trackingStart: UInt32 = 0
    public var trackingLength: UInt32 = 0

    /// Whether the kernel is in the image.
    var hasKernel: Bool { miscellaneousFlags & Self.containsKernel != 0 }
    /// The addresses from ulRAMStart to ulRAMEnd.
    var ramExtent: Range<UInt64> {
        UInt64(ramStart.rawValue)..<max(UInt64(ramStart.rawValue), UInt64(ramEnd.rawValue))
    }
    /// The addresses from physfirst to physlast.
    var imageExtent: Range<UInt64> {
        UInt64(physicalFirst.rawValue)..<max(UInt64(physicalFirst.rawValue), UInt64(physicalLast.rawValue))
    }

    public init(
        physicalFirst: VirtualAddress, physicalLast: VirtualAddress, ramStart: VirtualAddress, ramFree: VirtualAddress,
        ramEnd: VirtualAddress
    ) {
        self.physicalFirst = physicalFirst
        self.physicalLast = physicalLast
        self.ramStart = ramStart
        self.ramFree = ramFree
        self.ramEnd = ramEnd
    }
}
