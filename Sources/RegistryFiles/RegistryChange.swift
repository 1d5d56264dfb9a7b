public import Diagnostics

/// A root of the registry, by the name that files write in full.
public enum RegistryRoot: String, Hashable, Sendable, CaseIterable {
    case classesRoot = "HKEY_CLASSES_ROOT"
    case currentUser = "HKEY_CURRENT_USER"
    case localMachine = "HKEY_LOCAL_MACHINE"
    case users = "HKEY_USERS"

    /// The predefined handle that stands for it (winreg.h of the public SDK).
    public var handle: UInt32 {
        switch self {
        case .classesRoot: 0x8000_0000
        case .currentUser: 0x8000_0001
        case .localMachine: 0x8000_0002
        case .users: 0x8000_0003
        }
    }
}

/// A value's data as the registry keeps it.
public struct RegistryData: Hashable, Sendable {
    /// REG_SZ and its relatives (winreg.h of the public SDK; REG_MUI_SZ is CE's own).
    public static let string: UInt32 = 1
    static let binary: UInt32 = 3
    static let dword: UInt32 = 4
    static let multiString: UInt32 = 7
    static let muiString: UInt32 = 21

    public var type: UInt32
    public var bytes: [UInt8]

    public init(type: UInt32, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    /// The text of a REG_SZ; nil of another type.
    public var text: String? {
        guard type == Self.string else { return nil }
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        return String(decoding: units.prefix { $0 != 0 }, as: UTF16.self)
    }

    /// The number of a REG_DWORD; nil of another type.
    public var number: UInt32? {
        guard type == Self.dword, bytes.count == 4 else { return nil }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    public static func dword(_ number: UInt32) -> RegistryData {
        RegistryData(type: dword, bytes: (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
    }

    /// UTF-16 with a terminator.
    public static func string(_ text: String, type: UInt32 = RegistryData.string) -> RegistryData {
        RegistryData(type: type, bytes: units(text))
    }

    public static func multiString(_ texts: [String]) -> RegistryData {
        RegistryData(type: multiString, bytes: texts.flatMap(units) + [0, 0])
    }

    private static func units(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + [0, 0]
    }
}

/// One thing that a line of a file does to the registry. Later ones act on what earlier ones have left.
public struct RegistryChange: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        /// The key is there from now on.
        case addKey
        /// The key is gone with all below it.
        case deleteKey
        /// The empty name is the key's default value.
        case set(name: String, RegistryData)
        case deleteValue(name: String)
    }

    public var root: RegistryRoot
    /// Below the root, with single backslashes.
    public var path: String
    public var action: Action
    public var location: SourceLocation
}

/// What files say, and what is wrong with them.
public struct RegistryReading: Sendable {
    public var changes: [RegistryChange] = []
    /// Of severity error where a value or key is not what it was meant to be; warnings where something was left out.
    public var findings: [Finding] = []
}
