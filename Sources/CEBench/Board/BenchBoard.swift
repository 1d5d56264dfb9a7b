import CEDevices
internal import CEMachine
import CEScenario
package import Diagnostics
internal import GuestAddress
internal import OEMAddrTable
internal import ScenarioFiles

/// The board that is measured on.
package struct BenchBoard: Sendable {
    private(set) var configuration: BoardConfiguration

    /// The name in reports: the board's and its core's.
    package var description: String { "\(configuration.name), \(configuration.cpu)" }

    /// A Cortex-A8 with 1.5 GB of RAM, 256 MB of it in the static map: the board of the documentation's figures.
    /// - Throws: `ReportError`, should its map not be valid.
    package init() throws(ReportError) {
        let here = SourceLocation(file: "built-in board", line: 1)
        let row = StaticRow(
            virtual: VirtualAddress(0x8000_0000), physical: PhysicalAddress(0x8000_0000), size: 256 << 20,
            location: here)
        let table = AddressTable(
            symbol: "g_oalAddressTable", style: .classic, rows: [row], isTerminated: true, location: here)
        var map = MemoryMap(profile: .ce6, tables: [table])
        map.regions = [
            BibRegion(name: "RAM", start: VirtualAddress(0x8C00_0000), size: 64 << 20, kind: .ram, location: here)
        ]
        map.banks = [RAMBank(range: AddressRange(base: PhysicalAddress(0x8000_0000), clampedSize: 0x6000_0000))]
        guard let valid = map.validated().0 else { throw ReportError("the built-in board is not valid") }
        configuration = BoardConfiguration(name: "built-in 1.5 GB", cpu: "cortex-a8", map: valid)
    }

    /// The same board with a kernel that makes copy-maps of sections.
    /// - Throws: `BenchError`, should its map not be valid any more.
    func mappingBySections() throws -> BenchBoard {
        var map = configuration.map.map
        map.profile.copyMapsBySections = true
        guard let valid = map.validated().0 else { throw BenchError("the board is not valid with another profile") }
        var board = self
        board.configuration.map = valid
        return board
    }

    /// A board file.
    /// - Throws: `InputErrors` for whatever in the file or those it names keeps the board from being emulated.
    package init(path: String) throws(InputErrors) {
        let board = try BoardFile(
            path: path,
            vocabulary: .machine)
        let reading = try board.readMap()
        let (valid, findings) = reading.map.validated()
        let errors = (reading.findings + findings).filter { $0.severity == .error }
        guard errors.isEmpty, let valid else {
            let all = errors.map { InputError(at: $0.location, "\($0.message) [\($0.id)]", hint: $0.hint) }
            throw InputErrors(
                all.isEmpty ? [InputError(at: board.addressTableLocation, "the memory map cannot be booted")] : all)
        }
        configuration = BoardConfiguration(
            name: board.name, cpu: board.cpu, clock: board.clock, map: valid,
            devices: try board.emulatedDevices(), sysintrs: board.sysintrs)
    }
}
