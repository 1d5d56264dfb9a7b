package import SavedState

/// What processes hold and wait for: handles, names of objects, and who waits for a critical section.
package struct KernelObjects: SavedPart {
    package let handles: HandleTable
    package var names = NamedObjects()
    /// The bytes of all messages in queues.
    var messageBytes = 0
    static let maximumMessageBytes = 16 << 20
    /// The threads that wait for a critical section; a section that nobody waits for is not here.
    private var sections: [CriticalSectionKey: WaitQueue] = [:]

    /// - Parameter handlesAreGlobal: whether a handle is good in every process.
    init(handlesAreGlobal: Bool) { handles = HandleTable(areGlobal: handlesAreGlobal) }

    /// Has a thread wait for a critical section.
    mutating func add(_ thread: Thread, waitingFor section: CriticalSectionKey) {
        sections[section, default: WaitQueue()].add(thread)
    }

    /// Has a thread wait for a critical section no more.
    mutating func remove(_ thread: Thread, waitingFor section: CriticalSectionKey) {
        sections[section]?.remove(thread)
        if sections[section]?.isEmpty == true { sections[section] = nil }
    }

    /// The thread that gets a critical section next.
    package func next(for section: CriticalSectionKey) -> Thread? { sections[section]?.nextThread }

    /// How many threads wait for a critical section.
    func count(waitingFor section: CriticalSectionKey) -> Int { sections[section]?.count ?? 0 }

    /// Whether no thread waits for any critical section.
    var areSectionsFree: Bool { sections.isEmpty }

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(part: handles)
        try state.carry(part: &names)
        try state.carry(&sections)
        try state.carry(&messageBytes)
    }
}
