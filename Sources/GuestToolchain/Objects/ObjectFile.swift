internal import Diagnostics

/// What linking needs to know of an object file, whichever its format.
struct ObjectFile {
    /// Where the linker finds it.
    let path: String
    /// The source that it was made of; nil of an object that was there.
    var origin: String?
    /// Whether it is ELF, and no COFF.
    let isELF: Bool
    /// Names of functions and variables that other files can use.
    var defined: Set<String> = []
    /// Names that are used and not defined here.
    var needed: Set<String> = []
    /// Names that the sources mark for export.
    var exported: Set<String> = []
    /// Libraries that the sources name by `#pragma comment(lib, …)`.
    var libraries: [String] = []
    /// Whether something is to run before the main function, or behind it.
    var hasStatics = false

    /// Reads an object file, ELF or COFF.
    /// - Throws: `InputError` when it is neither, or contradicts itself.
    init(path: String, bytes: [UInt8]) throws(InputError) {
        let file = ObjectBytes(path: path, bytes[...])
        self.path = path
        isELF = bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46])
        if isELF {
            try readELF(try ELFFile(path: path, bytes: bytes))
        } else {
            try readCOFF(file)
        }
    }

    /// The prefixes of sections whose content runs before the main function, or behind it.
    private static let staticPrefixes = [".ctors", ".dtors", ".CRT$X", ".init_array", ".fini_array"]

    /// - Throws: `InputError` when the linker of that machine does not read it.
    func require(for machine: GuestMachine, named name: String) throws(InputError) {
        guard isELF != machine.isConverted else { return }
        let format =
            isELF ? "ELF, as the machines 1c0 and 1c2 need it" : "COFF, which only the machine 1c4 links with here"
        throw InputError(at: SourceLocation(file: name), "is an object in the format \(format)")
    }

    private mutating func note(section name: String) {
        if Self.staticPrefixes.contains(where: { name.hasPrefix($0) }) { hasStatics = true }
    }

    private mutating func note(needed name: String) {
        needed.insert(name.hasPrefix("__imp_") ? String(name.dropFirst(6)) : name)
    }

    private mutating func readELF(_ file: ELFFile) throws(InputError) {
        for section in file.sections {
            note(section: section.name)
            if section.name == ".deplibs" {
                let names = try file.data(section).split(separator: 0)
                libraries += names.map { String(decoding: $0, as: UTF8.self) }
            }
        }
        for symbol in file.symbols where symbol.isGlobal && !symbol.name.isEmpty {
            if symbol.section == 0 {
                note(needed: symbol.name)
            } else {
                defined.insert(symbol.name)
                if symbol.isProtected { exported.insert(symbol.name) }
            }
        }
        needed.subtract(defined)
    }

    private mutating func readCOFF(_ file: ObjectBytes) throws(InputError) {
        guard GuestMachine(rawValue: UInt16(try file.u16(0))) != nil else {
            throw file.failure("is no object file for ARM")
        }
        let (sectionCount, table, count) = (try file.u16(2), try file.u32(8), try file.u32(12))
        let strings = table + 18 * count
        func name(_ offset: Int) throws(InputError) -> String {
            if try file.u32(offset) == 0 { return try file.text(strings + (try file.u32(offset + 4))) }
            return String(decoding: try file.part(offset, 8).prefix { $0 != 0 }, as: UTF8.self)
        }
        for index in 0..<sectionCount {
            let header = 20 + (try file.u16(16)) + 40 * index
            var title = try name(header)
            if title.hasPrefix("/"), let offset = Int(title.dropFirst()) { title = try file.text(strings + offset) }
            note(section: title)
            if title == ".drectve" {
                let text = try file.part(try file.u32(header + 20), try file.u32(header + 16))
                let directives = String(decoding: text, as: UTF8.self)
                libraries += Self.values(of: "/defaultlib:", in: directives)
                exported.formUnion(Self.values(of: "/export:", in: directives))
            }
        }
        var index = 0
        while index < count {
            let offset = table + 18 * index
            let (section, storage) = (try file.u16(offset + 12), try file.u8(offset + 16))
            // External, or weak and external.
            if storage == 2 || storage == 105 {
                let symbol = try name(offset)
                let value = try file.u32(offset + 8)
                let isCommon = storage == 2 && value > 0
                // A weak one has another that stands for it.
                if section == 0 && !isCommon && storage == 2 { note(needed: symbol) } else { defined.insert(symbol) }
            }
            index += 1 + (try file.u8(offset + 17))
        }
        needed.subtract(defined)
    }

    /// The names behind one kind of directive in a COFF object.
    private static func values(of kind: String, in directives: String) -> [String] {
        directives.split(separator: " ").compactMap { word in
            guard word.lowercased().hasPrefix(kind) else { return nil }
            return word.dropFirst(kind.count).prefix { $0 != "," }.filter { $0 != "\"" }
        }
    }
}
