package import CEMemory
package import SavedState
package import Unicorn

/// A guest thread. Its registers are here whenever it is not the one that runs.
package final class Thread: Waiter, SavedObject {
    package enum State: Equatable, Codable {
        case ready
        case running
        /// Until an object is signalled or the deadline, in instructions, has passed.
        case waiting(deadline: UInt64?)
        case suspended
        case ended
    }

    /// The process the thread was created in.
    package let owner: Process
    /// Whose code runs: the owner, or the kernel while a driver handles a call.
    package var current: Process
    /// Whose user half is mapped: the caller's stays active while a driver handles its call.
    package var addressSpace: Process
    package var registers: CoreRegisters {
        get {
            fetchRest()
            return ownRegisters
        }
        _modify {
            fetchRest()
            yield &ownRegisters
        }
    }
    /// Where the call being handled returns to: the registers after it, with PC at the return address.
    package var resume: CoreRegisters {
        get {
            fetchRest()
            return ownResume
        }
        _modify {
            fetchRest()
            yield &ownResume
        }
    }
    private var ownRegisters = CoreRegisters()
    private var ownResume = CoreRegisters()
    /// The core that still has r4 to r12, while a call is answered inside of its run; nil when all are here.
    private var lender: Engine?
    var floatingPoint: FloatingPointRegisters?
    package var state = State.ready
    package var suspendCount = 0
    /// The call of a CE function that is being made for the thread, or in which it waits; nil while guest code runs.
    var call: PendingCall?
    /// What the thread comes back to, innermost last.
    package var frames: [Frame] = []
    package var lastError: UInt32 = 0
    package var runtime = CRuntimeState()
    package internal(set) var stack: Reservation?
    /// The stack that drivers run on, in the kernel's half; made at the first call into one.
    package internal(set) var secureStack: Reservation?
    /// The 64 words that TlsGetValue and TlsSetValue reach, at the top of the stack; 0 without a stack.
    package var localStorageAddress: UInt32 = 0
    /// What the thread begins with when it runs for the first time.
    var pendingStart: ThreadStart?
    package var waiters = WaitQueue()
    /// The place among the waits with a deadline, and among the threads that wait for the core.
    var deadlinePosition: Int?
    var readyPosition: Int?
    /// Whose turn it is among equals: the lower number's.
    var turn: UInt64 = 0
    /// How long a turn is, in instructions.
    package var quantum: UInt64
    /// What TlsGetValue and TlsSetValue reach while a kernel-mode driver handles a call of another process's thread.
    package var driverStorage: [UInt32] = []
    /// The instruction count at which its quantum ends.
    var quantumEnd: UInt64 = 0
    package internal(set) var activity = ThreadActivity()
    /// Where it took the critical sections that it is in.
    package internal(set) var lockPlaces = LockPlaces()
    /// Who made it, and who suspended it last; nil where a call did neither.
    package var creator: CallSite?
    package var suspender: CallSite?
    /// What was set for it, whatever it has inherited.
    package internal(set) var ownPriority = Thread.standardPriority

    init(id: UInt32, owner: Process, quantum: UInt64 = VirtualClock.standard.quantum) {
        self.quantum = quantum
        self.owner = owner
        current = owner
        addressSpace = owner
        super.init(id: id)
    }

    var mode: CPUMode { ownResume.mode ?? .user }
    var isInKernel: Bool { current.isKernel }

    /// The innermost stay in the process of a user-mode driver.
    var visit: HostVisit? { frames.last(where: \.isVisit)?.visit }

    /// How many calls into the guest have not returned.
    var depth: Int {
        // A closure would be handed copies of the frames.
        var calls = 0
        for index in frames.indices where !frames[index].isVisit { calls += 1 }
        return calls
    }

    /// Whether the thread stays in a process of user-mode drivers.
    package func isVisiting(_ process: Process) -> Bool { frames.contains { $0.visit?.process === process } }

    /// Where the thread's slots are in a process: its own, and those of its stays there.
    package func localStorage(in process: Process) -> [UInt32] {
        let visits = frames.compactMap(\.visit)
        let owners = [owner] + visits.map(\.process)
        let blocks = visits.map(\.localStorageAddress) + [localStorageAddress]
        return zip(owners, blocks).filter { $0.0 === process && $0.1 != 0 }.map(\.1)
    }

    /// Whether code of a user-mode driver's process runs for a caller.
    package var isVisiting: Bool { visit.map { $0.process === current } ?? false }
    /// Whose user half the driver that runs was called with.
    package var callerSpace: Process { isVisiting ? visit?.addressSpace ?? addressSpace : addressSpace }

    // MARK: The registers of a call

    /// Takes the registers of a call from the core inside of its run. Those that calls are not made with stay there
    /// until somebody asks for them.
    func takeCall(from core: Engine, at address: UInt32) {
        core.readCall(into: &ownRegisters, at: address)
        lender = core
    }

    /// r0 to r3, SP, LR, PC and CPSR of the call; the others may be missing.
    var callRegisters: CoreRegisters {
        _read { yield ownRegisters }
    }

    /// The call returns to LR, in the state that LR's bit 0 says.
    func prepareReturn() {
        ownResume = ownRegisters
        ownResume.pc = ownRegisters.lr & ~1
        ownResume.isThumb = ownRegisters.lr & 1 != 0
    }

    /// Where the call returns to.
    package var returnAddress: UInt32 { ownResume.pc }
    package override var place: UInt32 { ownResume.pc }

    /// What the caller finds in r0 or r1.
    func setResult(_ value: UInt32, second: Bool = false) { ownResume.r[second ? 1 : 0] = value }

    /// The call returns.
    func returnFromCall() { ownRegisters = ownResume }

    /// The core goes on, and with it the registers that were not asked for.
    func leaveRest() { lender = nil }

    /// Takes the registers that the core still has.
    @inline(__always)
    func fetchRest() {
        if lender != nil { fetchLent() }
    }

    private func fetchLent() {
        lender?.readRest(into: &ownRegisters)
        lender = nil
        for index in 4..<13 { ownResume.r[index] = ownRegisters.r[index] }
    }

    // MARK: Saving

    private enum CodingKeys: CodingKey { case id, owner, current, addressSpace }

    package convenience init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(UInt32.self, forKey: .id), owner: try values.decode(Process.self, forKey: .owner))
        current = try values.decode(Process.self, forKey: .current)
        addressSpace = try values.decode(Process.self, forKey: .addressSpace)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(owner, forKey: .owner)
        try values.encode(current, forKey: .current)
        try values.encode(addressSpace, forKey: .addressSpace)
    }

    /// The queues set the places.
    package static let hostProperties: Set<String> = ["deadlinePosition", "readyPosition", "lender"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&ownRegisters)
        try state.carry(&floatingPoint)
        try state.carry(&self.state)
        try state.carry(&priority)
        try state.carry(&suspendCount)
        try state.carry(&ownResume)
        try state.carry(&call)
        try state.carry(&frames)
        try state.carry(&lastError)
        try state.carry(&runtime)
        try state.carry(&exitCode)
        try state.carry(&stack)
        try state.carry(&secureStack)
        try state.carry(&localStorageAddress)
        try state.carry(&pendingStart)
        try state.carry(&waiters)
        try state.carry(&turn)
        try state.carry(&ownedMutexes)
        try state.carry(&quantum)
        try state.carry(&driverStorage)
        try state.carry(&quantumEnd)
        try state.carry(&activity)
        try state.carry(&ownPriority)
        try state.carry(&lockPlaces)
        try state.carry(&creator)
        try state.carry(&suspender)
    }
}

extension Thread: Waitable {
    package func consume(for waiter: Waiter) -> Bool { exitCode != nil }
}

extension WaitQueue {
    /// `next`, as the thread that it is.
    var nextThread: Thread? { next as? Thread }
}
