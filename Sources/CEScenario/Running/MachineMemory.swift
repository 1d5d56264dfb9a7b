internal import CEMachine
internal import GuestAddress
import SavedState
internal import ScenarioFiles

/// Reads the memory of a machine that has stopped; of a process that has ended what it had at its end.
final class MachineMemory: ObservedMemory, SavedPart {
    private struct Place: Hashable, Codable {
        var process: String
        var address: VirtualAddress
        var count: Int
    }

    private let machine: Machine
    private var atEnd: [Place: [UInt8]] = [:]

    /// - Parameter expected: the places that will be asked for.
    init(machine: Machine, expected: [Expectations.Memory]) {
        self.machine = machine
        let places = expected.compactMap { entry -> Place? in
            guard case .virtual(let address, let process) = entry.place else { return nil }
            return Place(process: process.lowercased(), address: address, count: entry.bytes.count)
        }
        guard !places.isEmpty else { return }
        // The machine holds the closure and this object the machine: the capture must not close the circle.
        machine.onProcessEnd { [weak self] name in self?.keep(places.filter { $0.process == name.lowercased() }) }
    }

    private func keep(_ places: [Place]) {
        for place in places {
            atEnd[place] = machine.readVirtual(place.address, count: place.count, process: place.process)
        }
    }

    func bytes(at address: PhysicalAddress, count: Int) -> [UInt8]? { machine.readPhysical(address, count: count) }

    func bytes(at address: VirtualAddress, count: Int, process: String) -> [UInt8]? {
        machine.readVirtual(address, count: count, process: process)
            ?? atEnd[Place(process: process.lowercased(), address: address, count: count)]
    }

    static let hostProperties: Set<String> = ["machine"]
    func carry(_ state: StateCarrier) throws { try state.carry(&atEnd) }
}
