import CEMemory
package import PEImage

extension Kernel {
    /// Fills in the import slots of one library: a function of the machine, an export of another image, or a stub that says what
    /// is missing when it is called.
    func bind(
        _ library: PEImportedLibrary, of module: Module, _ loaded: inout [Module], depth: Int
    ) throws(CEError) {
        var provided: CallLibrary?
        var exporter: Module?
        switch librarySource(library.name, for: module.process) {
        case .machine(let library): provided = library
        case .image(let name): exporter = try dependency(name, of: module, &loaded, depth: depth)
        }
        for entry in library.imports {
            let target: UInt32
            if let provided {
                target =
                    providedAddress(entry.symbol, provided, for: convention(of: module.image))
                    ?? missing(entry.symbol, library.name, module)
            } else if let exporter, let found = address(of: entry.symbol, in: exporter, depth: 0) {
                target = found
            } else {
                target = missing(entry.symbol, library.name, module)
            }
            do throws(GuestFault) {
                try view(of: module.process).setWord(target, module.address(entry.slot.rawValue))
            } catch { throw .badExeFormat }
        }
    }

    /// Who stands behind a library's name.
    package enum LibrarySource {
        case machine(CallLibrary)
        /// An image, which need not be there, by the name to look for.
        case image(String)
    }

    /// Who stands behind a name that code of a process uses: a ceddk.dll in \Windows is the BSP's own and comes
    /// before the machine's.
    package func librarySource(_ name: String, for process: Process) -> LibrarySource {
        guard let library = CallLibrary(named: name) else { return .image(name) }
        guard library == .ceddk else { return .machine(library) }
        let own = (process.isKernel ? ["k.", ""] : [""]).map { $0 + library.rawValue }
        return own.first { files.image(named: $0) != nil }.map(LibrarySource.image) ?? .machine(library)
    }

    /// Where a function of the machine is for callers of a convention; nil when it has none of that name or number.
    package func providedAddress(
        _ symbol: PEImport.Symbol, _ library: CallLibrary, for convention: CallingConvention
    ) -> UInt32? {
        let index: Int? =
            switch symbol {
            case .ordinal(let number): calling.table.index(ofOrdinal: UInt32(number), in: library)
            case .name(let name): calling.table.index(of: name, in: library)
            }
        return index.map {
            calling.guestCode.address(ofCall: $0, for: convention)
                ?? calling.traps.address(ofCall: calling.table.slots[$0])
        }
    }

    private func missing(_ symbol: PEImport.Symbol, _ library: String, _ module: Module) -> UInt32 {
        let wanted = MissingImport(library: library, symbol: symbol.description, importer: module.name)
        return calling.traps.address(ofMissing: loader.stub(for: wanted))
    }

    /// The module that a library name means in a process, loaded if it has to be; nil when \Windows has no such file.
    private func dependency(
        _ name: String, of module: Module, _ loaded: inout [Module], depth: Int
    ) throws(CEError) -> Module? {
        if let present = self.module(named: name, in: module.process) {
            present.references += 1
            return present
        }
        guard files.image(named: Self.withExtension(name)) != nil else { return nil }
        let file = try imageFile(named: Self.withExtension(name))
        try load(file, into: module.process, &loaded, depth: depth + 1)
        return loaded.last
    }

    package static func withExtension(_ name: String) -> String {
        let last = name.split(separator: "\\").last ?? ""
        return last.contains(".") ? name : name + ".dll"
    }

    package func module(named name: String, in process: Process) -> Module? {
        let wanted = (Self.withExtension(name).split(separator: "\\").last.map(String.init) ?? name).lowercased()
        memory.physical.hostWork.look(at: process.modules.count, each: 8)
        return process.modules.first { $0.name.lowercased() == wanted }
    }

    private static let maximumForwards = 8

    /// Where a symbol of a module is; forwarded names are followed.
    package func address(of symbol: PEImport.Symbol, in module: Module, depth: Int) -> UInt32? {
        guard depth < Self.maximumForwards else { return nil }
        let target: PEExports.Target? =
            switch symbol {
            case .ordinal(let number): module.image.exports[ordinal: UInt32(number)]
            case .name(let name): module.image.exports[name: name]
            }
        switch target {
        case .address(let rva): return module.address(rva.rawValue)
        case .forwarder(let text):
            guard let (library, symbol) = Self.forwarder(text) else { return nil }
            switch librarySource(library, for: module.process) {
            case .machine(let provided):
                return providedAddress(symbol, provided, for: convention(of: module.image))
            case .image(let name):
                guard let next = self.module(named: name, in: module.process) else { return nil }
                return address(of: symbol, in: next, depth: depth + 1)
            }
        case nil: return nil
        }
    }

    /// Splits `LIBRARY.Name` and `LIBRARY.#12`.
    private static func forwarder(_ text: String) -> (library: String, symbol: PEImport.Symbol)? {
        guard let dot = text.lastIndex(of: ".") else { return nil }
        let name = text[text.index(after: dot)...]
        if name.hasPrefix("#") {
            return UInt16(name.dropFirst()).map { (String(text[..<dot]), .ordinal($0)) }
        }
        return (String(text[..<dot]), .name(String(name)))
    }
}
