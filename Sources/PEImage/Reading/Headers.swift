import GuestAddress

/// The file header, the optional header and the section table.
struct Headers {
    let machine: PEMachine
    let characteristics: UInt16
    let timestamp: UInt32
    let entryPoint: RelativeAddress
    let imageBase: UInt32
    let sizeOfImage: UInt32
    let sizeOfHeaders: UInt32
    let subsystem: UInt16
    let subsystemVersion: (major: UInt16, minor: UInt16)
    let stackReserve: UInt32
    let directories: [AddressRange<RelativeAddress>]
    let sections: [PESection]

    /// The data directories that this reader follows, by their index in the optional header.
    enum Directory: Int {
        case exports = 0
        case imports = 1
        case resources = 2
        case functions = 3
        case relocations = 5
        case debug = 6
    }

    func directory(_ directory: Directory) -> AddressRange<RelativeAddress>? {
        guard directory.rawValue < directories.count, !directories[directory.rawValue].isEmpty else { return nil }
        return directories[directory.rawValue]
    }

    static let relocationsStripped: UInt16 = 0x0001
    static let isLibrary: UInt16 = 0x2000
    /// Sections that a loader has to take: more are refused.
    static let maximumSections: UInt16 = 96

    private static let dosHeaderSize = 64
    private static let fileHeaderSize = 20
    private static let optionalHeaderFixedSize = 96
    private static let sectionHeaderSize = 40
    private static let maximumDirectories: UInt32 = 16

    init(_ file: FileBytes) throws(PEImageError) {
        let peOffset = try Headers.findSignature(file)
        let fileHeader = peOffset + 4
        try file.require(Headers.fileHeaderSize, at: fileHeader, of: "the file header")
        let number = try file.half(at: fileHeader, of: "the machine")
        guard let machine = PEMachine(rawValue: number) else {
            throw PEImageError(
                .unsupportedMachine, at: UInt32(clamping: fileHeader),
                expected: "an ARM image (0x1c0, 0x1c2 or 0x1c4)", found: PEMachine.name(of: number))
        }
        self.machine = machine
        timestamp = try file.word(at: fileHeader + 4, of: "the time stamp")
        characteristics = try file.half(at: fileHeader + 18, of: "the characteristics")
        let optionalSize = Int(try file.half(at: fileHeader + 16, of: "the optional header's size"))

        let optional = fileHeader + Headers.fileHeaderSize
        try file.require(optionalSize, at: optional, of: "the optional header")
        guard optionalSize >= Headers.optionalHeaderFixedSize else {
            throw PEImageError(
                .badHeader, at: UInt32(clamping: fileHeader + 16), expected: "an optional header of 96 bytes or more",
                found: "\(optionalSize)")
        }
        let magic = try file.half(at: optional, of: "the magic number")
        guard magic == 0x10B else {
            throw PEImageError(
                .notAnImage, at: UInt32(clamping: optional), expected: "a PE32 optional header (0x10b)",
                found: "0x\(String(magic, radix: 16))")
        }
        func word(_ offset: Int, _ what: String) throws(PEImageError) -> UInt32 {
            try file.word(at: optional + offset, of: what)
        }
        entryPoint = RelativeAddress(try word(16, "the entry point"))
        imageBase = try word(28, "the image base")
        sizeOfImage = try word(56, "the size of the image")
        sizeOfHeaders = try word(60, "the size of the headers")
        subsystemVersion = (
            try file.half(at: optional + 48, of: "the subsystem version"),
            try file.half(at: optional + 50, of: "the subsystem version")
        )
        subsystem = try file.half(at: optional + 68, of: "the subsystem")
        stackReserve = try word(72, "the stack size")
        try Headers.checkSizes(image: sizeOfImage, headers: sizeOfHeaders, optional: optional, fileSize: file.count)

        directories = try Headers.readDirectories(
            file, at: optional, optionalSize: optionalSize, sizeOfImage: sizeOfImage)
        let count = try file.half(at: fileHeader + 2, of: "the number of sections")
        guard count <= Headers.maximumSections else {
            throw PEImageError(
                .tooMany, at: UInt32(clamping: fileHeader + 2), expected: "at most 96 sections", found: "\(count)")
        }
        let strings = try Headers.stringTable(file, fileHeader: fileHeader)
        sections = try Headers.readSections(
            file, at: optional + optionalSize, count: Int(count), strings: strings, sizeOfImage: sizeOfImage,
            sizeOfHeaders: sizeOfHeaders)
        let entry = entryPoint.rawValue & ~1
        guard entry == 0 || sections.contains(where: { $0.range.contains(RelativeAddress(entry)) }) else {
            throw PEImageError(
                .outsideImage, at: UInt32(clamping: optional + 16), expected: "an entry point in a section",
                found: "\(entryPoint)")
        }
    }

    private static func findSignature(_ file: FileBytes) throws(PEImageError) -> Int {
        try file.require(dosHeaderSize, at: 0, of: "the DOS header")
        let dos = try file.half(at: 0, of: "the DOS signature")
        guard dos == 0x5A4D else {
            throw PEImageError(
                .notAnImage, at: 0, expected: "the signature MZ", found: "0x\(String(dos, radix: 16))")
        }
        let offset = Int(try file.word(at: 0x3C, of: "the offset of the PE header"))
        let signature = try file.word(at: offset, of: "the PE signature")
        guard signature == 0x4550 else {
            throw PEImageError(
                .notAnImage, at: UInt32(clamping: offset), expected: "the signature PE",
                found: "0x\(String(signature, radix: 16))")
        }
        return offset
    }

    private static func checkSizes(
        image: UInt32, headers: UInt32, optional: Int, fileSize: Int
    ) throws(PEImageError) {
        guard image > 0, image <= PEImage.maximumImageSize else {
            throw PEImageError(
                .badHeader, at: UInt32(clamping: optional + 56), expected: "an image of 1 byte to 256 MB",
                found: "\(image) bytes")
        }
        guard headers <= image, headers <= fileSize else {
            throw PEImageError(
                .badHeader, at: UInt32(clamping: optional + 60), expected: "headers within the file and the image",
                found: "\(headers) bytes")
        }
    }

    private static func readDirectories(
        _ file: FileBytes, at optional: Int, optionalSize: Int, sizeOfImage: UInt32
    ) throws(PEImageError) -> [AddressRange<RelativeAddress>] {
        let count = try file.word(at: optional + 92, of: "the number of data directories")
        guard count <= maximumDirectories, optionalHeaderFixedSize + 8 * Int(count) <= optionalSize else {
            throw PEImageError(
                .badHeader, at: UInt32(clamping: optional + 92),
                expected: "at most 16 data directories, all in the optional header", found: "\(count)")
        }
        var directories: [AddressRange<RelativeAddress>] = []
        for index in 0..<Int(count) {
            let offset = optional + optionalHeaderFixedSize + 8 * index
            let base = RelativeAddress(try file.word(at: offset, of: "a data directory"))
            let size = UInt64(try file.word(at: offset + 4, of: "a data directory"))
            // The certificate directory (4) holds a file offset and is never loaded; a CE loader ignores it.
            if index == 4 || base.rawValue == 0 {
                directories.append(AddressRange(base: RelativeAddress(0), clampedSize: 0))
                continue
            }
            guard let range = AddressRange(base: base, size: size), range.end <= UInt64(sizeOfImage) else {
                throw PEImageError(
                    .outsideImage, at: UInt32(clamping: offset), expected: "data directory \(index) within the image",
                    found: "\(size) bytes at \(base)")
            }
            directories.append(range)
        }
        return directories
    }

    /// The offset of the COFF string table, which long section names refer to; nil without one.
    private static func stringTable(_ file: FileBytes, fileHeader: Int) throws(PEImageError) -> Int? {
        let symbols = try file.word(at: fileHeader + 8, of: "the symbol table's offset")
        let count = try file.word(at: fileHeader + 12, of: "the number of symbols")
        let symbolSize = 18
        return symbols == 0 ? nil : Int(symbols) + Int(count) * symbolSize
    }

    private static func readSections(
        _ file: FileBytes, at table: Int, count: Int, strings: Int?, sizeOfImage: UInt32, sizeOfHeaders: UInt32
    ) throws(PEImageError) -> [PESection] {
        try file.require(count * sectionHeaderSize, at: table, of: "the section table")
        var sections: [PESection] = []
        var end = UInt64(sizeOfHeaders)
        for index in 0..<count {
            let offset = table + index * sectionHeaderSize
            let section = try readSection(file, at: offset, strings: strings)
            let base = section.range.base
            guard base.isOnPage, UInt64(base.rawValue) >= end else {
                throw PEImageError(
                    .badSection, at: UInt32(clamping: offset + 12),
                    expected: "a section on a page boundary, after the headers and the sections before it",
                    found: "\(section.name) at \(base)")
            }
            guard section.range.end <= UInt64(sizeOfImage) else {
                throw PEImageError(
                    .badSection, at: UInt32(clamping: offset + 8),
                    expected: "a section within the image's 0x\(String(sizeOfImage, radix: 16)) bytes",
                    found: "\(section.name) at \(section.range)")
            }
            end = section.range.end
            sections.append(section)
        }
        return sections
    }

    private static func readSection(
        _ file: FileBytes, at offset: Int, strings: Int?
    ) throws(PEImageError) -> PESection {
        let what = "a section header"
        let virtualSize = try file.word(at: offset + 8, of: what)
        let base = RelativeAddress(try file.word(at: offset + 12, of: what))
        let rawSize = try file.word(at: offset + 16, of: what)
        let rawOffset = try file.word(at: offset + 20, of: what)
        let characteristics = PESection.Characteristics(rawValue: try file.word(at: offset + 36, of: what))
        let name = sectionName(file, at: offset, strings: strings)
        // A section of uninitialised data has no bytes in the file, whatever its offset says.
        let size = virtualSize == 0 ? rawSize : virtualSize
        var data = 0..<0
        if rawSize > 0, rawOffset > 0 {
            guard UInt64(rawOffset) + UInt64(rawSize) <= UInt64(file.count) else {
                throw PEImageError(
                    .truncated, at: UInt32(clamping: offset + 16), expected: "the data of section \(name) in the file",
                    found: "\(rawSize) bytes at 0x\(String(rawOffset, radix: 16)) of \(file.count)")
            }
            data = Int(rawOffset)..<Int(rawOffset) + Int(min(rawSize, size))
        }
        guard let range = AddressRange(base: base, size: UInt64(size)) else {
            throw PEImageError(
                .badSection, at: UInt32(clamping: offset + 8), expected: "a section below 4 GiB",
                found: "\(size) bytes at \(base)")
        }
        return PESection(name: name, range: range, data: data, characteristics: characteristics)
    }

    /// A name of up to eight characters, or `/N`: the N-th byte of the string table.
    private static func sectionName(_ file: FileBytes, at offset: Int, strings: Int?) -> String {
        let short = file.text(at: offset, limit: 8) ?? ""
        let longest = 256
        guard short.hasPrefix("/"), let strings, let index = Int(short.dropFirst()), index >= 0,
            let long = file.text(at: strings + index, limit: longest), !long.isEmpty
        else { return short }
        return long
    }
}
