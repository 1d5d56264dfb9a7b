internal import ARMCore
import CECheckers
import CEDevices
import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable
package import SavedState
import Unicorn

extension Machine {
    /// The machine as it is between two runs.
    /// - Throws: an error that names what cannot be saved.
    public func saved() throws -> SavedMachine { try saved(FieldCounter()) }

    /// - Parameter counter: counts the properties that each type saves, for the test that none is forgotten.
    package func saved(_ counter: FieldCounter) throws -> SavedMachine {
        let encoder = StateEncoder(types: Self.stateTypes, counter: counter)
        try encoder.write(kernel.engine.state())
        var parts = StateParts(self)
        try StateCarrier(encoder, counter: counter).carry(root: &parts)
        return SavedMachine(machine: identity, payload: encoder.writer.bytes)
    }

    /// Makes the machine go on where `saved` was taken. It must be of the same board and made ready for the same
    /// scenario, and have run nothing.
    /// - Throws: an error when the state is that of another machine, or none. The machine is not to be used then.
    public func restore(_ saved: SavedMachine) throws {
        guard saved.machine == identity else { throw StateError.otherMachine }
        guard kernel.calling.trace.total == 0, kernel.scheduler.threads.isEmpty else {
            throw StateError.malformed("the machine has run already")
        }
        try activeCheckers.begin()
        let decoder = StateDecoder(
            StateReader(saved.payload), types: Self.stateTypes, environment: kernel.stateEnvironment)
        let core = try decoder.read(CoreState.self)
        // The tables of the machine as it booted translate for the moment, so the core comes before the memory.
        let scratch = try scratchPage()
        try kernel.engine.restore(core, scratch: scratch.physical, at: scratch.virtual)
        var parts = StateParts(self)
        try StateCarrier(decoder).carry(root: &parts)
        guard decoder.reader.left == 0 else { throw StateError.malformed("more than a machine") }
        try kernel.engine.forgetCode(in: [scratch.physical])
        try kernel.engine.invalidateTranslations()
    }

    /// Has what somebody notes of the run saved with the machine. Both machines are to be given the same, in the same
    /// order.
    package func save(with part: any SavedPart & AnyObject) { clientParts.append(ClientPart(part: part)) }

    private static var stateTypes: StateTypes { StateTypes(Kernel.stateTypes) }

    /// A page of RAM that the static map shows; the state overwrites it.
    private func scratchPage() throws -> (physical: PhysicalAddress, virtual: VirtualAddress) {
        for row in kernel.board.staticMap.map.rows {
            let page = AddressRange(base: row.physical, clampedSize: 4096)
            if kernel.memory.physical.isRAM(page) { return (row.physical, row.virtual) }
        }
        throw StateError.malformed("the static map shows no RAM")
    }

    /// A number of what a state must find in a machine: board, core, engine, functions, checkers.
    var identity: UInt64 {
        let memory = kernel.memory
        var facts = [
            kernel.board.name, kernel.engine.cpu.rawValue, Self.engineVersion, "\(memory.profile)",
            kernel.calling.trace.names.joined(separator: ","),
            checkers.map(\.id).sorted().joined(separator: ","),
        ]
        facts += activeCheckers.contracts.map { "rule \($0)" }
        facts += memory.physical.banks.map { "bank \($0.range)" }
        facts += memory.physical.windows.map { "device \($0.range) \($0.kind)" }
        facts += memory.pool.ranges.map { "pool \($0)" }
        facts += kernel.board.staticMap.map.rows.map { "row \($0.virtual) \($0.physical) \($0.size)" }
        return Checksum.of(Array(facts.joined(separator: "\n").utf8))
    }
}

/// What a client has noted of a run. Not held: it may hold the machine.
struct ClientPart {
    weak var part: (any SavedPart & AnyObject)?
}

/// What a machine consists of besides its core.
private struct StateParts: SavedPart {
    private let machine: Machine

    init(_ machine: Machine) { self.machine = machine }

    func carry(_ state: StateCarrier) throws {
        try state.carry(part: machine.kernel)
        try state.carry(part: machine.activeCheckers)
        try state.carry(part: machine.record)
        try state.carry(part: machine.activity)
        let clients = machine.clientParts.compactMap(\.part)
        guard clients.count == machine.clientParts.count else {
            throw StateError.malformed("what was noted of the run is gone")
        }
        try state.carry(parts: clients)
        try state.carryObjects()
    }
}
