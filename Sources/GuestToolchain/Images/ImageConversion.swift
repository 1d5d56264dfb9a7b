internal import Diagnostics

/// Turns an ARM ELF file, linked with the SDK's script and `--emit-relocs`, into a CE image.
///
/// Clang's own Windows targets make Thumb-2 only, so A32 programs take this road. An imported function F is a thunk in
/// the program and a word `__imp_F` in the import address table.
struct ImageConversion {
    /// What the image is to be besides its code.
    struct Request {
        let machine: GuestMachine
        let base: Int
        /// The symbol where it begins; nil for a library that has no entry.
        let entry: String?
        let imports: [ImportedLibrary]
        /// Nil for a program.
        let exports: [ResolvedExport]?
        let libraryName: String
        let timestamp: Int
        let resources: ImageResources
    }

    private let file: ELFFile
    private let addresses: [String: Int]
    private let request: Request
    private var image: ImageDraft

    /// - Throws: `InputError`.
    static func image(of file: ELFFile, _ request: Request) throws(InputError) -> [UInt8] {
        var conversion = ImageConversion(file, request)
        try conversion.addSections()
        try conversion.addRelocationPlaces()
        if let entry = request.entry { conversion.image.entry = try conversion.address(entry) }
        if !request.imports.isEmpty { try conversion.addImports() }
        try conversion.addExports()
        try conversion.addFunctionTable()
        if !request.resources.isEmpty {
            let tree = ResourceTree(request.resources).bytes(at: conversion.image.nextAddress)
            conversion.image.add(
                ".rsrc", tree, flags: ImageSection.Flags.read | ImageSection.Flags.data, .resources)
        }
        if request.exports != nil {
            conversion.image.addRelocations()
        } else {
            conversion.image.hasRelocationsStripped = true
        }
        return conversion.image.bytes()
    }

    private init(_ file: ELFFile, _ request: Request) {
        self.file = file
        self.request = request
        addresses = file.addresses()
        image = ImageDraft(
            machine: request.machine, base: request.base, isLibrary: request.exports != nil,
            timestamp: request.timestamp)
    }

    /// The relative address of a symbol.
    private func address(_ symbol: String) throws(InputError) -> Int {
        guard let address = addresses[symbol] else { throw file.file.failure("\(symbol) is not in the linked image") }
        return address - request.base
    }

    private mutating func addSections() throws(InputError) {
        for section in file.sections {
            guard section.flags & ELFFile.Section.isLoaded != 0, section.size > 0, !section.name.hasPrefix(".ARM")
            else { continue }
            let address = section.address - image.base
            if section.type == ELFFile.Section.noBits {
                addZeroes(section, at: address)
                continue
            }
            guard address.isMultiple(of: ImageDraft.page) else {
                throw file.file.failure(
                    "section \(section.name) lies off a page boundary: name it .text, .rodata or .data, or begin its "
                        + "name with one of these and a dot")
            }
            var flags = ImageSection.Flags.read
            if section.flags & ELFFile.Section.isCode != 0 {
                flags |= ImageSection.Flags.code | ImageSection.Flags.execute
            } else {
                flags |= ImageSection.Flags.data
                if section.flags & ELFFile.Section.isWritable != 0 { flags |= ImageSection.Flags.write }
            }
            image.sections.append(
                ImageSection(section.name, address: address, data: Array(try file.data(section)), flags: flags))
        }
    }

    /// Folds .bss into .data, as CE's linkers do: a virtual size above the raw size.
    private mutating func addZeroes(_ section: ELFFile.Section, at address: Int) {
        if let last = image.sections.last, last.flags & ImageSection.Flags.write != 0,
            address <= last.end.roundedUp(to: ImageDraft.page)
        {
            image.sections[image.sections.count - 1].virtualSize = address + section.size - last.address
            return
        }
        let flags = ImageSection.Flags.zeroed | ImageSection.Flags.read | ImageSection.Flags.write
        image.sections.append(
            ImageSection(section.name, address: address, data: [], flags: flags, virtualSize: section.size))
    }

    /// R_ARM_… of the ELF format: those that are relative to the program counter, or markers, stay as they are.
    private static let relativeTypes: Set<Int> = [0, 1, 3, 10, 28, 29, 30, 40, 42, 102]

    private mutating func addRelocationPlaces() throws(InputError) {
        var pairs: [Int] = []
        var upperHalves: Set<Int> = []
        for relocation in try file.relocations() where relocation.symbol.section != ELFFile.Symbol.absolute {
            let address = relocation.address - image.base
            switch relocation.type {
            case 2, 38: image.relocations.append(ImageRelocation(address: address, kind: .highLow))
            case 43: pairs.append(address)
            case 44: upperHalves.insert(address)
            case let type where Self.relativeTypes.contains(type): break
            default:
                throw file.file.failure(
                    "the relocation of type \(relocation.type) for \(relocation.symbol.name) has no form in a PE image")
            }
        }
        for address in pairs {
            guard upperHalves.contains(address + 4) else {
                throw file.file.failure("a MOVW has no MOVT after it: compile with -mno-movt")
            }
            image.relocations.append(ImageRelocation(address: address, kind: .armMove))
        }
    }

    private mutating func addImports() throws(InputError) {
        let imports = request.imports
        let base = image.nextAddress
        let start = base + 20 * (imports.count + 1)
        var (descriptors, rest) = (ByteBuffer(), ByteBuffer())
        var (first, end) = (Int.max, 0)
        for library in imports {
            let lookup = start + rest.count
            let namesAt = lookup + 4 * (library.symbols.count + 1)
            var (table, names) = (ByteBuffer(), ByteBuffer())
            for symbol in library.symbols {
                switch symbol.key {
                case .ordinal(let number): table.append32(0x8000_0000 | number)
                case .name(let name):
                    table.append32(namesAt + names.count)
                    names.append16(0)
                    names.appendTerminated(name)
                    names.pad(to: 2)
                }
            }
            table.append32(0)
            rest.append(table.bytes + names.bytes)
            let name = start + rest.count
            rest.appendTerminated(library.name)
            rest.pad(to: 4)
            let slot = try address(library.tableLabel)
            (first, end) = (min(first, slot), max(end, slot + table.count))
            descriptors.append32(lookup, 0, 0, name, slot)
            try image.put(table.bytes, at: slot)
        }
        descriptors.append32(0, 0, 0, 0, 0)
        image.add(
            ".idata", descriptors.bytes + rest.bytes, flags: ImageSection.Flags.read | ImageSection.Flags.data)
        image.set(.imports, address: base, size: descriptors.count)
        image.set(.addressTable, address: first, size: end - first)
    }

    private mutating func addExports() throws(InputError) {
        guard let exports = request.exports, !exports.isEmpty else { return }
        let table = ExportTable(exports)
        let base = image.nextAddress
        var places: [Int] = []
        for symbol in table.symbols {
            places.append(try symbol.map { symbol throws(InputError) in try address(symbol) } ?? 0)
        }
        image.add(
            ".edata",
            table.bytes(at: base, places: places, library: request.libraryName, timestamp: request.timestamp),
            flags: ImageSection.Flags.read | ImageSection.Flags.data, .exports)
    }

    /// The CE form: address; prolog length 8 bits, length 22 bits in instructions, 32-bit flag, exception flag.
    private mutating func addFunctionTable() throws(InputError) {
        // A symbol __seh_NAME marks a function with an exception handler, whose address and data are the two words
        // before it.
        var guarded: Set<Int> = []
        var seen: Set<[Int]> = []
        for symbol in file.symbols {
            if symbol.name.hasPrefix("__seh_") { guarded.insert(symbol.value & ~1) }
            if symbol.isFunction, symbol.size > 0, symbol.isDefined {
                seen.insert([symbol.value & ~1, symbol.size, symbol.value & 1])
            }
        }
        let base = image.nextAddress
        var table = ByteBuffer()
        for function in seen.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (address, size) = (function[0], function[1])
            var data = (size / 2) << 8
            if function[2] == 0 {
                data = try prologLength(at: address - image.base, size: size) | (size / 4) << 8 | 1 << 30
            }
            if guarded.contains(address) { data |= 1 << 31 }
            image.relocations.append(ImageRelocation(address: base + table.count, kind: .highLow))
            table.append32(address, data)
        }
        guard table.count > 0 else { return }
        image.add(".pdata", table.bytes, flags: ImageSection.Flags.read | ImageSection.Flags.data, .functions)
    }

    /// Instructions up to the last push or stack adjustment among the first four.
    private func prologLength(at address: Int, size: Int) throws(InputError) -> Int {
        var length = 0
        for index in 0..<min(4, size / 4) {
            let instruction = try image.word(at: address + 4 * index)
            let isPush = [0xE92D_0000, 0xE52D_0000].contains(instruction & 0xFFFF_0000)
            let isAdjustment = instruction & 0xFFFF_F000 == 0xE24D_D000
            // mov r12, sp
            if isPush || isAdjustment || instruction == 0xE1A0_C00D { length = index + 1 }
        }
        return length
    }
}
