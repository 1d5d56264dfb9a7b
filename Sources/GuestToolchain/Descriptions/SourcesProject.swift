package import Diagnostics
internal import HostSystem
internal import OEMAddrTable

/// A `sources` file of Platform Builder as the image that it describes.
package struct SourcesProject {
    package private(set) var program: GuestProgram
    /// What the file names and this build leaves out, in sentences.
    package private(set) var notes: [String] = []

    private let path: String
    private let folder: String
    private let file: SourcesFile
    private var names = FolderNames()

    /// Reads a file.
    /// - Parameters:
    ///   - output: the folder for the image.
    ///   - machine: what `_TGTCPU` is to be.
    /// - Throws: `InputErrors`.
    package init(path: String, output: String, machine: GuestMachine) throws(InputErrors) {
        self.path = path
        folder = FilePath.directory(of: path)
        guard FileAccess().kind(of: path) == .file else {
            throw InputErrors(InputError(at: SourceLocation(file: path), "no such file", kind: .missing))
        }
        file = SourcesFile(path: path, sources: Self.provider, variables: Self.variables(machine))
        let place = SourceLocation(file: path)
        guard let target = file.value("TARGETNAME") else {
            throw InputErrors(InputError(at: place, "has no TARGETNAME: it names no image"))
        }
        let type = (file.value("TARGETTYPE") ?? "PROGRAM").uppercased()
        let (kind, suffix): (GuestProgram.Kind, String)
        switch type {
        case "DYNLINK": (kind, suffix) = (.library, "dll")
        case "PROGRAM": (kind, suffix) = (.program, "exe")
        case "LIBRARY": (kind, suffix) = (.archive, "lib")
        default:
            throw InputErrors(
                InputError(at: place, "TARGETTYPE=\(type) makes no image here: DYNLINK, PROGRAM and LIBRARY do"))
        }
        program = GuestProgram(
            output: FilePath.join(output, "\(target).\(file.value("TARGETEXT") ?? suffix)"), kind: kind, sources: [])
        try takeSources()
        takeFolders()
        let macros = file.compilerMacros.sorted { $0.key < $1.key }
        program.defines = macros.map { "\($0.key)=\($0.value)" }
        if kind == .library { try takeLibrary(target) }
        if let entry = file.value("EXEENTRY"), kind == .program { program.entry = .named(entry) }
        try takeLibraries(output: output)
    }

    private static var provider: FolderSources {
        FolderSources(
            readFile: { path throws(SourceRefusal) in
                guard FileAccess().kind(of: path) == .file else { return nil }
                return try? FileAccess().read(path, limit: 4 << 20)
            },
            listFolder: { path throws(SourceRefusal) in (try? FileAccess().entries(of: path)) ?? [] })
    }

    private static func variables(_ machine: GuestMachine) -> [String: String] {
        let processor = machine == .armNT ? "ARMV7" : "ARMV4I"
        var variables = [
            "_TGTCPU": processor, "_TGTCPUFAMILY": "ARM", "_CPUINDPATH": "ARM\\\(processor)",
            "_CPUDEPPATH": "ARM\\\(processor)",
            "WINCEDEBUG": "retail", "_WINCEOSVER": "\(machine.version.major)00",
        ]
        for name in ["_WINCEROOT", "_PUBLICROOT", "_PROJECTROOT", "_PLATFORMROOT", "_PRIVATEROOT", "_SDKROOT"] {
            variables[name] = Environment.value(name) ?? "%\(name)%"
        }
        return variables
    }

    /// A name as the file writes it, as a path from here.
    private func place(_ name: String) -> String { String(name.map { $0 == "\\" ? "/" : $0 }) }

    private mutating func find(_ name: String) -> String? {
        let path = place(name)
        return path.hasPrefix("/") ? path : names.find(path, in: folder)
    }

    private mutating func takeSources() throws(InputErrors) {
        let listed = file.words("SOURCES") + file.words("ARMV4I_SOURCES") + file.words("ARM_SOURCES")
        var errors: [InputError] = []
        for name in listed {
            guard CompilerFlags.suffixes.contains(CompilerFlags.suffix(of: place(name)).lowercased()) else {
                notes.append("\(path): note: \(name) is left out: \(Self.reason(name))")
                continue
            }
            if let found = find(name) {
                program.sources.append(found)
            } else {
                errors.append(
                    InputError(
                        at: SourceLocation(file: path), "SOURCES names \(name), which is not there", kind: .missing))
            }
        }
        if !errors.isEmpty { throw InputErrors(errors) }
        guard !program.sources.isEmpty else {
            throw InputErrors(InputError(at: SourceLocation(file: path), "SOURCES names nothing that can be compiled"))
        }
    }

    private static func reason(_ name: String) -> String {
        switch CompilerFlags.suffix(of: name).lowercased() {
        case "rc": "resources are not compiled here"
        case "asm": "armasm's assembler is not read here"
        default: "it is no source in C, C++ or GNU assembler"
        }
    }

    private mutating func takeFolders() {
        let listed = (file.value("INCLUDES") ?? "").split { ";, \t".contains($0) }.map(String.init)
        program.includes = [folder.isEmpty ? "." : folder]
        for name in listed {
            let path = place(name)
            let found = path.hasPrefix("/") ? path : FilePath.join(folder, path)
            if FileAccess().kind(of: found) == .directory {
                program.includes.append(found)
            } else if !name.hasPrefix("%") {
                // The SDK stands for the folders of the tools, whose variables nobody has set.
                notes.append("\(self.path): note: INCLUDES names \(name), which is not on this machine")
            }
        }
    }

    private mutating func takeLibrary(_ target: String) throws(InputErrors) {
        if let entry = file.value("DLLENTRY") { program.entry = .named(entry) }
        for name in file.words("EXPORT") + file.words("EXPORTS") {
            do throws(InputError) { program.exports.append(try ExportArgument.parse(name, in: path)) } catch {
                throw InputErrors(error)
            }
        }
        let definition = file.value("DEFFILE")
        if let found = find(definition ?? "\(target).def") {
            try program.take(definitionAt: found)
        } else if let definition {
            throw InputErrors(
                InputError(
                    at: SourceLocation(file: path), "DEFFILE names \(definition), which is not there", kind: .missing))
        }
        // The image's own name is that of TARGETNAME, whatever the definition says.
        program.libraryName = FilePath.lastComponent(of: program.output)
    }

    /// Libraries that are on this machine; of the others only those count that something is then missing from.
    private mutating func takeLibraries(output: String) throws(InputErrors) {
        program.libraryFolders = [output, folder.isEmpty ? "." : folder]
        for name in file.words("SOURCELIBS") + file.words("TARGETLIBS") + file.words("LIBRARIES") {
            if let found = find(name), FileAccess().kind(of: found) == .file {
                program.libraries.append(found)
            } else {
                program.namedLibraries.append(String(place(name).split(separator: "/").last ?? ""))
            }
        }
    }
}
