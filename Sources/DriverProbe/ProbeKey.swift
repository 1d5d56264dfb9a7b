internal import HostSystem
internal import OEMAddrTable
internal import RegistryFiles
internal import ScenarioFiles

/// A driver's key below HKLM\Drivers\BuiltIn: one that the registry's files have for its DLL, or one made for it.
struct ProbeKey {
    /// DEVFLAGS_NAKEDENTRIES (devload.h of the public SDK).
    static let nakedEntries: UInt32 = 0x8
    private static let builtIn = "drivers\\builtin\\"

    var name: String
    var prefix: String?
    var index: Int?
    var flags: UInt32 = 0
    /// Whether files have it.
    var isGiven = false

    /// - Parameter request: whose board and .reg files are read.
    init(_ request: ProbeRequest) {
        let file = FilePath.lastComponent(of: request.driver).lowercased()
        name = file.split(separator: ".").first.map(String.init) ?? file
        let board = request.isBuiltIn ? nil : try? BoardFile(path: request.board, vocabulary: nil)
        let files = (board?.registryFiles ?? []).map(\.path) + request.registry
        guard !files.isEmpty else { return }
        let variables = Dictionary((board?.defines ?? []).map { ($0.name, $0.value) }) { _, last in last }
        let reader = RegistryReader(sources: FolderSources.host(), variables: variables)
        for file in files { reader.read(file) }
        find(file, in: reader.reading.changes)
    }

    /// Takes the first key whose Dll is the driver.
    private mutating func find(_ dll: String, in changes: [RegistryChange]) {
        var order: [String] = []
        var keys: [String: [String: RegistryData]] = [:]
        for change in changes {
            guard change.root == .localMachine, change.path.lowercased().hasPrefix(Self.builtIn) else { continue }
            let key = String(change.path.dropFirst(Self.builtIn.count))
            guard !key.contains("\\") else { continue }
            switch change.action {
            case .addKey: break
            case .deleteKey: keys[key.lowercased()] = nil
            case .deleteValue(let name): keys[key.lowercased()]?[name.lowercased()] = nil
            case .set(let name, let data):
                if keys.updateValue(keys[key.lowercased()] ?? [:], forKey: key.lowercased()) == nil {
                    order.append(key)
                }
                keys[key.lowercased()]?[name.lowercased()] = data
            }
        }
        for key in order {
            guard let values = keys[key.lowercased()], values["dll"]?.text?.lowercased() == dll else { continue }
            name = key
            isGiven = true
            prefix = values["prefix"]?.text.flatMap { $0.isEmpty ? nil : $0 }
            index = values["index"]?.number.map { Int($0) }
            flags = values["flags"]?.number ?? 0
            return
        }
    }
}
