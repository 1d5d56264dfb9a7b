public import GuestAddress

/// Everything that is known of a board's memory, from all files given, each fact with the line it came from.
public struct MemoryMap: Hashable, Sendable {
    public var profile: Profile
    /// The address tables found; the first is the one the kernel gets unless the board file names another.
    public var tables: [AddressTable]
    public var deviceRows: [DeviceRow]
    public var ramRows: [RAMRow]
    public var regions: [BibRegion]
    public var banks: [RAMBank]

    public init(
        profile: Profile = .ce6, tables: [AddressTable] = [], deviceRows: [DeviceRow] = [], ramRows: [RAMRow] = [],
        regions: [BibRegion] = [], banks: [RAMBank] = []
    ) {
        self.profile = profile
        self.tables = tables
        self.deviceRows = deviceRows
        self.ramRows = ramRows
        self.regions = regions
        self.banks = banks
    }
}

/// One OEMAddressTable.
public struct AddressTable: Hashable, Sendable {
    /// Whether the table starts with the CE_NEW_MAPPING_TABLE row (Compact 7 and later).
    public enum Style: String, Hashable, Sendable { case classic, new }

    public var symbol: String
    public var style: Style
    public var rows: [StaticRow]
    /// Whether an all-zero row ends it.
    public var isTerminated: Bool
    public var location: SourceLocation

    public init(symbol: String, style: Style, rows: [StaticRow], isTerminated: Bool, location: SourceLocation) {
        self.symbol = symbol
        self.style = style
        self.rows = rows
        self.isTerminated = isTerminated
        self.location = location
    }
}

/// A row of an OEMAddressTable: `size` bytes at `virtual` are the bytes at `physical`. The numbers are as the file has them,
/// right or wrong; only the size is already in bytes.
public struct StaticRow: Hashable, Sendable {
    public var virtual: VirtualAddress
    public var physical: PhysicalAddress
    /// Bytes (the file's megabytes times 1,048,576 in an ARM table).
    public var size: UInt64
    public var location: SourceLocation

    public init(virtual: VirtualAddress, physical: PhysicalAddress, size: UInt64, location: SourceLocation) {
        self.virtual = virtual
        self.physical = physical
        self.size = size
        self.location = location
    }
}

/// A row of an OEMDeviceTable (Compact 7 and later).
public struct DeviceRow: Hashable, Sendable {
    public var virtual: VirtualAddress
    /// The physical address, already shifted left by 8 from the file's PA >> 8.
    public var physical: PhysicalAddress
    /// Bytes.
    public var size: UInt64
    /// Raw attribute bits of a page descriptor; 0 is kernel read-write, strongly ordered.
    public var attributes: UInt32
    public var location: SourceLocation

    public init(
        virtual: VirtualAddress, physical: PhysicalAddress, size: UInt64, attributes: UInt32, location: SourceLocation
    ) {
        self.virtual = virtual
        self.physical = physical
        self.size = size
        self.attributes = attributes
        self.location = location
    }
}

/// An entry of an OEMRamTable: RAM that the kernel may use beyond the static map (Compact 7 and later).
public struct RAMRow: Hashable, Sendable {
    public var physical: PhysicalAddress
    /// Bytes.
    public var size: UInt64
    public var attributes: UInt32
    public var location: SourceLocation

    public init(physical: PhysicalAddress, size: UInt64, attributes: UInt32, location: SourceLocation) {
        self.physical = physical
        self.size = size
        self.attributes = attributes
        self.location = location
    }
}

/// A line of config.bib's MEMORY section.
public struct BibRegion: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case ramimage = "RAMIMAGE"
        case ram = "RAM"
        case reserved = "RESERVED"
        case nandimage = "NANDIMAGE"
        case extensionRegion = "EXTENSION"
        case rom8 = "ROM_8"
        case rom16 = "ROM_16"
        case romx8 = "ROMx8"
    }

    public var name: String
    public var start: VirtualAddress
    /// Bytes.
    public var size: UInt64
    public var kind: Kind
    public var location: SourceLocation

    public init(name: String, start: VirtualAddress, size: UInt64, kind: Kind, location: SourceLocation) {
        self.name = name
        self.start = start
        self.size = size
        self.kind = kind
        self.location = location
    }
}

/// A bank of physical RAM that the board has.
public struct RAMBank: Hashable, Sendable {
    public var range: AddressRange<PhysicalAddress>
    public var location: SourceLocation?

    public init(range: AddressRange<PhysicalAddress>, location: SourceLocation? = nil) {
        self.range = range
        self.location = location
    }
}
