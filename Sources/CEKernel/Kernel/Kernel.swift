internal import ARMCore
import ARMMMU
package import CEDevices
package import CEMemory
package import Disassembly
import GuestAddress
package import OEMAddrTable
package import SymbolFiles
package import Unicorn

/// The host side of the emulated kernel: it owns what a running CE system consists of, and handles every stop of the core.
package final class Kernel {
    package let engine: Engine
    package let memory: MemoryManager
    package let profile: Profile
    /// What the board file calls the board.
    package let boardName: String
    package let traps: TrapAddresses
    package let callTable: CallTable
    package let nk: Process
    package internal(set) var processes: [Process]
    /// Those that have not ended, by id; the kernel among them.
    package var livingProcesses: [UInt32: Process]
    /// Those that have not ended, in the order of making.
    package var threads: [Thread] = []
    /// Those of them that wait for the core.
    package let readyThreads = ThreadQueue<ReadyPlace>()
    /// The place that the next thread gets which goes behind its equals.
    var nextTurn: UInt64 = 0
    /// The thread whose registers the core holds.
    package var running: Thread?
    package let handles = HandleTable()
    /// What the kernel says while it boots. It is not output: no expectation or report is about it.
    package let bootLog: [String]
    package let output: SerialLog
    /// Told of what happens: trace, record, checkers.
    package let observers = ObserverList()
    /// The mappings of the run.
    package var mappings: MappingTrace { observers.mappings }
    package let registry: Registry
    package let files: GuestFiles
    let devices = DeviceManager()
    /// The processes of user-mode drivers that are alive.
    var driverHosts: [DriverHost] = []
    package var namedObjects = NamedObjects()
    package var boot: BootScript
    /// Does the host's steps of the script.
    package var bootHost: (any BootHost)?
    package var calls: CallTrace
    package internal(set) var faults: [FaultReport] = []
    package private(set) var leaks: [Leak] = []
    /// Asked now and then while guests run whether to end; for limits that the virtual clock does not know.
    package var shouldStop: (() -> Bool)?
    var isStopped = false
    /// What becomes of a thread at a breakpoint that no handler takes.
    package var breakpoints = BreakpointMode.go
    /// Whether a breakpoint has ended the run.
    var isBroken = false
    /// How often the core may stop before `shouldStop` is asked again, and when it was asked last.
    var stopsUntilAsked = 0
    var askedAt: UInt64 = 0
    /// How many entries of the host's work are paid for.
    var paidEntries: UInt64 = 0
    /// Faults and pages of mapped files so far.
    var faultCount: UInt64 = 0
    var pageInCount: UInt64 = 0
    package internal(set) var failedDrivers: [String] = []
    package internal(set) var failedProcesses: [String] = []
    /// Imports that nobody provides, by stub number.
    var missingImports: [MissingImport] = []
    var missingStubs: [MissingImport: Int] = [:]
    let dataPage: KernelDataPage
    package let busErrors: BusErrors
    let layout: KernelLayout
    package let staticMap: StaticMap
    /// What CreateStaticMapping has made; it is never taken back.
    package var staticMappings: [StaticMapping] = []
    /// Opened at the first fault.
    package lazy var disassembler = Disassembler()
    /// Where each DLL lies in every process that loads it, by lower-case name.
    var libraryBases: [String: VirtualAddress] = [:]
    package var moduleHistory = ModuleHistory()
    /// What companion files call the code of images, by lower-case image name.
    package var symbols: [String: [SymbolTable]] = [:]
    var nextLibraryBase = MemoryManager.libraryWindow.base
    /// Set when a thread became ready that may go before the running one.
    package var needsReschedule = false
    /// Threads that still close what ended processes left open.
    var rundowns = 0
    var nextID: UInt32 = 0x0040_0006
    package var criticalSections: [CriticalSectionKey: WaitQueue] = [:]
    let deadlines = ThreadQueue<DeadlinePlace>()
    /// Equal deadlines come in order of arrival.
    var nextWait: UInt64 = 0
    /// What threads wait for, by id. A thread may wait for itself, or two for each other: were it the threads' own, they would hold
    /// each other for ever.
    package var waits: [UInt32: Wait] = [:]
    /// A load or store that the run was ended for, because the core would have refused it.
    package var misalignment: Misalignment?
    /// The address space the core's TTBR0 holds.
    private var loadedSpace: Process?
    private(set) var switches: UInt64 = 0
    /// How often the core was made to forget its translations, for benchmarks.
    private(set) var invalidations: UInt64 = 0

    package init(_ parts: KernelParts) {
        engine = parts.engine
        memory = parts.memory
        registry = Registry(parts.memory.physical.hostWork)
        files = GuestFiles(parts.memory.physical.hostWork)
        profile = parts.memory.profile
        boardName = parts.boardName
        traps = TrapAddresses(firstMethod: parts.memory.profile.firstMethod)
        callTable = parts.callTable
        nk = parts.nk
        processes = [parts.nk]
        livingProcesses = [parts.nk.id: parts.nk]
        dataPage = parts.dataPage
        busErrors = parts.busErrors
        layout = parts.layout
        staticMap = StaticMap(map: parts.map)
        boot = BootScript()
        calls = CallTrace(names: parts.callTable.calls.map(\.name))
        bootLog = parts.log
        output = SerialLog(observers)
        installBlockPrices()
        memory.physical.pageSource = self
        memory.physical.observer = observers
        memory.physical.listening = observers.memoryEvents
    }

    /// A new even number for a process or thread.
    func makeID() -> UInt32 {
        let id = nextID
        nextID &+= 4
        return id
    }

    /// Guest memory as a thread's code sees it.
    package func view(of thread: Thread, privileged: Bool) -> GuestView {
        GuestView(memory: memory.physical, regime: thread.addressSpace.regime, privileged: privileged)
    }

    /// The same for what a kernel function does on behalf of that code: observers are told of those accesses.
    func callerView(of thread: Thread, privileged: Bool) -> GuestView {
        var view = view(of: thread, privileged: privileged)
        view.isObserved = memory.physical.listening.contains(.accesses)
        return view
    }

    /// Guest memory of a process as the kernel sees it.
    package func view(of process: Process) -> GuestView {
        GuestView(memory: memory.physical, regime: process.regime, privileged: true)
    }

    package func site(_ invocation: borrowing Invocation) -> CallSite {
        CallSite(
            function: callTable.calls[invocation.callIndex].name, returnAddress: place(of: invocation.thread),
            process: invocation.thread.current.id, instructions: engine.instructions)
    }

    /// The address behind the call that a thread makes. A function that ends in a jump to the call would show where it returns to
    /// itself: of one that the kernel called its first address is told instead.
    package func place(of thread: Thread) -> UInt32 {
        guard thread.resume.pc == traps.returnTrap & ~1, let entry = thread.frames.last(where: { !$0.isVisit })?.entry
        else { return thread.resume.pc }
        return entry
    }

    private static let maximumLeaks = 10_000

    /// Notes a leak; of a guest that leaks without end the first ones tell enough.
    func addLeak(_ leak: Leak, isMistake: Bool = true) {
        if leaks.count < Self.maximumLeaks { leaks.append(leak) }
        if isMistake { observers.tell(.leaks, .leaked(leak)) }
    }

    /// Something that the machine does by itself, as the creator of a mapping.
    func hostSite(_ what: String) -> CallSite {
        CallSite(function: what, returnAddress: 0, process: nk.id, instructions: engine.instructions)
    }

    /// A block of the kernel's heap.
    func allocateKernelHeap(_ size: UInt32, _ site: CallSite) throws(CEError) -> UInt32 {
        try nk.heap.allocate(size, self, nk, site: site)
    }

    /// Frees a block of the kernel's heap; what is none is left alone.
    func freeKernelHeap(_ address: UInt32) { nk.heap.free(address) }

    // MARK: Address spaces

    /// Makes the core translate the low half through `process`'s tables.
    package func load(_ process: Process) throws {
        guard loadedSpace !== process else { return }
        loadedSpace = process
        try engine.writeCP15(.ttbr0, process.regime.ttbr0)
        if engine.cpu.architecture >= .armv6 { try engine.writeCP15(.contextID, process.asid) }
        // Without this the old process's translations stay, new ASID or not.
        memory.translationsAreStale = true
        switches += 1
        observers.tell(.spaces, .spaceLoaded(process))
    }

    func refreshTranslations() throws {
        guard memory.translationsAreStale else { return }
        memory.translationsAreStale = false
        invalidations += 1
        try engine.invalidateTranslations()
    }

    /// Whether the core's low half is this space.
    package func isLoaded(_ space: AddressSpace) -> Bool { loadedSpace?.space === space }

    func forgetLoadedSpace(_ process: Process) {
        if loadedSpace === process { loadedSpace = nil }
    }
}
