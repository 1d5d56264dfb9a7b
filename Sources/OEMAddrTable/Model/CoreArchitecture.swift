/// The version of the ARM architecture that a core implements, as far as rules depend on it.
public enum CoreArchitecture: Int, Hashable, Sendable, Comparable, CaseIterable {
    case armv4 = 4
    case armv5, armv6, armv7

    private static let names: [CoreArchitecture: [String]] = [
        .armv4: ["ti925t", "sa1100", "sa1110"],
        .armv5: ["arm926", "arm1026", "pxa250", "pxa255", "pxa270"],
        .armv6: ["arm1136", "arm1176"],
        .armv7: ["cortex-a7", "cortex-a8", "cortex-a9", "cortex-a15"],
    ]

    /// The architecture of the core that a board file calls `core`; nil for one that is not known.
    public init?(core: String) {
        guard let found = Self.names.first(where: { $0.value.contains(core) }) else { return nil }
        self = found.key
    }

    public static func < (left: CoreArchitecture, right: CoreArchitecture) -> Bool { left.rawValue < right.rawValue }
}
