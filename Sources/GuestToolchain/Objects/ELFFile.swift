internal import Diagnostics

/// The parts of a 32-bit ARM ELF file that linking and a conversion to PE need.
struct ELFFile {
    struct Section {
        /// SHT_… and SHF_… of the ELF format.
        static let symbolTable = 2
        static let relocationsWithAddend = 4
        static let noBits = 8
        static let relocations = 9
        static let isWritable = 1
        static let isLoaded = 2
        static let isCode = 4

        let name: String
        let type: Int
        let flags: Int
        let address: Int
        let offset: Int
        let size: Int
        let link: Int
        let info: Int
    }

    struct Symbol {
        static let absolute = 0xFFF1

        let name: String
        let value: Int
        let size: Int
        let section: Int
        let isFunction: Bool
        let isGlobal: Bool
        /// What the SDK makes of `__declspec(dllexport)`.
        let isProtected: Bool

        /// Whether it lies in a section.
        var isDefined: Bool { section > 0 && section < 0xFF00 }
    }

    /// A place that the linker patched, which `--emit-relocs` leaves in a linked file.
    struct Relocation {
        let address: Int
        let type: Int
        let symbol: Symbol
    }

    let file: ObjectBytes
    let sections: [Section]
    let symbols: [Symbol]

    /// - Throws: `InputError` when it is no such file, or contradicts itself.
    init(path: String, bytes: [UInt8]) throws(InputError) {
        let file = ObjectBytes(path: path, bytes[...])
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 1, 1]), try file.u16(18) == 40 else {
            throw file.failure("is no 32-bit ELF file for ARM")
        }
        self.file = file
        sections = try Self.readSections(file)
        symbols = try Self.readSymbols(file, sections)
    }

    private static func readSections(_ file: ObjectBytes) throws(InputError) -> [Section] {
        let (table, size, count) = (try file.u32(32), try file.u16(46), try file.u16(48))
        func word(_ index: Int, _ field: Int) throws(InputError) -> Int {
            try file.u32(table + index * size + 4 * field)
        }
        let names = count > 0 ? try word(try file.u16(50), 4) : 0
        var sections: [Section] = []
        for index in 0..<count {
            sections.append(
                Section(
                    name: try file.text(names + (try word(index, 0))), type: try word(index, 1),
                    flags: try word(index, 2), address: try word(index, 3), offset: try word(index, 4),
                    size: try word(index, 5), link: try word(index, 6), info: try word(index, 7)))
        }
        return sections
    }

    private static func readSymbols(_ file: ObjectBytes, _ sections: [Section]) throws(InputError) -> [Symbol] {
        guard let table = sections.first(where: { $0.type == Section.symbolTable }) else { return [] }
        guard sections.indices.contains(table.link) else { throw file.failure("its symbols have no names") }
        let strings = sections[table.link].offset
        var symbols: [Symbol] = []
        for offset in stride(from: table.offset, to: table.offset + table.size, by: 16) {
            let (info, other) = (try file.u8(offset + 12), try file.u8(offset + 13))
            symbols.append(
                Symbol(
                    name: try file.text(strings + (try file.u32(offset))), value: try file.u32(offset + 4),
                    size: try file.u32(offset + 8), section: try file.u16(offset + 14), isFunction: info & 15 == 2,
                    isGlobal: info >> 4 != 0, isProtected: other & 3 == 3))
        }
        return symbols
    }

    /// The bytes of a section; none where the file has none.
    func data(_ section: Section) throws(InputError) -> ArraySlice<UInt8> {
        section.type == Section.noBits ? [] : try file.part(section.offset, section.size)
    }

    /// The address of each name that the file defines: the first of those of one name.
    func addresses() -> [String: Int] {
        var found: [String: Int] = [:]
        for symbol in symbols where !symbol.name.isEmpty && symbol.section != 0 && found[symbol.name] == nil {
            found[symbol.name] = symbol.value
        }
        return found
    }

    /// The relocations of every section that is loaded.
    func relocations() throws(InputError) -> [Relocation] {
        var found: [Relocation] = []
        for section in sections {
            let size: Int
            switch section.type {
            case Section.relocations: size = 8
            case Section.relocationsWithAddend: size = 12
            default: continue
            }
            guard sections.indices.contains(section.info), sections[section.info].flags & Section.isLoaded != 0
            else { continue }
            for offset in stride(from: section.offset, to: section.offset + section.size, by: size) {
                let info = try file.u32(offset + 4)
                guard symbols.indices.contains(info >> 8) else { throw file.failure("a relocation names no symbol") }
                found.append(
                    Relocation(address: try file.u32(offset), type: info & 0xFF, symbol: symbols[info >> 8]))
            }
        }
        return found
    }
}
