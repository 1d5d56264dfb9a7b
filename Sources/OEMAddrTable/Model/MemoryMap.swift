public import ARMCore
public import Diagnostics
public import GuestAddress

/// Everything that is known of a board's memory, from all files given, each fact with the line it came from.
public struct MemoryMap: Hashable, Sendable {
    public var profile: Profile
    /// The architecture of the board's core; nil when no board file says which core it has.
    public var architecture: CoreArchitecture?
    /// The address tables found; the first is the one the kernel gets unless the board file names another.
    public var tables: [AddressTable]
    public var deviceRows: [DeviceRow]
    public var ramRows: [RAMRow]
    public var regions: [BibRegion]
    public var banks: [RAMBank]
    /// The keys of config.bib's CONFIG section, in the order of the file.
    public var settings: [BibSetting]
    /// The FIXUPVAR lines of config.bib.
    public var fixups: [FixupVariable]
    /// The constants of image_cfg.h and image_cfg.inc.
    public var constants: [ImageConstant]
    /// The structure in front of `ramRows`, when the files have it.
    public var ramTableHeader: RAMTableHeader?
    /// The kernel images given.
    public var images: [ImageFacts]
    /// The address tables of boot loaders, which run before the kernel with tables of their own.
    public var loaderTables: [AddressTable] = []
    /// The devices of the board, as its file names them.
    public var devices: [BoardDevice] = []

    public init(
        profile: Profile = .ce6, tables: [AddressTable] = [], deviceRows: [DeviceRow] = [], ramRows: [RAMRow] = [],
        regions: [BibRegion] = [], banks: [RAMBank] = [], settings: [BibSetting] = [], fixups: [FixupVariable] = [],
        constants: [ImageConstant] = [], images: [ImageFacts] = [], architecture: CoreArchitecture? = nil
    ) {
        self.profile = profile
        self.tables = tables
        self.deviceRows = deviceRows
        self.ramRows = ramRows
        self.regions = regions
        self.banks = banks
        self.settings = settings
        self.fixups = fixups
        self.constants = constants
        self.images = images
        self.architecture = architecture
    }
}

/// A device of the board: where its registers start.
public struct BoardDevice: Hashable, Sendable {
    public var name: String
    public var base: PhysicalAddress
    public var location: SourceLocation?

    public init(name: String, base: PhysicalAddress, location: SourceLocation? = nil) {
        self.name = name
        self.base = base
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
