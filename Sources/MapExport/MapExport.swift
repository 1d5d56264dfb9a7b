internal import GuestAddress
package import OEMAddrTable
internal import PrintableText

/// A memory map written for the tools that people debug with or move to.
package struct MapExport {
    package enum Format: String, CaseIterable, Sendable {
        /// A device tree source: memory, reserved memory, registers.
        case dts
        /// A script for Ghidra that makes memory blocks.
        case ghidra
        /// A script for IDA that makes segments.
        case ida
        /// Commands for GDB: memory attributes, convenience variables, translation.
        case gdb
        /// A PRACTICE script for TRACE32: address translation.
        case trace32
        /// MEMORY of a linker script for GNU ld.
        case ld
        /// CMSIS-SVD: the blocks of registers.
        case svd
    }

    private let map: ExportedMap

    /// - Parameter title: what the map is of, a board's name.
    package init(_ map: MemoryMap, title: String) {
        self.map = ExportedMap(map, title: printable(title).replacing("\t", with: " "))
    }

    package func text(_ format: Format) -> String {
        switch format {
        case .dts: DeviceTreeText(map: map).text
        case .ghidra: GhidraText(map: map).text
        case .ida: IDAText(map: map).text
        case .gdb: GDBText(map: map).text
        case .trace32: Trace32Text(map: map).text
        case .ld: LinkerText(map: map).text
        case .svd: RegistersText(map: map).text
        }
    }
}

/// Text of others as part of a comment of one line that only a line's end ends.
func comment(_ text: String) -> String { printable(text) }

/// `0x80000000`.
func number(_ value: UInt64) -> String { "0x" + hexadecimal(value) }
