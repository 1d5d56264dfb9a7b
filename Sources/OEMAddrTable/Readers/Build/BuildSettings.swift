/// What the build of a BSP hands to its tools: the environment that batch files make, and the symbols that `sources`
/// files pass on.
public struct BuildSettings: Hashable, Sendable {
    /// The environment, names in upper case as Windows takes them in any.
    public var variables: [String: String] = [:]
    /// Symbols that ADEFINES gives to the assembler.
    public var symbols: [String: String] = [:]
    /// Macros that CDEFINES gives to the compiler.
    public var macros: [String: String] = [:]
    /// The files that set something, in the order in which they were read.
    public var files: [String] = []
    /// The variables that the batch files set, names in upper case.
    public var assigned: Set<String> = []

    public init() {}

    /// Whether a batch file or a `sources` file set anything.
    public var isEmpty: Bool { files.isEmpty }

    /// Whether a batch file set a variable to nothing, so that a condition that finds it unset was decided by the
    /// build.
    func isCleared(_ name: String) -> Bool {
        let name = name.uppercased()
        return assigned.contains(name) && variables[name] == nil
    }
}

extension BuildSettings {
    /// The variable that is debug, retail or checked.
    static let kindOfBuild = "WINCEDEBUG"

    /// Variables that Platform Builder always sets before a BSP's own files are read; what is a path stands for
    /// itself (document ee478914 and its neighbours, environment variables of the build).
    static func known(to profile: Profile, isIntel: Bool) -> [String: String] {
        var known = [
            "_TGTCPUFAMILY": isIntel ? "x86" : "ARM",
            "_TGTCPU": isIntel ? "x86" : profile.knowsNewStyleTable ? "ARMV7" : "ARMV4I",
            "_WINCEOSVER": "\(profile.major)00",
            // One of debug, retail and checked; what is shipped is a retail build.
            kindOfBuild: "retail",
        ]
        for name in [
            "_FLATRELEASEDIR", "_WINCEROOT", "_PUBLICROOT", "_PLATFORMROOT", "_TARGETPLATROOT", "_PROJECTROOT",
            "_PROJECTOAKROOT", "_OSDESIGNROOT", "_PRIVATEROOT", "_COMMONPUBROOT", "_SDKROOT", "_TGTPLAT", "_TGTPROJ",
            "_TGTPLATNAME", "_PLATCOMMONLIB", "_TARGETPLATLIB", "SG_OUTPUT_ROOT", "_BUILDROOT", "_DEPTREES",
        ] { known[name] = "%\(name)%" }
        return known
    }
}
