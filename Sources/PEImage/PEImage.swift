package import GuestAddress

/// An ARM PE image, as CE loads it: everything a loader needs, read and checked.
///
/// Reading never trusts a length or an address of the file, takes time and memory in proportion to the file's size and
/// the limits stated here, and fails with a `PEImageError` that says what was expected where.
package struct PEImage: Sendable {
    /// The largest size of a loaded image that is accepted: 256 MB.
    package static let maximumImageSize: UInt32 = 256 << 20

    package let machine: PEMachine
    /// The address the image was linked for.
    package let imageBase: VirtualAddress
    /// The size of the loaded image in bytes.
    package let sizeOfImage: UInt32
    /// The bytes of the file that are loaded in front of the sections.
    package let sizeOfHeaders: UInt32
    /// Where execution begins, with bit 0 set for Thumb code; nil of a DLL without an entry point.
    package let entryPoint: RelativeAddress?
    /// IMAGE_SUBSYSTEM_…; 9 of an image for Windows CE.
    package let subsystem: UInt16
    /// The CE version that the image was built for.
    package let subsystemVersion: (major: UInt16, minor: UInt16)
    /// The stack that the main thread asks for, in bytes.
    package let stackReserve: UInt32
    package let timestamp: UInt32
    package let isDLL: Bool
    /// Whether the relocations were removed, so that the image can be loaded at `imageBase` only.
    package let hasRelocationsStripped: Bool
    /// In ascending order, without overlaps, each on a page boundary and within the image.
    package let sections: [PESection]
    package let importedLibraries: [PEImportedLibrary]
    package let exports: PEExports
    package let relocations: [PERelocation]
    package let functions: [PEFunction]
    package let debugEntries: [PEDebugEntry]
    /// Where the tree of resources begins, or nil without resources.
    let resources: AddressRange<RelativeAddress>?

    /// The bytes of the file.
    let file: FileBytes

    /// The bytes that the image was read from.
    package var bytes: [UInt8] { file.bytes }

    /// Reads an image.
    /// - Parameter bytes: the whole file.
    /// - Throws: `PEImageError` when the bytes are not an ARM PE32 image, are cut short, or contradict themselves.
    package init(bytes: [UInt8]) throws(PEImageError) {
        let file = FileBytes(bytes)
        let headers = try Headers(file)
        self.file = file
        machine = headers.machine
        imageBase = VirtualAddress(headers.imageBase)
        sizeOfImage = headers.sizeOfImage
        sizeOfHeaders = headers.sizeOfHeaders
        entryPoint = headers.entryPoint.rawValue == 0 ? nil : headers.entryPoint
        subsystem = headers.subsystem
        subsystemVersion = headers.subsystemVersion
        stackReserve = headers.stackReserve
        timestamp = headers.timestamp
        isDLL = headers.characteristics & Headers.isLibrary != 0
        hasRelocationsStripped = headers.characteristics & Headers.relocationsStripped != 0
        sections = headers.sections
        let loaded = LoadedBytes(file: file, sections: headers.sections, sizeOfHeaders: headers.sizeOfHeaders)
        importedLibraries = try ImportReader(loaded: loaded).read(headers.directory(.imports))
        exports = try ExportReader(loaded: loaded, sizeOfImage: sizeOfImage).read(headers.directory(.exports))
        relocations = try RelocationReader(loaded: loaded, sizeOfImage: sizeOfImage)
            .read(headers.directory(.relocations))
        functions = try FunctionReader(loaded: loaded, machine: machine, imageBase: headers.imageBase)
            .read(headers.directory(.functions))
        debugEntries = try DebugReader(loaded: loaded).read(headers.directory(.debug))
        resources = headers.directory(.resources)
    }

    /// The section that a relative address lies in, or nil in the headers and between sections.
    package func section(containing address: RelativeAddress) -> PESection? {
        sections.first { $0.range.contains(address) }
    }

    /// The bytes that the file has for a section; the rest of the section is zero.
    package func data(of section: PESection) -> ArraySlice<UInt8> {
        (try? file.part(section.data, of: section.name)) ?? []
    }
}
