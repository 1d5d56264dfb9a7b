import CEMemory

/// The values of a driver's key that the device manager reads.
struct DriverSettings: Codable {
    /// Why a key cannot be used.
    struct Problem: Error {
        let code: CEError
        let text: String
    }

    let key: String
    let dll: String
    let prefix: String?
    let entryPrefix: String
    let index: Int?
    let flags: UInt32
    /// Which process a user-mode driver shares with others.
    let group: UInt32
    let context: String?
    /// The name below `\$bus`, of a driver that lets it be opened.
    let busName: String?
    /// The interfaces that it advertises, as the key has them.
    let classes: [String]
    /// XXX_Init's first argument in place of the active key: of RegisterDevice.
    let argument: UInt32?

    private static let defaultGroup: UInt32 = 3
    static let highestIndex = 65536
    /// DMCLASS_PROTECTEDBUSNAMESPACE (pnp.h of the public SDK).
    private static let protectedBusNames = "{6f40791d-300e-44e4-bc38-e0e63ca8375c}"

    /// What stands in front of the entry points' names, or nothing.
    var exportPrefix: String { flags & DeviceFlags.nakedEntries != 0 ? "" : entryPrefix }

    /// `SMD_Init` of `Init`.
    func exportName(_ entry: String) -> String { exportPrefix.isEmpty ? entry : "\(exportPrefix)_\(entry)" }

    /// - Throws: ERROR_BAD_CONFIGURATION without a Dll value or with a Prefix that no device name has;
    ///   ERROR_INVALID_INDEX.
    init(key: String, registry: Registry) throws(Problem) {
        func text(_ name: String) -> String? {
            if case .string(let value)? = registry.value(key, name) { value } else { nil }
        }
        func number(_ name: String) -> UInt32? {
            if case .dword(let value)? = registry.value(key, name) { value } else { nil }
        }
        guard let dll = text("Dll"), !dll.isEmpty else {
            throw Problem(code: .badConfiguration, text: "the key names no Dll, or is not there")
        }
        self.key = key
        self.dll = dll
        prefix = text("Prefix").flatMap { $0.isEmpty ? nil : $0 }
        entryPrefix = prefix ?? text("BusPrefix") ?? ""
        guard (prefix ?? "").utf16.count <= 3, !(prefix ?? "").contains(where: { ":\\".contains($0) }) else {
            throw Problem(
                code: .badConfiguration, text: "a Prefix has three characters, neither ':' nor '\\' among them")
        }
        let index = number("Index")
        guard (index ?? 0) <= UInt32(Self.highestIndex) else {
            throw Problem(code: .invalidIndex, text: "an Index goes up to \(Self.highestIndex)")
        }
        self.index = index.map { Int($0) }
        flags = number("Flags") ?? 0
        group = number("UserProcGroup") ?? Self.defaultGroup
        context = text("Context")
        argument = nil
        classes = Self.classes(of: key, registry)
        busName = classes.contains { $0.lowercased().hasPrefix(Self.protectedBusNames) } ? text("BusName") : nil
    }

    /// A driver of RegisterDevice, which has no key.
    /// - Throws: ERROR_INVALID_PARAMETER for a prefix that no device name has, ERROR_INVALID_INDEX above 9.
    init(registering prefix: String, index: UInt32, dll: String, argument: UInt32) throws(Problem) {
        guard prefix.utf16.count == 3, !prefix.contains(where: { ":\\".contains($0) }) else {
            throw Problem(code: .invalidParameter, text: "a device's type has three characters")
        }
        guard index <= 9 else { throw Problem(code: .invalidIndex, text: "indices go from 0 to 9") }
        key = ""
        self.dll = dll
        self.prefix = prefix
        entryPrefix = prefix
        self.index = Int(index)
        flags = 0
        group = Self.defaultGroup
        context = nil
        busName = nil
        classes = []
        self.argument = argument
    }

    /// The value IClass of a key: one interface, or several.
    static func classes(of key: String, _ registry: Registry) -> [String] {
        switch registry.value(key, "IClass") {
        case .string(let one)?: [one]
        case .multiString(let several)?: several
        default: []
        }
    }
}

/// Values of a driver's registry key (documents ee482316, devload.h).
enum DeviceFlags {
    static let unload: UInt32 = 0x1
    static let loadLibrary: UInt32 = 0x2
    static let noLoad: UInt32 = 0x4
    static let nakedEntries: UInt32 = 0x8
    static let loadAsUserProcess: UInt32 = 0x10
    static let loadInOwnGroup: UInt32 = 0x4_0000
}
