/// The version of the ARM architecture that a core implements.
public enum CoreArchitecture: Int, Hashable, Sendable, Comparable, CaseIterable {
    case armv4 = 4
    case armv5, armv6, armv7

    public static func < (left: CoreArchitecture, right: CoreArchitecture) -> Bool { left.rawValue < right.rawValue }
}
