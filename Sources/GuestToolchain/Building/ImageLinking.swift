internal import Diagnostics
internal import HostSystem

/// The last step of an image, of which all names are known by now.
struct ImageLinking {
    let program: GuestProgram
    let machine: GuestMachine
    let sdk: SDK
    let toolchain: Toolchain
    let scratch: String
    let entry: String?
    /// Nil for a program.
    let exports: [ResolvedExport]?
    let imports: [ImportedLibrary]
    let objects: [String]

    /// The time in the header: the same sources give the same bytes.
    private static let timestamp = 0x4C00_0000

    private func scratchFile(_ name: String) -> String { FilePath.join(scratch, name) }

    private var stem: String {
        let name = FilePath.lastComponent(of: program.output)
        let base = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return FilePath.join(FilePath.directory(of: program.output), base)
    }

    // MARK: A32

    /// What only a debugger reads is left out of the companion.
    private static let debuggerSections = [
        ".debug_info", ".debug_a*", ".debug_str*", ".debug_frame", ".debug_loc*", ".debug_r*", ".rel.*",
    ]

    /// - Returns: the files that were written.
    func linkELF() throws -> [String] {
        try BuiltFile.write(Array(ImportedLibrary.thunks(imports).utf8), to: scratchFile("thunks.s"))
        let flags = CompilerFlags(program: program, machine: machine, sdk: sdk)
        try toolchain.run(.clang, flags.assemble(scratchFile("thunks.s"), to: scratchFile("thunks.o")))
        var arguments = ["-m", "armelf", "--emit-relocs", "--gc-sections", "--no-dependent-libraries"]
        arguments += (exports ?? []).flatMap { ["-u", $0.symbol] } + (entry.map { ["-e", $0] } ?? [])
        let linked = scratchFile("linked.elf")
        arguments += ["--defsym", "BASE=0x\(String(program.baseAddress, radix: 16))", "-T", sdk.file("link/ce.lds")]
        try toolchain.run(.elfLinker, arguments + ["-o", linked] + objects + [scratchFile("thunks.o")])
        let file = try ELFFile(path: linked, bytes: try SourceScan.read(linked))
        let image = try ImageConversion.image(
            of: file,
            ImageConversion.Request(
                machine: machine, base: program.baseAddress, entry: entry, imports: imports, exports: exports,
                libraryName: program.libraryName, timestamp: Self.timestamp, resources: program.resources))
        try BuiltFile.write(image, to: program.output)
        guard program.symbols != nil else { return [program.output] }
        // The names and the lines, without the code where the tool is there that takes it out.
        guard toolchain.has(.objectCopy) else {
            try BuiltFile.write(try SourceScan.read(linked), to: "\(stem).elf")
            return [program.output, "\(stem).elf"]
        }
        let sections = Self.debuggerSections.map { "--remove-section=\($0)" }
        try toolchain.run(.objectCopy, ["--only-keep-debug"] + sections + [linked, "\(stem).elf"])
        return [program.output, "\(stem).elf"]
    }

    // MARK: Thumb-2

    /// - Returns: the files that were written.
    func linkCOFF() throws -> [String] {
        guard program.resources.isEmpty else {
            throw InputError(
                at: SourceLocation(file: program.output), "resources are made for the machines 1c0 and 1c2 only")
        }
        var arguments = ["/machine:arm", "/nodefaultlib", entry.map { "/entry:\($0)" } ?? "/noentry"]
        // The name of the file is the one that goes into the table of exports.
        let linked = scratchFile(program.libraryName)
        arguments += [
            "/subsystem:windows,6.00", "/base:0x\(String(program.baseAddress, radix: 16))",
            "/timestamp:\(Self.timestamp)", "/opt:ref", "/out:\(linked)",
        ]
        if let exports {
            try BuiltFile.write(Array(definition(exports).utf8), to: scratchFile("exports.def"))
            arguments += ["/dll", "/def:\(scratchFile("exports.def"))", "/implib:\(scratchFile("exports.lib"))"]
        }
        var files = [program.output]
        if program.symbols != nil {
            arguments.append("/map:\(stem).map")
            files.append("\(stem).map")
        }
        try toolchain.run(.coffLinker, arguments + objects + (try importLibraries()))
        guard let image = ImageDraft.markedAsCE(try SourceScan.read(linked), version: machine.version) else {
            throw InputError(at: SourceLocation(file: program.output), "lld-link has made no PE file")
        }
        try BuiltFile.write(image, to: program.output)
        return files
    }

    private func definition(_ exports: [ResolvedExport]) -> String {
        let lines = exports.map { export in
            var line = export.name == export.symbol ? export.name : "\(export.name)=\(export.symbol)"
            if let ordinal = export.ordinal { line += " @\(ordinal)" }
            return line + (export.hasName ? "" : " NONAME") + (export.isData ? " DATA" : "")
        }
        return (["LIBRARY \(program.libraryName)", "EXPORTS"] + lines).joined(separator: "\n") + "\n"
    }

    private func importLibraries() throws -> [String] {
        var paths: [String] = []
        for (index, library) in imports.enumerated() {
            let path = scratchFile("\(FilePath.lastComponent(of: program.output)).import\(index).lib")
            try BuiltFile.write(try ImportLibraryFile(library: library, machine: machine).bytes(), to: path)
            paths.append(path)
        }
        return paths
    }
}
