public import Diagnostics
public import GuestAddress

/// One OEMAddressTable.
public struct AddressTable: Hashable, Sendable {
    /// Whether the table starts with the CE_NEW_MAPPING_TABLE row (Compact 7 and later).
    public enum Style: String, Hashable, Sendable { case classic, new }

    /// The unit of the size column.
    public enum SizeUnit: String, Hashable, Sendable {
        /// ARM tables (`DCD`).
        case megabytes
        /// x86 tables (`dd`).
        case bytes
    }

    /// The first row of a new-style table.
    public struct Marker: Hashable, Sendable {
        /// The second word's symbol, the OEMDeviceTable; nil when the word is a number.
        public var deviceTable: String?
        /// The second word when it is a number (0: no device table).
        public var deviceTableAddress: UInt32?
        /// The third word, which has to be 0.
        public var third: UInt32
        public var location: SourceLocation

        public init(
            deviceTable: String? = nil, deviceTableAddress: UInt32? = nil, third: UInt32 = 0, location: SourceLocation
        ) {
            self.deviceTable = deviceTable
            self.deviceTableAddress = deviceTableAddress
            self.third = third
            self.location = location
        }
    }

    /// CE_NEW_MAPPING_TABLE: the first word of a new-style table. Anywhere but in the first row it stays in `rows`, as
    /// the virtual address of a row that makes no sense.
    public static let newMappingTable: UInt32 = 0x8765_4321

    public var symbol: String
    /// Further labels on the same first row.
    public var aliases: [String]
    public var style: Style
    /// The marker row of a new-style table.
    public var marker: Marker?
    public var unit: SizeUnit
    /// The rows before the terminator, without a new-style table's marker. A row of size 0 that is not all zero is
    /// among them; the kernel stops at it (see `mappedRows`).
    public var rows: [StaticRow]
    /// Whether an all-zero row ends it.
    public var isTerminated: Bool
    /// Every all-zero row, in the order of the file; only the first is read by the kernel.
    public var terminators: [SourceLocation]
    /// Rows under the same label behind the terminator, which the kernel never reads.
    public var rowsAfterTerminator: [StaticRow]
    /// How many rows stand in the file and are in none of the lists, because a symbol of theirs is not known or a
    /// column is missing.
    public var rowsLeftOut: Int
    /// Whether a condition under its label asked for a symbol that nothing defines.
    public var isUndecided = false
    /// The directive that lays down a row in the language of the file, `DCD`; nil in C.
    public var rowDirective: String?
    /// The label.
    public var location: SourceLocation

    public init(
        symbol: String, style: Style, rows: [StaticRow], isTerminated: Bool, location: SourceLocation,
        aliases: [String] = [], marker: Marker? = nil, unit: SizeUnit = .megabytes, terminators: [SourceLocation] = [],
        rowsAfterTerminator: [StaticRow] = [], rowsLeftOut: Int = 0
    ) {
        self.symbol = symbol
        self.style = style
        self.rows = rows
        self.isTerminated = isTerminated
        self.location = location
        self.aliases = aliases
        self.marker = marker
        self.unit = unit
        self.terminators = terminators
        self.rowsAfterTerminator = rowsAfterTerminator
        self.rowsLeftOut = rowsLeftOut
    }

    /// The rows the kernel maps: it stops at the first row of size 0, whatever its other words.
    public var mappedRows: ArraySlice<StaticRow> { rows.prefix { $0.size != 0 } }
}

/// Where a field of a row or of a region stands, in the file of the row.
public struct FieldPlace: Hashable, Sendable {
    /// 1-based.
    public var line: Int32
    /// 1-based, in bytes.
    public var column: Int32
    /// Bytes.
    public var length: Int32

    public init(line: Int32, column: Int32, length: Int32) {
        self.line = line
        self.column = column
        self.length = length
    }

    /// The place as a location in `file`.
    public func location(in file: String) -> SourceLocation {
        SourceLocation(file: file, line: Int(line), column: Int(column), length: Int(length))
    }
}

/// A row of an OEMAddressTable: `size` bytes at `virtual` are the bytes at `physical`. The numbers are as the file has
/// them, right or wrong; only the size is already in bytes.
public struct StaticRow: Hashable, Sendable {
    public var virtual: VirtualAddress
    public var physical: PhysicalAddress
    /// Bytes (the file's megabytes times 1,048,576 in an ARM table).
    public var size: UInt64
    /// The row, from its first to its last operand.
    public var location: SourceLocation
    public var virtualPlace: FieldPlace?
    public var physicalPlace: FieldPlace?
    public var sizePlace: FieldPlace?
    /// The comment behind the row, which most often names the memory.
    public var comment: String?

    public init(
        virtual: VirtualAddress, physical: PhysicalAddress, size: UInt64, location: SourceLocation,
        virtualPlace: FieldPlace? = nil, physicalPlace: FieldPlace? = nil, sizePlace: FieldPlace? = nil
    ) {
        self.virtual = virtual
        self.physical = physical
        self.size = size
        self.location = location
        self.virtualPlace = virtualPlace
        self.physicalPlace = physicalPlace
        self.sizePlace = sizePlace
    }

    /// The location of one field, or of the row when the reader did not note it.
    public func location(of field: KeyPath<StaticRow, FieldPlace?>) -> SourceLocation {
        self[keyPath: field]?.location(in: location.file) ?? location
    }
}
