import CEKernel
import CEMemory
import SavedState

/// An observer that may get the accesses that a watcher sees, too. To be derived from.
class AccessListener: MachineObserver, SavedPart {
    let events: MachineEvents
    let memoryEvents: MemoryEvents
    /// Its place among the machine's, which reports are kept by.
    var number = 0

    init(_ events: MachineEvents, memory memoryEvents: MemoryEvents = []) {
        self.events = events
        self.memoryEvents = memoryEvents
    }

    func observe(_ event: MachineEvent) {}
    func observe(_ event: MemoryEvent) {}

    /// What a checker does not save: who it is and whom it asks, which is made with the machine.
    class var hostProperties: Set<String> {
        ["events", "memoryEvents", "number", "checker", "kernel", "log", "watcher", "checkers", "wants", "lineSize"]
    }

    /// Carries what a checker has noted. One with stored properties of its own overrides it.
    func carry(_ state: StateCarrier) throws {}

    /// Code of the guest, or the host for it, is about to access memory in a watched block.
    /// - Parameter count: bytes.
    func touched(_ address: UInt32, _ count: UInt32, isWrite: Bool) {}

    /// It accesses bytes of one shared page, with the rights for it.
    /// - Parameter count: bytes.
    func touched(_ page: PageFacts, _ address: UInt32, _ count: Int, isWrite: Bool) {}

    /// Whether it is to get each access to a page (`touched` with no page), whatever it does.
    func minds(_ page: UInt32) -> Bool { false }

    /// Of the 64 bytes at `word` × 64 of a page: those whose accesses would change nothing that it knows.
    func quietBytes(_ page: PageFacts, _ word: Int) -> QuietBytes { .all }

    /// Code of the guest has written some of them, a bit each, where `quietBytes` allowed that this is told late.
    func wrote(_ page: PageFacts, _ word: Int, _ bytes: UInt64) {}

    /// A device has accessed bytes of one page.
    /// - Parameters:
    ///   - offset: in the page.
    ///   - count: bytes.
    func transferred(_ device: String, frame: Int, _ offset: Int, _ count: Int, isWrite: Bool) {}

    /// A physical page is looked at from now on; numbers are given in order, and again.
    /// - Parameter isInitialised: whether somebody has filled it before.
    func taken(frame: Int, isInitialised: Bool) {}

    /// A page of the pool is free again; the kernel clears it before it is used for something else.
    func freed(frame: Int) {}

    /// Bytes of a page of the pool are known to others from now on.
    /// - Parameter mayBeCached: whether the owner may have changed them through the cache before.
    func exposed(frame: Int, _ offset: Int, _ count: Int, mayBeCached: Bool) {}

    /// More pages are shared than can be looked at.
    func overran() {}
}
