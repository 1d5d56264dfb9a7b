package import CEMemory
package import SavedState

/// The observers of a machine, in the order in which they are told. It is the one observer that memory has.
package final class ObserverList: MemoryObserver, SavedPart {
    private struct Entry {
        let observer: any MachineObserver
        let events: MachineEvents
        let memoryEvents: MemoryEvents
    }

    /// The mappings of the run. Each mapping is told to it: by its own type, since a call through a protocol and the copies of an event
    /// that it takes cost more than all that the trace does.
    package let mappings = MappingTrace()
    private var entries: [Entry] = []
    /// What somebody listens to.
    package private(set) var events: MachineEvents = []
    /// What those in the list want to know of memory.
    private var wanted: MemoryEvents = []
    var memoryEvents: MemoryEvents { wanted.union(mappings.memoryEvents) }

    func add(_ observer: any MachineObserver) {
        entries.append(Entry(observer: observer, events: observer.events, memoryEvents: observer.memoryEvents))
        findKinds()
    }

    func remove(_ observer: any MachineObserver) {
        entries.removeAll { $0.observer === observer }
        findKinds()
    }

    /// Nobody is told anything any more.
    package func silence() {
        entries = []
        findKinds()
    }

    private func findKinds() {
        events = entries.reduce([]) { $0.union($1.events) }
        wanted = entries.reduce([]) { $0.union($1.memoryEvents) }
    }

    /// Tells an event, which is made only when somebody listens.
    @inline(__always)
    package func tell(_ kind: MachineEvents, _ event: @autoclosure () -> MachineEvent) {
        if !events.isDisjoint(with: kind) { deliver(event(), kind) }
    }

    private func deliver(_ event: MachineEvent, _ kind: MachineEvents) {
        for entry in entries where !entry.events.isDisjoint(with: kind) { entry.observer.observe(event) }
    }

    package func observe(_ mapping: NewMapping) {
        mappings.add(mapping)
        if !wanted.isDisjoint(with: .mappings) { deliver(.mapped(mapping), .mappings) }
    }

    package func observe(_ event: MemoryEvent, _ kind: MemoryEvents) {
        if kind == .mappings { mappings.observe(event) }
        if !wanted.isDisjoint(with: kind) { deliver(event, kind) }
    }

    private func deliver(_ event: MemoryEvent, _ kind: MemoryEvents) {
        for entry in entries where !entry.memoryEvents.isDisjoint(with: kind) { entry.observer.observe(event) }
    }

    /// Who listens is made with the machine; what the others have noted they save themselves.
    package static let hostProperties: Set<String> = ["entries", "events", "wanted"]
    package func carry(_ state: StateCarrier) throws { try state.carry(part: mappings) }
}
