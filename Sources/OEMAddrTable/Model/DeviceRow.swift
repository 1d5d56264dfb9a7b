public import Diagnostics
public import GuestAddress

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
    /// The comment behind the row, which mostly names the device.
    public var comment: String?

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

/// The RamTable structure: which version of CE it is for, how many entries it has, and where they are.
public struct RAMTableHeader: Hashable, Sendable {
    /// MAKELONG(minor, major) of the version; nil when it is not a number.
    public var version: UInt32?
    public var count: UInt32?
    /// The name of the entries.
    public var entries: String
    public var location: SourceLocation
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
