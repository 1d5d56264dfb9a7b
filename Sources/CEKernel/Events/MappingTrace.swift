package import CEMemory
package import SavedState

/// The mappings of a run, in order of making. Bounded: of a guest that maps for ever the oldest ones are forgotten, and
/// counted.
package final class MappingTrace: MachineObserver, SavedPart {
    private static let capacity = 65536

    package let memoryEvents: MemoryEvents = .mappings
    package private(set) var records: [MappingRecord] = []
    package private(set) var forgotten = 0
    /// The number of the first record in `records`; numbers stay valid when older ones are forgotten.
    private var firstNumber = 0

    package func observe(_ event: MemoryEvent) {
        switch event {
        case .released(let reservation, _, let site):
            guard let number = reservation.recordNumber, records.indices.contains(number - firstNumber) else { return }
            records[number - firstNumber].releasedBy = site
        default: break
        }
    }

    func add(_ mapping: NewMapping) {
        if records.count >= Self.capacity { forget() }
        records.append(MappingRecord(mapping))
        mapping.reservation.recordNumber = firstNumber + records.count - 1
    }

    /// The last mapping in a reservation; nil when it is only reserved or committed, or the mapping is forgotten.
    package func record(of reservation: Reservation) -> MappingRecord? {
        guard let number = reservation.recordNumber, records.indices.contains(number - firstNumber) else { return nil }
        return records[number - firstNumber]
    }

    private func forget() {
        let half = records.count / 2
        records.removeFirst(half)
        firstNumber += half
        forgotten += half
    }

    package static let hostProperties: Set<String> = ["memoryEvents"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&records)
        try state.carry(&forgotten)
        try state.carry(&firstNumber)
    }
}
