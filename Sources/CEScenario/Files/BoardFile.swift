public import Diagnostics
public import GuestAddress
public import OEMAddrTable

/// What a board file says, each fact with its line. `init(path:)` reads and checks it.
public struct BoardFile: Hashable, Sendable {
    /// Where the address table comes from.
    public enum TableSource: Hashable, Sendable {
        /// A file of the BSP, the table's symbol when one is named, and the files with the symbols it uses.
        case file(FileReference, symbol: String?, include: [FileReference])
        /// Rows in the board file itself.
        case rows(AddressTable)
    }

    /// An assembler symbol, C macro or build variable.
    public struct Define: Hashable, Sendable {
        public var name: String
        public var value: String
        public var location: SourceLocation
    }

    /// An emulated device.
    public struct Device: Hashable, Sendable {
        public var name: String
        public var type: String
        public var base: PhysicalAddress
        /// The interrupt line (IRQ), or nil.
        public var interrupt: UInt32?
        public var location: SourceLocation
    }

    /// The path as given.
    public var path: String
    public var name: String
    public var profile: Profile.Name
    /// The core's name, one of those the machine knows.
    public var cpu: String
    public var banks: [RAMBank]
    public var addressTable: TableSource?
    public var configBib: FileReference?
    public var imageConfig: [FileReference]
    public var image: FileReference?
    public var defines: [Define]
    public var devices: [Device]
    /// Where the address table is named, or the board's first line.
    public var addressTableLocation: SourceLocation
}
