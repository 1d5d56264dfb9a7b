/// Where the fields of a PE file are that hold an address or a size: what a hostile image changes.
struct ImageFields {
    /// A section's header and what it says.
    struct Section {
        let header: Int
        let virtualSize: UInt32
        let address: UInt32
        let rawSize: UInt32
        let rawOffset: UInt32
    }

    let sizeOfImage: Int
    let sections: [Section]
    /// Offsets of words that hold relative addresses or sizes: of directories, names, tables, thunks, blocks and
    /// functions.
    private(set) var pointers: [Int] = []

    private let file: ImageBytes
    private let directories: Int

    /// Nil when the bytes are no PE file that can be followed.
    init?(_ bytes: [UInt8]) {
        file = ImageBytes(bytes: bytes)
        guard let signature = file.word(at: 0x3C).map({ Int($0) }), file.word(at: signature) == 0x4550,
            let counts = file.word(at: signature + 4), let sizes = file.word(at: signature + 20)
        else { return nil }
        let optional = signature + 24
        sizeOfImage = optional + 56
        directories = optional + 96
        let table = optional + Int(sizes & 0xFFFF)
        var sections: [Section] = []
        for index in 0..<min(Int(counts >> 16), 16) {
            let header = table + index * 40
            guard let virtualSize = file.word(at: header + 8), let address = file.word(at: header + 12),
                let rawSize = file.word(at: header + 16), let rawOffset = file.word(at: header + 20)
            else { return nil }
            sections.append(
                Section(
                    header: header, virtualSize: virtualSize, address: address, rawSize: rawSize, rawOffset: rawOffset))
        }
        guard !sections.isEmpty, file.word(at: sizeOfImage) != nil else { return nil }
        self.sections = sections
        for index in [0, 1, 2, 3, 5, 6] {
            add(directories + index * 8)
            add(directories + index * 8 + 4)
        }
        addExports()
        addImports()
        for word in 0..<4 {
            add(inDirectory(3, at: word * 4))
            add(inDirectory(5, at: word * 4))
        }
    }

    private mutating func add(_ offset: Int?) {
        if let offset, file.word(at: offset) != nil { pointers.append(offset) }
    }

    /// Where a relative address lies in the file.
    private func offset(of address: UInt32) -> Int? {
        guard let section = sections.first(where: { $0.address <= address && address - $0.address < $0.rawSize }) else {
            return nil
        }
        return Int(section.rawOffset) + Int(address - section.address)
    }

    private func inDirectory(_ index: Int, at place: Int) -> Int? {
        file.word(at: directories + index * 8).flatMap { offset(of: $0) }.map { $0 + place }
    }

    /// The directory's words for name, counts and tables, and the first entries of the tables.
    private mutating func addExports() {
        for word in [3, 5, 6, 7, 8, 9] { add(inDirectory(0, at: word * 4)) }
        for word in [7, 8] {
            guard let place = inDirectory(0, at: word * 4), let table = file.word(at: place) else { continue }
            for entry in 0..<2 { add(offset(of: table).map { $0 + entry * 4 }) }
        }
    }

    /// The words of the first descriptor, and the first entries of its tables.
    private mutating func addImports() {
        for word in [0, 3, 4] { add(inDirectory(1, at: word * 4)) }
        for word in [0, 4] {
            guard let place = inDirectory(1, at: word * 4), let table = file.word(at: place) else { continue }
            for entry in 0..<2 { add(offset(of: table).map { $0 + entry * 4 }) }
        }
    }
}
