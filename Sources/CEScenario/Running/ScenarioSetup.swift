import CEDevices
import CEKernel
package import CEMachine
package import Diagnostics
internal import GuestAddress
internal import MachineTerms
internal import OEMAddrTable
internal import PEImage
package import ScenarioFiles
internal import SymbolFiles

/// A machine made ready for a scenario: booted, with its files, registry, drivers and processes.
package struct ScenarioSetup {
    package let machine: Machine
    /// What the steps of the run report.
    let journal = StepJournal()
    /// The rules of board and scenario, in the order in which the machine has them.
    let rules: [Expectations.Located<MapContract>]

    /// - Parameter stock: where the machine's core comes from.
    /// - Throws: `InputErrors` for whatever in the files keeps the machine from being made.
    package init(_ scenario: Scenario, stock: MachineStock = MachineStock()) throws(InputErrors) {
        let board = try BoardFile(reading: scenario.board, vocabulary: .machine)
        if let cpu = scenario.cpu, !Machine.cpuNames.contains(cpu) {
            let near = nearestName(to: cpu, among: Machine.cpuNames).map { "did you mean '\($0)'? " } ?? ""
            throw InputErrors(
                InputError(
                    at: scenario.location, "unknown cpu '\(cpu)'",
                    hint: near + "valid are \(Machine.cpuNames.joined(separator: ", "))"))
        }
        rules = board.rules + scenario.expectations.map
        let configuration = BoardConfiguration(
            name: board.name, cpu: scenario.cpu ?? board.cpu, clock: board.clock, map: try Self.map(of: board),
            devices: try board.emulatedDevices(), sysintrs: board.sysintrs)
        do {
            machine = try Machine(board: configuration, stock: stock)
        } catch {
            throw InputErrors(
                InputError(at: SourceLocation(file: board.path), "the board cannot be emulated: \(error)"))
        }
        try addFiles(scenario)
        try addSymbols(scenario)
        try RegistrySetup(machine, board).prepare(scenario)
        machine.checkers = scenario.machineCheckers
        machine.contracts = try MapContractPlaces(machine, board).resolved(rules)
        machine.breakpoints =
            switch scenario.breakpoints {
            case .go: .go
            case .stop: .stop
            }
        machine.missing =
            switch scenario.missing {
            case .stop: .stop
            case .zero: .zero
            case .fail: .fail
            }
        try follow(scenario)
        for process in scenario.processes { machine.addProcess(image: process.image, arguments: process.arguments) }
        journal.tell(scenario.steps, to: machine)
        machine.save(with: journal)
        for injection in scenario.injections { try injection.prepare(machine, files: scenario.files) }
    }

    private func follow(_ scenario: Scenario) throws(InputErrors) {
        guard let schedule = scenario.schedule else { return }
        guard Machine.canFollowSchedules else {
            throw InputErrors(
                InputError(
                    at: scenario.location,
                    "\(Machine.engineVersion) follows no schedule of threads: it cannot end a run inside a block",
                    hint: "build with `make`, which takes 2.1.3"))
        }
        machine.follow(schedule)
    }

    private static func map(of board: BoardFile) throws(InputErrors) -> ValidatedMap {
        let reading = try board.readMap()
        let (map, findings) = reading.map.validated()
        let errors = (reading.findings + findings).filter { $0.severity == .error }
        guard errors.isEmpty, let map else {
            let place = board.addressTableLocation
            let all = errors.map { finding in
                InputError(
                    at: finding.location.file.isEmpty ? place : finding.location, "\(finding.message) [\(finding.id)]",
                    hint: finding.hint)
            }
            throw InputErrors(all.isEmpty ? [InputError(at: place, "the memory map cannot be booted")] : all)
        }
        return map
    }

    /// Images that the scenario itself loads are read here, so that a broken one is told with its file; what guests
    /// load later is their own affair.
    private func addFiles(_ scenario: Scenario) throws(InputErrors) {
        let loaded = Set((scenario.drivers.map(\.dll) + scenario.processes.map(\.image)).map(Self.baseName))
        for file in scenario.files {
            let bytes = try file.read()
            if loaded.contains(Self.baseName(file.name)) {
                do { _ = try PEImage(bytes: bytes) } catch {
                    throw InputErrors(
                        InputError(at: file.location, "\(file.path): is not an image that CE could load: \(error)"))
                }
            }
            machine.addFile(named: file.name, bytes: bytes)
        }
    }

    private func addSymbols(_ scenario: Scenario) throws(InputErrors) {
        let index = CompanionIndex(scenario.files)
        for file in scenario.symbols {
            guard let image = index.images(of: file).first else { continue }
            let bytes = try file.read()
            let table: SymbolTable
            do { table = try SymbolFile.read(bytes: bytes) } catch {
                throw InputErrors(
                    InputError(at: file.location, "\(file.path): cannot be read as a file of symbols: \(error)"))
            }
            if let timestamp = table.timestamp, let built = try? PEImage(bytes: image.read()).timestamp,
                built != timestamp
            {
                throw InputErrors(
                    InputError(
                        at: file.location,
                        "\(file.path): is of another build than \(image.name): its time stamp is 0x\(hexadecimal(timestamp)), "
                            + "the image's 0x\(hexadecimal(built))"))
            }
            machine.addSymbols(table, of: image.name)
        }
    }

    private static func baseName(_ path: String) -> String {
        (path.split(separator: "\\").last.map(String.init) ?? path).lowercased()
    }
}
