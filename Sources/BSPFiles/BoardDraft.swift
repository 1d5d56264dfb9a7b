package import GuestAddress
package import OEMAddrTable

/// The memory of a board that has no files yet, or has lost them: what the files of a BSP are to say, with a remark on
/// each line.
package struct BoardDraft: Hashable, Sendable {
    /// A bank of RAM.
    package struct Bank: Hashable, Sendable {
        package var range: AddressRange<PhysicalAddress>
        package var remark: String

        package init(_ range: AddressRange<PhysicalAddress>, remark: String = "") {
            self.range = range
            self.remark = remark
        }
    }

    /// A row of OEMAddressTable, or with attributes one of OEMDeviceTable.
    package struct Row: Hashable, Sendable {
        package var virtual: VirtualAddress
        package var physical: PhysicalAddress
        /// Bytes.
        package var size: UInt64
        package var attributes: UInt32 = 0
        package var remark: String

        package init(
            _ virtual: VirtualAddress, _ physical: PhysicalAddress, size: UInt64, attributes: UInt32 = 0,
            remark: String = ""
        ) {
            self.virtual = virtual
            self.physical = physical
            self.size = size
            self.attributes = attributes
            self.remark = remark
        }

        /// The virtual addresses, cut at 4 GiB.
        package var virtualRange: Range<UInt64> { extent(virtual.rawValue, size) }
        /// The physical addresses, cut at 4 GiB.
        package var physicalRange: Range<UInt64> { extent(physical.rawValue, size) }
    }

    /// An entry of OEMRamTable.
    package struct RAMEntry: Hashable, Sendable {
        package var physical: PhysicalAddress
        /// Bytes.
        package var size: UInt64
        package var attributes: UInt32 = 0
        package var remark: String

        package init(_ physical: PhysicalAddress, size: UInt64, attributes: UInt32 = 0, remark: String = "") {
            self.physical = physical
            self.size = size
            self.attributes = attributes
            self.remark = remark
        }

        /// The addresses, cut at 4 GiB.
        package var range: Range<UInt64> { extent(physical.rawValue, size) }
    }

    /// A line of config.bib's MEMORY section.
    package struct Region: Hashable, Sendable {
        package var name: String
        package var start: VirtualAddress
        /// Bytes.
        package var size: UInt64
        package var kind: BibRegion.Kind
        package var remark: String

        package init(
            _ name: String, _ start: VirtualAddress, size: UInt64, _ kind: BibRegion.Kind, remark: String = ""
        ) {
            self.name = name
            self.start = start
            self.size = size
            self.kind = kind
            self.remark = remark
        }

        /// The addresses, cut at 4 GiB.
        package var range: Range<UInt64> { extent(start.rawValue, size) }
    }

    /// An emulated device.
    package struct Device: Hashable, Sendable {
        package var name: String
        package var type: String
        package var base: PhysicalAddress
        package var interrupt: UInt32?

        package init(name: String, type: String, base: PhysicalAddress, interrupt: UInt32? = nil) {
            self.name = name
            self.type = type
            self.base = base
            self.interrupt = interrupt
        }
    }

    package var name: String
    package var profile: Profile
    /// The core's name in the board file.
    package var cpu: String
    /// What the head of each file says of where it comes from.
    package var origin: String
    package var banks: [Bank] = []
    /// Whether the table starts with CE_NEW_MAPPING_TABLE.
    package var isNewStyle = false
    /// Whether the table is one for x86, with bytes.
    package var countsBytes = false
    package var rows: [Row] = []
    package var deviceRows: [Row] = []
    package var ramEntries: [RAMEntry] = []
    package var regions: [Region] = []
    package var devices: [Device] = []
    /// Lines of config.bib's CONFIG section.
    package var settings: [String] = []
    /// The image, as the board file names it.
    package var image: String?

    package init(name: String, profile: Profile, cpu: String, origin: String) {
        self.name = name
        self.profile = profile
        self.cpu = cpu
        self.origin = origin
    }
}
