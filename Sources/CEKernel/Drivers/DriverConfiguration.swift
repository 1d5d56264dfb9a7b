/// A driver as a scenario lists it: what its key under HKLM\Drivers\BuiltIn holds.
public struct DriverConfiguration: Sendable {
    public var name: String
    public var dll: String
    public var prefix: String?
    public var index: Int?
    /// Whether it is hosted by a user process instead of the kernel.
    public var isUserMode: Bool
    /// Further values of the key.
    public var values: [(name: String, value: RegistryValue)]

    public init(
        name: String, dll: String, prefix: String?, index: Int?, isUserMode: Bool = false,
        values: [(name: String, value: RegistryValue)] = []
    ) {
        self.name = name
        self.dll = dll
        self.prefix = prefix
        self.index = index
        self.isUserMode = isUserMode
        self.values = values
    }

    package var registryValues: [(name: String, value: RegistryValue)] {
        var all: [(name: String, value: RegistryValue)] = [("Dll", .string(dll))]
        if let prefix { all.append(("Prefix", .string(prefix))) }
        if let index { all.append(("Index", .dword(UInt32(clamping: index)))) }
        all += values
        guard isUserMode else { return all }
        // A key's own flags stay.
        if let flags = all.firstIndex(where: { $0.name.lowercased() == "flags" }),
            case .dword(let given) = all[flags].value
        {
            all[flags].value = .dword(given | DeviceFlags.loadAsUserProcess)
        } else {
            all.append(("Flags", .dword(DeviceFlags.loadAsUserProcess)))
        }
        return all
    }
}
