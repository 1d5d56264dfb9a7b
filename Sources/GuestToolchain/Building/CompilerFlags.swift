/// How clang is called for each kind of image.
struct CompilerFlags {
    let program: GuestProgram
    let machine: GuestMachine
    let sdk: SDK

    /// The suffixes of sources in C++.
    private static let cxxSuffixes = ["cpp", "cxx", "cc"]
    /// The suffixes of sources in assembler.
    private static let assemblerSuffixes = ["s"]
    /// What clang reads and this SDK takes.
    static let suffixes = ["c"] + cxxSuffixes + assemblerSuffixes

    static func suffix(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map(String.init) ?? ""
    }

    static func isCxx(_ path: String) -> Bool { cxxSuffixes.contains(suffix(of: path).lowercased()) }
    static func isAssembler(_ path: String) -> Bool { assemblerSuffixes.contains(suffix(of: path).lowercased()) }

    private var target: [String] {
        switch machine {
        case .arm:
            [
                "--target=armv4t-none-eabi", "-mfloat-abi=soft", "-mabi=apcs-gnu", "-fno-unwind-tables",
                "-fno-exceptions", "-ffunction-sections", "-D_WIN32_WCE=0x420", "-DUNDER_CE=0x420", "-DARMV4",
                "-DARMV4I",
            ]
        case .thumb:
            [
                "--target=armv4t-none-eabi", "-mfloat-abi=soft", "-mabi=apcs-gnu", "-fno-unwind-tables",
                "-fno-exceptions", "-ffunction-sections", "-D_WIN32_WCE=0x600", "-DUNDER_CE=0x600", "-DARMV4I",
            ]
        // CE runs with SCTLR.A set: a word at an odd address is a fault, which clang would otherwise take for granted.
        case .armNT:
            [
                "--target=thumbv7-unknown-windows-msvc", "-mno-unaligned-access", "-funwind-tables",
                "-D_WIN32_WCE=0x800", "-DUNDER_CE=0x800", "-DARMV7",
            ]
        }
    }

    private static let common = [
        "-ffreestanding", "-fno-delete-null-pointer-checks", "-fno-builtin", "-fshort-wchar",
        "-fms-extensions", "-fms-compatibility", "-nostdlibinc", "-DUNICODE", "-D_UNICODE", "-DARM", "-D_ARM_",
        "-DWINCE", "-fno-strict-aliasing", "-fno-short-enums",
    ]

    /// CE's compilers of the time: no exceptions and type information unless asked for, statics of functions without
    /// locks.
    private static let cxx = [
        "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics", "-fno-use-cxa-atexit", "-fno-sized-deallocation",
        "-fno-aligned-allocation",
    ]

    /// What is worth a word in any source: a call of what nobody declares, or of what the machine has not got.
    private static let usualWarnings = [
        "-Wno-everything", "-Wattribute-warning", "-Wimplicit-function-declaration", "-Wuninitialized", "-Wreturn-type",
        "-W#warnings", "-Wuser-defined-warnings", "-Wno-error",
    ]
    private static let allWarnings = [
        "-Wall", "-Wextra", "-Wno-int-to-pointer-cast", "-Wno-pointer-to-int-cast", "-Wno-format",
        "-Wno-microsoft-anon-tag", "-Wno-ignored-attributes",
    ]

    private var warnings: [String] {
        switch program.warnings {
        case .usual: Self.usualWarnings
        case .none: ["-w", "-Wno-everything"]
        case .all: Self.allWarnings
        case .errors: Self.allWarnings + ["-Werror"]
        }
    }

    private func language(of source: String) -> [String] {
        let isCxx = Self.isCxx(source)
        let standard = program.standards.last { $0.contains("++") == isCxx }
        if isCxx { return Self.cxx + ["-std=\(standard ?? "gnu++98")"] }
        return ["-std=\(standard ?? "gnu89")"]
    }

    /// The arguments that make an object of one source.
    /// - Parameters:
    ///   - source: as the user named it, so that messages name it so.
    ///   - overlay: the file that leads clang from what is included to where it is, or nil.
    func compile(_ source: String, to object: String, overlay: String?) -> [String] {
        if Self.isAssembler(source) { return assemble(source, to: object) }
        var arguments = target + Self.common + ["-O\(program.optimization)"]
        arguments += program.hasStackCookies ? ["-fstack-protector-strong"] : ["-fno-stack-protector"]
        arguments += warnings + language(of: source)
        arguments += program.defines.map { "-D\($0)" } + program.undefines.map { "-U\($0)" }
        arguments += program.includes.flatMap { ["-I", $0] } + ["-isystem", sdk.headers]
        if let overlay { arguments += ["-ivfsoverlay", overlay] }
        arguments += debugInformation + program.compilerOptions
        return arguments + ["-c", "-o", object, "--", source]
    }

    private var debugInformation: [String] {
        // No folder of this machine gets into the companion.
        guard let version = program.symbols else { return [] }
        return ["-gdwarf-\(version)", "-ffile-prefix-map=\(sdk.folder)/=", "-fdebug-compilation-dir=."]
    }

    /// The arguments that compile a file of the SDK's own.
    func compileStartup(_ name: String, to object: String, defines: [String]) -> [String] {
        target + Self.common + ["-O2", "-fno-stack-protector", "-std=gnu11"] + defines.map { "-D\($0)" }
            + ["-isystem", sdk.headers, "-c", "-o", object, sdk.file("startup/\(name)")]
    }

    func assemble(_ source: String, to object: String) -> [String] {
        let target =
            machine.isConverted
            ? ["--target=armv4t-none-eabi", "-mfloat-abi=soft"] : ["--target=thumbv7-unknown-windows-msvc"]
        return target + ["-c", "-o", object, source]
    }
}
