internal import Diagnostics

/// An image for CE under construction. Addresses are relative to its base.
struct ImageDraft {
    /// The places of the data directory that are filled in.
    enum Directory: Int {
        case exports = 0
        case imports, resources, functions
        case relocations = 5
        case addressTable = 12
    }

    static let page = 0x1000

    let machine: GuestMachine
    let base: Int
    let isLibrary: Bool
    let timestamp: Int
    var sections: [ImageSection] = []
    var entry = 0
    var relocations: [ImageRelocation] = []
    var hasRelocationsStripped = false
    private(set) var directories = [Int: (address: Int, size: Int)]()

    init(machine: GuestMachine, base: Int, isLibrary: Bool, timestamp: Int) {
        self.machine = machine
        self.base = base
        self.isLibrary = isLibrary
        self.timestamp = timestamp
    }

    var nextAddress: Int { (sections.map(\.end).max() ?? Self.page).roundedUp(to: Self.page) }

    mutating func set(_ directory: Directory, address: Int, size: Int) {
        directories[directory.rawValue] = (address, size)
    }

    mutating func add(_ name: String, _ data: [UInt8], flags: Int, _ directory: Directory? = nil) {
        let section = ImageSection(name, address: nextAddress, data: data, flags: flags)
        sections.append(section)
        if let directory { set(directory, address: section.address, size: data.count) }
    }

    /// The position of the section whose file data has `count` bytes at `address`, and the offset in it.
    /// - Throws: `InputError` when there is none.
    func place(_ address: Int, count: Int = 4) throws(InputError) -> (section: Int, offset: Int) {
        let found = sections.firstIndex { $0.address <= address && address + count <= $0.address + $0.data.count }
        guard let found else {
            throw InputError(at: SourceLocation(file: "linker"), "the relative address \(address) is in no section")
        }
        return (found, address - sections[found].address)
    }

    mutating func put(_ bytes: [UInt8], at address: Int) throws(InputError) {
        let (section, offset) = try place(address, count: bytes.count)
        sections[section].data.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }

    func word(at address: Int) throws(InputError) -> UInt32 {
        let (section, offset) = try place(address)
        return (0..<4).reduce(0) { $0 | UInt32(sections[section].data[offset + $1]) << (8 * UInt32($1)) }
    }

    /// Writes the section of relocations: one block for each page, padded to whole words.
    mutating func addRelocations() {
        var blocks: [(page: Int, entries: [Int])] = []
        for relocation in Set(relocations).sorted() {
            let page = relocation.address & ~0xFFF
            if blocks.last?.page != page { blocks.append((page, [])) }
            blocks[blocks.count - 1].entries.append(relocation.kind.rawValue << 12 | relocation.address & 0xFFF)
        }
        var data = ByteBuffer()
        for (page, entries) in blocks {
            let padded = entries + (entries.count.isMultiple(of: 2) ? [] : [0])
            data.append32(page, 8 + 2 * padded.count)
            for entry in padded { data.append16(entry) }
        }
        guard data.count > 0 else { return }
        add(
            ".reloc", data.bytes,
            flags: ImageSection.Flags.read | ImageSection.Flags.data | ImageSection.Flags.discardable, .relocations)
    }
}
