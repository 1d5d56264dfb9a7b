extension ImageDraft {
    private static let fileAlignment = 0x200
    /// IMAGE_SUBSYSTEM_WINDOWS_CE_GUI.
    private static let subsystem = 9

    /// The file.
    func bytes() -> [UInt8] {
        let headerSize = (0x80 + 24 + 0xE0 + 40 * sections.count).roundedUp(to: Self.fileAlignment)
        var table = ByteBuffer()
        var body = ByteBuffer()
        for section in sections {
            let size = section.data.count.roundedUp(to: Self.fileAlignment)
            table.append(ByteBuffer(Array(section.name.utf8.prefix(8))).padded(to: 8))
            table.append32(section.virtualSize, section.address, size, size > 0 ? headerSize + body.count : 0)
            table.append32(0, 0, 0, section.flags)
            body.append(ByteBuffer(section.data).padded(to: size))
        }
        var header = ByteBuffer()
        header.append(Array("MZ".utf8))
        header.append(repeatElement(0, count: 58))
        header.append32(0x80)
        header = ByteBuffer(header.padded(to: 0x80))
        appendFileHeader(to: &header)
        appendOptionalHeader(to: &header, headerSize: headerSize)
        header.append(table.bytes)
        return header.padded(to: headerSize) + body.bytes
    }

    private func appendFileHeader(to header: inout ByteBuffer) {
        // Executable, without line numbers and symbols, for 32-bit words; then relocations stripped, and a library.
        let flags = 0x10E | (hasRelocationsStripped ? 0x1 : 0) | (isLibrary ? 0x2000 : 0)
        header.append([0x50, 0x45, 0, 0])
        header.append16(Int(machine.rawValue), sections.count)
        header.append32(timestamp, 0, 0)
        header.append16(0xE0, flags)
    }

    private func appendOptionalHeader(to header: inout ByteBuffer, headerSize: Int) {
        let code = sections.filter { $0.flags & ImageSection.Flags.code != 0 }
        let data = sections.filter { $0.flags & ImageSection.Flags.data != 0 }
        func total(_ sections: [ImageSection]) -> Int {
            sections.reduce(0) { $0 + $1.data.count.roundedUp(to: Self.fileAlignment) }
        }
        let version = machine.version
        header.append16(0x10B, 8)
        header.append32(total(code), total(data), 0, entry, code.first?.address ?? 0, data.first?.address ?? 0)
        header.append32(base, Self.page, Self.fileAlignment)
        header.append16(4, 0, 0, 0, version.major, version.minor)
        header.append32(0, nextAddress, headerSize, 0)
        header.append16(Self.subsystem, 0)
        // The stack's and the heap's sizes, reserved and committed; 16 directories.
        header.append32(0x10000, Self.page, 0x100000, Self.page, 0, 16)
        for index in 0..<16 {
            let directory = directories[index] ?? (0, 0)
            header.append32(directory.address, directory.size)
        }
    }

    /// Sets subsystem, versions and checksum of an image that lld-link has made as CE's own linkers do.
    /// - Returns: nil when the bytes are no PE file.
    static func markedAsCE(_ file: [UInt8], version: (major: Int, minor: Int)) -> [UInt8]? {
        guard file.count > 0x40 else { return nil }
        let header = (0..<4).reduce(0) { $0 | Int(file[0x3C + $1]) << (8 * $1) }
        guard header + 24 + 72 <= file.count, Array(file[header..<(header + 4)]) == [0x50, 0x45, 0, 0] else {
            return nil
        }
        var file = file
        let optional = header + 24
        file.put(4, at: optional + 40)
        file.put(version.minor << 16 | version.major, at: optional + 48)
        file.put(0, at: optional + 64)
        file.put(subsystem, at: optional + 68)
        return file
    }
}
