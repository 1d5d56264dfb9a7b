internal import CEKernel
internal import CEMachine
internal import Diagnostics
internal import OEMAddrTable
internal import RegistryFiles
internal import ScenarioFiles

/// The registry as a machine finds it when it comes up, and the drivers that it names.
struct RegistrySetup {
    private let machine: Machine
    private let board: BoardFile

    init(_ machine: Machine, _ board: BoardFile) {
        self.machine = machine
        self.board = board
    }

    /// Fills the registry of a scenario's machine and has its drivers activated: what files say first, on top of it the
    /// scenario's own keys, and those of its drivers.
    /// - Throws: `InputErrors` for what in .reg files is not what it should be.
    func prepare(_ scenario: Scenario) throws(InputErrors) {
        try read(board.registryFiles + scenario.registryFiles)
        for key in scenario.registry {
            for entry in key.values {
                machine.setRegistryValue(key: key.path, name: entry.name, value: entry.value.registryValue)
            }
        }
        let drivers = scenario.drivers.map {
            DriverConfiguration(
                name: $0.name, dll: $0.dll, prefix: $0.prefix, index: $0.index.map { Int($0) },
                isUserMode: $0.mode == .user, values: $0.values.map { (name: $0.name, value: $0.value.registryValue) })
        }
        if scenario.activatesBuiltIn {
            machine.addBuiltInDrivers(with: drivers)
        } else {
            for driver in drivers { machine.addBuiltInDriver(driver) }
        }
    }

    /// Reads .reg files into the registry; what they leave out is told in the output.
    /// - Throws: `InputErrors`.
    func read(_ files: [FileReference]) throws(InputErrors) {
        guard !files.isEmpty else { return }
        let variables = Dictionary(board.defines.map { ($0.name, $0.value) }) { _, last in last }
        let reader = RegistryReader(sources: FolderSources.host(), variables: variables)
        for file in files { reader.read(file.path) }
        let reading = reader.reading
        let errors = reading.findings.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw InputErrors(
                errors.map { InputError(at: $0.location, "\($0.message) [\($0.id)]", hint: $0.hint) })
        }
        for finding in reading.findings {
            machine.note("\(finding.location): \(finding.severity.rawValue): \(finding.message)")
        }
        for change in reading.changes {
            guard apply(change) else {
                throw InputErrors(
                    InputError(at: change.location, "the registry has no room for more: 65536 keys and 16 MB of values")
                )
            }
        }
    }

    private func apply(_ change: RegistryChange) -> Bool {
        let (root, path) = (change.root.handle, change.path)
        switch change.action {
        case .addKey: return machine.addRegistryKey(root: root, path)
        case .deleteKey: machine.deleteRegistryKey(root: root, path)
        case .set(let name, let data):
            return machine.setRegistryData(root: root, path, name: name, type: data.type, bytes: data.bytes)
        case .deleteValue(let name): machine.deleteRegistryValue(root: root, path, name: name)
        }
        return true
    }
}

extension Scenario.RegistryEntry.Value {
    fileprivate var registryValue: RegistryValue {
        switch self {
        case .dword(let number): .dword(number)
        case .string(let text): .string(text)
        case .multiString(let texts): .multiString(texts)
        case .binary(let bytes): .binary(bytes)
        }
    }
}
