import CEDevices
package import CEMemory
import OEMAddrTable
package import Unicorn

/// The host side of the emulated kernel: it composes what a running CE system consists of, and handles every stop of the core. Each
/// part keeps its own state; what several of them have to do together is in the kernel's extensions, one a subject.
package final class Kernel: TrapAnswerer {
    package let engine: Engine
    package let memory: MemoryManager
    package var board: Board
    /// Told of what happens: trace, record, checkers.
    package let observers = ObserverList()
    package let output: SerialLog
    package var scheduler: Scheduler
    package var objects: KernelObjects
    package var processes: ProcessList
    package var loader: Loader
    package var drivers = Drivers()
    package var interrupts: InterruptTable
    package let files: GuestFiles
    package let registry: Registry
    package var calling: Calling
    package var boot = BootScript()
    package var control = RunControl()

    package init(_ parts: KernelParts) {
        engine = parts.engine
        memory = parts.memory
        board = parts.board
        output = SerialLog(observers)
        interrupts = InterruptTable(fixed: parts.board.sysintrs)
        scheduler = Scheduler(dataPage: parts.dataPage)
        processes = ProcessList(nk: parts.nk)
        objects = KernelObjects(handlesAreGlobal: parts.memory.layout.slots != nil)
        loader = Loader(parts.memory.layout)
        files = GuestFiles(parts.memory.physical.hostWork)
        registry = Registry(parts.memory.physical.hostWork)
        calling = Calling(
            table: parts.callTable, guestCode: parts.libraryAddresses, firstMethod: parts.memory.layout.firstMethod)
        super.init()
        engine.answerTraps(in: calling.traps.area, by: self)
        installBlockPrices()
        board.wiring.console.listener = self
        board.wiring.bus.listener = self
        memory.physical.pageSource = self
        memory.physical.observer = observers
        memory.physical.listening = observers.memoryEvents
    }

    override package func answer(trapAt address: UInt32) -> TrapAnswer { answerCall(at: address) }
}
