/// Puts a small PE file together: headers, and sections one page apart from relative address 0x1000 on.
package struct ImageBuilder {
    package var machine: UInt16 = 0x1C2
    package var characteristics: UInt16 = 0x2102
    package var magic: UInt16 = 0x10B
    package var entryPoint: UInt32 = 0x1000
    package var imageBase: UInt32 = 0x1000_0000
    package var sizeOfImage: UInt32?
    package var directories: [Int: (address: UInt32, size: UInt32)] = [:]
    package var sections: [Section] = [Section(name: ".text", data: [0x1E, 0xFF, 0x2F, 0xE1])]

    package init() {}

    package struct Section {
        package var name: String
        package var data: [UInt8]
        package var address: UInt32?
        package var virtualSize: UInt32?
        package var characteristics: UInt32

        package init(
            name: String, data: [UInt8], address: UInt32? = nil, virtualSize: UInt32? = nil,
            characteristics: UInt32 = 0x6000_0020
        ) {
            self.name = name
            self.data = data
            self.address = address
            self.virtualSize = virtualSize
            self.characteristics = characteristics
        }
    }

    package static let peOffset = 0x80
    package static let fileHeader = 0x84
    package static let optionalHeader = 0x98
    package static let directoryTable = 0xF8
    package static let sectionTable = 0x178
    private static let headerSize = 0x400

    /// The file.
    package func bytes() -> [UInt8] {
        var file = [UInt8](repeating: 0, count: ImageBuilder.headerSize)
        file.put16(0x5A4D, at: 0)
        file.put32(UInt32(ImageBuilder.peOffset), at: 0x3C)
        file.put32(0x4550, at: ImageBuilder.peOffset)
        file.put16(machine, at: ImageBuilder.fileHeader)
        file.put16(UInt16(sections.count), at: ImageBuilder.fileHeader + 2)
        file.put16(0xE0, at: ImageBuilder.fileHeader + 16)
        file.put16(characteristics, at: ImageBuilder.fileHeader + 18)
        let optional = ImageBuilder.optionalHeader
        file.put16(magic, at: optional)
        file.put32(entryPoint, at: optional + 16)
        file.put32(imageBase, at: optional + 28)
        file.put32(0x1000, at: optional + 32)
        file.put32(0x200, at: optional + 36)
        file.put16(6, at: optional + 48)
        file.put32(sizeOfImage ?? UInt32(sections.count + 1) * 0x1000, at: optional + 56)
        file.put32(UInt32(ImageBuilder.headerSize), at: optional + 60)
        file.put16(9, at: optional + 68)
        file.put32(0x10000, at: optional + 72)
        file.put32(16, at: optional + 92)
        for (index, directory) in directories {
            file.put32(directory.address, at: ImageBuilder.directoryTable + 8 * index)
            file.put32(directory.size, at: ImageBuilder.directoryTable + 8 * index + 4)
        }
        for (index, section) in sections.enumerated() {
            let header = ImageBuilder.sectionTable + 40 * index
            for (position, byte) in section.name.utf8.prefix(8).enumerated() { file[header + position] = byte }
            file.put32(section.virtualSize ?? UInt32(section.data.count), at: header + 8)
            file.put32(section.address ?? UInt32(index + 1) * 0x1000, at: header + 12)
            file.put32(UInt32(section.data.count), at: header + 16)
            file.put32(section.data.isEmpty ? 0 : UInt32(file.count), at: header + 20)
            file.put32(section.characteristics, at: header + 36)
            file += section.data
        }
        return file
    }

    /// Adds a section with a data directory that covers it; returns its relative address.
    package mutating func add(_ name: String, _ data: [UInt8], directory: Int? = nil) -> UInt32 {
        let address = UInt32(sections.count + 1) * 0x1000
        sections.append(Section(name: name, data: data, characteristics: 0x4000_0040))
        if let directory { directories[directory] = (address, UInt32(data.count)) }
        return address
    }
}

extension [UInt8] {
    package mutating func put16(_ value: UInt16, at index: Int) {
        self[index] = UInt8(truncatingIfNeeded: value)
        self[index + 1] = UInt8(truncatingIfNeeded: value >> 8)
    }

    package mutating func put32(_ value: UInt32, at index: Int) {
        put16(UInt16(truncatingIfNeeded: value), at: index)
        put16(UInt16(truncatingIfNeeded: value >> 16), at: index + 2)
    }

    package func word(at index: Int) -> UInt32 {
        self[index..<index + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The words one after the other, low byte first.
    package static func words(_ words: UInt32...) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }

    package static func halves(_ halves: UInt16...) -> [UInt8] {
        halves.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    package static func text(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }
}
