package import ARMMMU
package import CEMemory
package import GuestAddress
package import SavedState

/// A process of the emulated system. The kernel, NK.EXE, is one: drivers belong to it.
package final class Process: SavedObject {
    /// The position in the machine's list, which pages of the pool carry as their owner.
    package let number: UInt16
    /// The even number that GetCurrentProcessId returns.
    package let id: UInt32
    package let name: String
    package let isKernel: Bool
    /// What makes it a host of user-mode drivers.
    package var driverHost: DriverHost?
    package let space: AddressSpace
    /// The first-level table, for TTBR0.
    let firstLevel: PhysicalAddress
    let firstLevelPages: Int
    let asid: UInt32
    package let regime: TranslationRegime
    /// Its slot of CE 5, where everybody sees it; nil on other systems, and of the kernel.
    package internal(set) var slot: Int?
    package internal(set) var modules: [Module] = []
    package internal(set) var exitCode: UInt32?
    /// Whether an unhandled exception ended it.
    package internal(set) var wasTerminatedByFault = false
    /// Whether somebody else ended it, so that neither it nor a driver could clean up.
    var wasKilled = false
    var threadCount = 0
    package var heap = GuestHeap()
    /// One bit for each slot of thread-local storage that is taken.
    package var localStorageSlots = LocalStorage.reservedSlots
    /// The command line, as the entry point gets it.
    var commandLine = ""
    /// What drivers that run in it have taken.
    var holdings = Holdings()
    /// Threads and objects that wait for its end.
    package var waiters = WaitQueue()

    package init(
        number: UInt16, id: UInt32, name: String, isKernel: Bool, space: AddressSpace, firstLevel: PhysicalAddress,
        firstLevelPages: Int, asid: UInt32, regime: TranslationRegime
    ) {
        self.number = number
        self.id = id
        self.name = name
        self.isKernel = isKernel
        self.space = space
        self.firstLevel = firstLevel
        self.firstLevelPages = firstLevelPages
        self.asid = asid
        self.regime = regime
        heap = GuestHeap()
    }

    /// Whether its end came from outside or by a fault, in the middle of its work.
    var isTorn: Bool { wasKilled || wasTerminatedByFault }

    /// Whether drivers run in it.
    package var hasDrivers: Bool { isKernel || driverHost != nil }

    package var isAlive: Bool { exitCode == nil }

    private enum CodingKeys: CodingKey {
        case number, id, name, isKernel, space, firstLevel, firstLevelPages, asid, regime
    }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&driverHost)
        try state.carry(&slot)
        try state.carry(&modules)
        try state.carry(&exitCode)
        try state.carry(&wasTerminatedByFault)
        try state.carry(&wasKilled)
        try state.carry(&threadCount)
        try state.carry(&heap)
        try state.carry(&localStorageSlots)
        try state.carry(&holdings)
        try state.carry(&commandLine)
        try state.carry(&waiters)
    }
}

extension Process: Waitable {
    package func consume(for waiter: Waiter) -> Bool { exitCode != nil }
}
