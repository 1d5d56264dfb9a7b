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
    /// How the virtual address space is divided.
    public var layout: AddressLayout
    /// Whether exception identifiers print as `(0x4)` instead of `(4)`.
    public var printsHexadecimalExceptionID: Bool
    /// Whether PAGE_EXECUTE… decides about execute-never on cores that have it.
    public var enforcesExecuteNever: Bool
    /// Whether copy-maps of RAM by address are sections where both addresses and the size allow it. No generation of CE
    /// does that: a board may, to see what larger descriptors would save.
    public var copyMapsBySections = false

    /// Whether each process has the low half to itself (CE 6 and later) instead of a slot.
    public var hasPrivateAddressSpaces: Bool { layout.slots == nil }

    public static let ce5 = Profile(
        name: .ce5, title: "Windows CE 5.0", major: 5, minor: 0, knowsNewStyleTable: false,
        layout: .ce5, printsHexadecimalExceptionID: false, enforcesExecuteNever: false)
    public static let ce6 = Profile(
        name: .ce6, title: "Windows Embedded CE 6.0", major: 6, minor: 0, knowsNewStyleTable: false,
        layout: .ce6, printsHexadecimalExceptionID: false, enforcesExecuteNever: false)
    public static let wec7 = Profile(
        name: .wec7, title: "Windows Embedded Compact 7", major: 7, minor: 0, knowsNewStyleTable: true,
        layout: .compact, printsHexadecimalExceptionID: true, enforcesExecuteNever: true)
    public static let wec2013 = Profile(
        name: .wec2013, title: "Windows Embedded Compact 2013", major: 8, minor: 0, knowsNewStyleTable: true,
        layout: .compact, printsHexadecimalExceptionID: true, enforcesExecuteNever: true)

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
        name: Name, title: String, major: Int, minor: Int, knowsNewStyleTable: Bool,
        layout: AddressLayout, printsHexadecimalExceptionID: Bool, enforcesExecuteNever: Bool
    ) {
        self.name = name
        self.title = title
        self.major = major
        self.minor = minor
        self.knowsNewStyleTable = knowsNewStyleTable
        self.layout = layout
        self.printsHexadecimalExceptionID = printsHexadecimalExceptionID
        self.enforcesExecuteNever = enforcesExecuteNever
    }
}
