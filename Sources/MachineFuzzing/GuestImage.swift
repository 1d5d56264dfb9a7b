/// A PE file around a made-up program.
struct GuestImage {
    /// Whether it is a DLL, which a driver is.
    let isLibrary: Bool
    let program: GuestProgram

    private static let peOffset = 0x80
    private static let headerSize = 0x400
    private static let machine: UInt16 = 0x1C2

    private struct Section {
        let address: UInt32
        let size: UInt32
        let data: [UInt8]
    }

    /// The file.
    var bytes: [UInt8] {
        let sections = [
            Section(address: GuestLayout.code, size: GuestLayout.codeSize, data: program.bytes),
            Section(address: GuestLayout.buffer, size: GuestLayout.bufferSize, data: Self.buffer),
            Section(address: GuestLayout.imports, size: GuestLayout.importsSize, data: ImportTable.bytes),
            Section(address: GuestLayout.exports, size: GuestLayout.exportsSize, data: ExportTable.bytes),
        ]
        var file = header(sections)
        var position = Self.headerSize
        for section in sections {
            file.put(section.data, at: position)
            position += section.data.count
        }
        return file.bytes
    }

    private static let buffer: [UInt8] = {
        var bytes = ImageBytes(count: GuestLayout.texts.count * GuestLayout.textStride)
        for (index, text) in GuestLayout.texts.enumerated() {
            for (position, unit) in text.utf16.enumerated() {
                bytes.putHalfword(unit, at: index * GuestLayout.textStride + position * 2)
            }
        }
        return bytes.bytes
    }()

    private func header(_ sections: [Section]) -> ImageBytes {
        var file = ImageBytes(count: Self.headerSize + sections.reduce(0) { $0 + $1.data.count })
        file.put("MZ", at: 0)
        file.put(UInt32(Self.peOffset), at: 0x3C)
        file.put("PE", at: Self.peOffset)
        let fileHeader = Self.peOffset + 4
        file.putHalfword(Self.machine, at: fileHeader)
        file.putHalfword(UInt16(sections.count), at: fileHeader + 2)
        file.putHalfword(0xE0, at: fileHeader + 16)
        // Executable, 32 bits. A program has no relocations to strip: it runs where it is loaded.
        file.putHalfword(isLibrary ? 0x2102 : 0x0102, at: fileHeader + 18)
        let optional = fileHeader + 20
        file.putHalfword(0x10B, at: optional)
        file.put(GuestLayout.code, at: optional + 16)
        file.put(isLibrary ? 0x1000_0000 : 0x1_0000, at: optional + 28)
        file.put(0x1000, at: optional + 32)
        file.put(0x200, at: optional + 36)
        file.putHalfword(6, at: optional + 48)
        file.put(GuestLayout.imageSize, at: optional + 56)
        file.put(UInt32(Self.headerSize), at: optional + 60)
        file.putHalfword(9, at: optional + 68)
        file.put(0x1_0000, at: optional + 72)
        file.put(16, at: optional + 92)
        let directories = optional + 96
        file.put(GuestLayout.exports, at: directories)
        file.put(GuestLayout.exportsSize, at: directories + 4)
        file.put(GuestLayout.imports, at: directories + 8)
        file.put(GuestLayout.importsSize, at: directories + 12)
        var position = UInt32(Self.headerSize)
        for (index, section) in sections.enumerated() {
            let entry = optional + 0xE0 + index * 40
            file.put(".sec\(index)", at: entry)
            file.put(section.size, at: entry + 8)
            file.put(section.address, at: entry + 12)
            file.put(UInt32(section.data.count), at: entry + 16)
            file.put(position, at: entry + 20)
            file.put(0xE000_0060, at: entry + 36)
            position += UInt32(section.data.count)
        }
        return file
    }
}
