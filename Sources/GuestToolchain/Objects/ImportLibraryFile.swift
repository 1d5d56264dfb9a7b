internal import Diagnostics

/// An import library for Microsoft's linkers and lld-link: an archive of the short members of the PE format.
struct ImportLibraryFile {
    let library: ImportedLibrary
    let machine: GuestMachine

    /// The name that images get, which has a suffix as linkers give it.
    private var name: String { library.name.contains(".") ? library.name : "\(library.name).dll" }

    /// How the name in the library follows from the symbol.
    private enum NameKind: Int {
        case ordinal = 0
        case symbol = 1
        case undecorated = 3
    }

    /// The file.
    /// - Throws: `InputError` for a name that no form of a member says.
    func bytes() throws(InputError) -> [UInt8] {
        var members: [(symbol: String, bytes: [UInt8])] = []
        for symbol in library.symbols { members.append((symbol.name, try member(symbol))) }
        // An index is the first member: the places of the members that define each name, and the names.
        let names = members.flatMap { ["__imp_\($0.symbol)", $0.symbol] }
        let indexSize = 4 + 4 * names.count + names.reduce(0) { $0 + $1.utf8.count + 1 }
        var place = 8 + 60 + indexSize.roundedUp(to: 2)
        var index = Self.bigEndian(names.count)
        for (_, bytes) in members {
            index += Self.bigEndian(place) + Self.bigEndian(place)
            place += 60 + bytes.count.roundedUp(to: 2)
        }
        for name in names { index += Array(name.utf8) + [0] }
        return Archive.bytes(of: [("", index)] + members.map { (name, $0.bytes) })
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private func member(_ symbol: ImportedLibrary.Symbol) throws(InputError) -> [UInt8] {
        let (kind, ordinal): (NameKind, Int)
        switch symbol.key {
        case .ordinal(let number): (kind, ordinal) = (.ordinal, number)
        case .name(symbol.name): (kind, ordinal) = (.symbol, 0)
        case .name(Self.undecorated(symbol.name)): (kind, ordinal) = (.undecorated, 0)
        case .name(let name):
            throw InputError(
                at: SourceLocation(file: library.name), "\(symbol.name) cannot be imported as \(name) for this machine")
        }
        let data = Array(symbol.name.utf8) + [0] + Array(name.utf8) + [0]
        var bytes = ByteBuffer()
        bytes.append16(0, 0xFFFF, 0, Int(machine.rawValue))
        bytes.append32(0, data.count)
        bytes.append16(ordinal, kind.rawValue << 2)
        bytes.append(data)
        return bytes.bytes
    }

    /// What IMPORT_NAME_UNDECORATE makes of a symbol.
    private static func undecorated(_ symbol: String) -> String {
        let first = symbol.utf8.first.map { [UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "_")].contains($0) }
        return String((first == true ? symbol.dropFirst() : symbol[...]).prefix { $0 != "@" })
    }
}
