package import CEMemory
package import SavedState

/// Objects that processes find by name. A name holds nothing: an object goes with its last handle.
package struct NamedObjects: SavedPart {
    package var events = NameTable<Event>()
    package var mutexes = NameTable<Mutex>()
    package var semaphores = NameTable<Semaphore>()
    package var mappings = NameTable<FileMapping>()
    package var queues = NameTable<MessageQueue>()

    /// The longest name, MAX_PATH with its terminator.
    package static let maximumName = 259

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(part: &events)
        try state.carry(part: &mutexes)
        try state.carry(part: &semaphores)
        try state.carry(part: &mappings)
        try state.carry(part: &queues)
    }
}

/// Objects of one kind by name. Each kind has names of its own, as in CE.
package struct NameTable<Object: SavedObject>: SavedPart {
    private struct Entry {
        weak var object: Object?
    }

    private var entries: [String: Entry] = [:]
    /// The size at which names of objects that are gone are swept out.
    private var sweepAt = 64

    package subscript(name: String) -> Object? { entries[name]?.object }

    /// The name of the object for which something holds.
    package func name(where isMeant: (Object) -> Bool) -> String? {
        entries.filter { $0.value.object.map(isMeant) ?? false }.keys.min()
    }

    package mutating func add(_ object: Object, named name: String) {
        if entries.count >= sweepAt {
            entries = entries.filter { $0.value.object != nil }
            sweepAt = max(64, entries.count * 2)
        }
        entries[name] = Entry(object: object)
    }

    package mutating func carry(_ state: StateCarrier) throws {
        // The names of objects that are gone mean nothing.
        var living = entries.compactMapValues(\.object)
        try state.carry(&living)
        if state.isReading { entries = living.mapValues { Entry(object: $0) } }
        try state.carry(&sweepAt)
    }
}
