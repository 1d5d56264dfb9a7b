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
        let classes: [String] =
            switch registry.value(key, "IClass") {
            case .string(let one)?: [one]
            case .multiString(let several)?: several
            default: []
            }
        busName = classes.contains { $0.lowercased().hasPrefix(Self.protectedBusNames) } ? text("BusName") : nil
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
