/// A generation of Windows CE. Everything that differs between them is data here, never an `if` in a rule.
public struct Profile: Hashable, Sendable {
    /// The name in board files.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case ce5, ce6, wec7, wec2013
    }

    public var name: Name
    /// What people call it: `Windows Embedded CE 6.0`.
    public var title: String
    public var major: Int
    public var minor: Int
    /// Whether the kernel knows the new-style table with CE_NEW_MAPPING_TABLE, OEMDeviceTable and OEMRamTable.
    public var knowsNewStyleTable: Bool
    /// Whether each process has the low 2 GB to itself (CE 6 and later) instead of a 32 MB slot.
    public var hasPrivateAddressSpaces: Bool
    /// FIRST_METHOD, the top of the range of system-call addresses.
    public var firstMethod: UInt32
    /// Whether exception identifiers print as `(0x4)` instead of `(4)`.
    public var printsHexadecimalExceptionID: Bool
    /// Whether PAGE_EXECUTE… decides about execute-never on cores that have it.
    public var enforcesExecuteNever: Bool
    /// The end of what a user may read (one past the last address).
    public var userReadEnd: UInt32

    public static let ce5 = Profile(
        name: .ce5, title: "Windows CE 5.0", major: 5, minor: 0, knowsNewStyleTable: false,
        hasPrivateAddressSpaces: false, firstMethod: 0xF001_0000, printsHexadecimalExceptionID: false,
        enforcesExecuteNever: false, userReadEnd: 0x8000_0000)
    public static let ce6 = Profile(
        name: .ce6, title: "Windows Embedded CE 6.0", major: 6, minor: 0, knowsNewStyleTable: false,
        hasPrivateAddressSpaces: true, firstMethod: 0xF102_0000, printsHexadecimalExceptionID: false,
        enforcesExecuteNever: false, userReadEnd: 0x8000_0000)
    public static let wec7 = Profile(
        name: .wec7, title: "Windows Embedded Compact 7", major: 7, minor: 0, knowsNewStyleTable: true,
        hasPrivateAddressSpaces: true, firstMethod: 0xF102_0000, printsHexadecimalExceptionID: true,
        enforcesExecuteNever: true, userReadEnd: 0x7FF0_0000)
    public static let wec2013 = Profile(
        name: .wec2013, title: "Windows Embedded Compact 2013", major: 8, minor: 0, knowsNewStyleTable: true,
        hasPrivateAddressSpaces: true, firstMethod: 0xF102_0000, printsHexadecimalExceptionID: true,
        enforcesExecuteNever: true, userReadEnd: 0x7FF0_0000)

    /// The profile of a board file's `profile:`.
    public init(_ name: Name) {
        switch name {
        case .ce5: self = .ce5
        case .ce6: self = .ce6
        case .wec7: self = .wec7
        case .wec2013: self = .wec2013
        }
    }

    private init(
        name: Name, title: String, major: Int, minor: Int, knowsNewStyleTable: Bool, hasPrivateAddressSpaces: Bool,
        firstMethod: UInt32, printsHexadecimalExceptionID: Bool, enforcesExecuteNever: Bool, userReadEnd: UInt32
    ) {
        self.name = name
        self.title = title
        self.major = major
        self.minor = minor
        self.knowsNewStyleTable = knowsNewStyleTable
        self.hasPrivateAddressSpaces = hasPrivateAddressSpaces
        self.firstMethod = firstMethod
        self.printsHexadecimalExceptionID = printsHexadecimalExceptionID
        self.enforcesExecuteNever = enforcesExecuteNever
        self.userReadEnd = userReadEnd
    }
}
