internal import Diagnostics

/// An archive of `ar` or `lib`: object files, and the short members of import libraries.
struct Archive {
    /// A member that says where an import comes from.
    struct Import {
        var symbol: String
        var source: ImportSource
    }

    private(set) var imports: [Import] = []
    /// The objects by their names.
    private(set) var objects: [(name: String, bytes: [UInt8])] = []

    /// Members that are read; no library of a board has a tenth of them.
    private static let memberLimit = 20_000
    private static let magic = Array("!<arch>\n".utf8)

    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

    /// Reads an archive.
    /// - Throws: `InputError` when it is none, or is cut short.
    init(path: String, bytes: [UInt8]) throws(InputError) {
        let file = ObjectBytes(path: path, bytes[...])
        guard Self.isArchive(bytes) else { throw file.failure("is no library: it does not begin with !<arch>") }
        var offset = Self.magic.count
        while offset + 60 <= file.count {
            let title = String(decoding: try file.part(offset, 16), as: UTF8.self)
            let digits = String(decoding: try file.part(offset + 48, 10).prefix { $0 != 0x20 }, as: UTF8.self)
            guard let size = Int(digits), size >= 0 else { throw file.failure("a member at \(offset) has no size") }
            let content = try file.part(offset + 60, size)
            // The index of symbols, and the table of long names.
            let isTable = ["/ ", "//", "/S", "/E"].contains { title.hasPrefix($0) }
            if !isTable { try add(title, ObjectBytes(path: path, content)) }
            offset += 60 + size + size % 2
            guard objects.count + imports.count <= Self.memberLimit else {
                throw file.failure("has more than \(Self.memberLimit) members")
            }
        }
    }

    private mutating func add(_ title: String, _ member: ObjectBytes) throws(InputError) {
        if member.count >= 20, try member.u16(0) == 0, try member.u16(2) == 0xFFFF, try member.u16(4) == 0 {
            try addImport(member)
            return
        }
        if member.count >= 20, try Self.isDescriptor(member) { return }
        let name = title.prefix { $0 != "/" && $0 != " " }
        objects.append((String(name), Array(member.bytes)))
    }

    /// The members of an import library that only hold the table of a DLL together.
    private static func isDescriptor(_ member: ObjectBytes) throws(InputError) -> Bool {
        let (table, count) = (try member.u32(8), try member.u32(12))
        guard count > 0, count <= 16, table > 0, table + 18 * count + 4 <= member.count else { return false }
        let text = String(decoding: member.bytes.suffix(member.count - table), as: UTF8.self)
        return text.contains("__IMPORT_DESCRIPTOR_") || text.contains("__NULL_IMPORT_DESCRIPTOR")
            || text.contains("NULL_THUNK_DATA")
    }

    /// The short form of the PE format: a header of 20 bytes, the symbol, the name of the DLL.
    private mutating func addImport(_ member: ObjectBytes) throws(InputError) {
        guard GuestMachine(rawValue: UInt16(try member.u16(6))) != nil else {
            throw member.failure("is an import library for another processor than ARM")
        }
        let symbol = try member.text(20)
        let library = try member.text(20 + symbol.utf8.count + 1)
        let nameKind = try member.u16(18) >> 2 & 7
        var source = ImportSource(library: library, ordinal: nil)
        switch nameKind {
        case 0: source.ordinal = try member.u16(16)
        case 2: source.name = String(symbol.drop { $0 == "?" || $0 == "@" || $0 == "_" })
        case 3: source.name = String(symbol.drop { $0 == "?" || $0 == "@" || $0 == "_" }.prefix { $0 != "@" })
        default: source.name = symbol
        }
        imports.append(Import(symbol: symbol, source: source))
    }

    /// An archive of objects without an index, which linkers read themselves.
    static func bytes(of objects: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var archive = ByteBuffer(magic)
        for (name, bytes) in objects {
            let fields = [
                ("\(name.prefix(15))/", 16), ("0", 12), ("0", 6), ("0", 6), ("644", 8), ("\(bytes.count)", 10),
            ]
            for (text, width) in fields {
                archive.append((text + String(repeating: " ", count: width - text.count)).utf8)
            }
            archive.append([0x60, 0x0A])
            archive.append(bytes)
            if !bytes.count.isMultiple(of: 2) { archive.append([0x0A]) }
        }
        return archive.bytes
    }
}
