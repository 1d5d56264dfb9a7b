package import Diagnostics
package import GuestAddress
package import MachineTerms
package import OEMAddrTable

/// What a board file says, each fact with its line. `init(path:)` reads and checks it.
package struct BoardFile: Hashable, Sendable {
    /// Where the address table comes from.
    package enum TableSource: Hashable, Sendable {
        /// A file of the BSP, the table's symbol when one is named, and the files with the symbols it uses.
        case file(FileReference, symbol: String?, include: [FileReference])
        /// Rows in the board file itself.
        case rows(AddressTable)
    }

    /// An assembler symbol, C macro or build variable.
    package struct Define: Hashable, Sendable {
        package var name: String
        package var value: String
        package var location: SourceLocation
    }

    /// A chip at an I2C controller.
    package struct Slave: Hashable, Sendable {
        package var address: UInt32
        package var contents: [UInt8]
    }

    /// An emulated device.
    package struct Device: Hashable, Sendable {
        package var name: String
        package var type: String
        package var base: PhysicalAddress
        /// The interrupt line (IRQ), or nil.
        package var interrupt: UInt32?
        /// Whether the controller takes rising edges of it.
        package var takesEdges = false
        /// Bytes of its registers, or nil for what its type has.
        package var size: UInt64?
        package var input = ""
        /// Hertz.
        package var frequency: UInt64?
        package var step: UInt32?
        /// Bits a second on a serial line, and whether a plug leads what is sent back.
        package var baud: UInt64?
        package var isLooped = false
        /// The bytes of a frame.
        package var picture: FileReference?
        /// The chips at an I2C controller: addresses and contents.
        package var slaves: [Slave] = []
        /// What it is, of one that a file describes; read with the board.
        package var description: DeviceDescription?
        /// The file that describes it, and the peripheral of an SVD file.
        var file: FileReference?
        var peripheral: String?
        package var location: SourceLocation

        /// Its window as far as the file says it; nil of one that ends above 4 GB.
        package var range: AddressRange<PhysicalAddress>? {
            AddressRange(base: base, size: size ?? UInt64(GuestPage.size))
        }
    }

    /// The path as given.
    package var path: String
    package var name: String
    package var profile: Profile.Name
    /// The core's name, one of those the machine knows.
    package var cpu: String
    /// Instructions a second.
    package var clock: UInt64
    package var banks: [RAMBank]
    package var addressTable: TableSource?
    package var configBib: FileReference?
    package var imageConfig: [FileReference]
    package var image: FileReference?
    package var defines: [Define]
    /// CE's .reg files.
    package var registryFiles: [FileReference]
    package var devices: [Device]
    /// The IRQs of the SYSINTR values that the OAL has from the start.
    package var sysintrs: [UInt32: UInt32]
    /// Rules of the map, held in every run.
    package var rules: [Expectations.Located<MapContract>]
    /// Where the address table is named, or the board's first line.
    package var addressTableLocation: SourceLocation
}
