import ARMMMU
package import CEMemory
import GuestAddress
import PEImage
import Unicorn

extension Kernel {
    /// Makes a process with an empty address space.
    package func makeProcess(named name: String) throws(CEError) -> Process {
        guard processes.hasRoom else { throw .notEnoughMemory }
        let slot = try freeSlot()
        let number = UInt16(processes.all.count)
        let isV6 = memory.rules.format == .v6
        // TTBCR.N = 1 needs 8 KB for the low 2 GB; before ARMv6 one table of 16 KB holds both halves.
        let pages = isV6 ? 2 : 4
        guard
            let table = memory.pool.allocateContiguous(
                pages, alignment: UInt32(pages) &* 4096, purpose: .pageTable, owner: number,
                site: hostSite("process start"))
        else { throw .notEnoughMemory }
        let tables = PageTables(base: 0, firstLevel: table, memory: memory.physical, pool: memory.pool, owner: number)
        if !isV6 { memory.kernelSpace.tables.attach(table.wrappingAdding(0x2000)) }
        var regime = processes.nk.regime
        regime.ttbr0 = table.rawValue
        let process = Process(
            number: number, id: processes.makeID(), name: name, isKernel: false,
            space: AddressSpace(owner: number, isKernel: false, tables: tables), firstLevel: table,
            firstLevelPages: pages,
            asid: UInt32(number % 254) + 1, regime: regime)
        process.slot = slot
        processes.add(process)
        showSlots(of: process)
        return process
    }

    /// Starts an EXE of \Windows: the process, its stack, its DLLs' entry points, then its own.
    package func createProcess(
        image name: String, arguments: String
    ) throws(CEError) -> (process: Process, thread: Thread) {
        let file = try imageFile(named: name)
        let process = try makeProcess(named: file.name)
        do throws(CEError) {
            let loaded = try load(file, into: process)
            guard let module = loaded.last, let entry = module.entryPoint else { throw .badExeFormat }
            let thread = Thread(id: processes.makeID(), owner: process, quantum: board.clock.quantum)
            try giveStack(thread, size: module.image.stackReserve)
            process.commandLine = arguments
            let commandLine = try placeCommandLine(arguments, process)
            thread.pendingStart = .process(
                ProcessStart(
                    libraries: WorkList(loaded.dropLast()), module: module, entry: entry, commandLine: commandLine))
            adopt(thread)
            return (process, thread)
        } catch {
            finishProcess(process, exitCode: UInt32.max)
            throw error
        }
    }

    /// Calls the entry point of a process whose libraries are attached.
    func enter(_ start: ProcessStart, _ thread: Thread) throws(CallStop) -> CallResult {
        start.module.isAttached = true
        return try callGuest(
            thread, start.entry, [start.module.base.rawValue, 0, start.commandLine, Self.showNormal],
            in: start.module.process, then: .threadEnd)
    }

    /// SW_SHOWNORMAL, as nCmdShow.
    private static let showNormal: UInt32 = 1

    private func placeCommandLine(_ text: String, _ process: Process) throws(CEError) -> UInt32 {
        var bytes: [UInt8] = []
        for unit in Array(text.utf16.prefix(0x7FF)) + [0] {
            bytes.append(UInt8(truncatingIfNeeded: unit))
            bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
        }
        let site = hostSite("command line")
        let place = try memory.reserve(in: process.space, at: 0, size: 4096, purpose: .heap, site: site)
        _ = try memory.commit(in: process.space, at: place.base.rawValue, size: 4096, .readWritePages)
        do throws(GuestFault) { try view(of: process).write(bytes, place.base.rawValue) } catch {
            throw .notEnoughMemory
        }
        return place.base.rawValue
    }

    /// Ends a process from outside.
    package func kill(_ process: Process, exitCode: UInt32) {
        process.wasKilled = true
        finishProcess(process, exitCode: exitCode)
    }

    /// Ends a process: its threads, handles, mappings and tables.
    package func finishProcess(_ process: Process, exitCode: UInt32) {
        guard process.isAlive, !process.isKernel else { return }
        observers.tell(.ends, .processEnds(process))
        process.exitCode = exitCode
        for thread in scheduler.threadsInOrder where thread.owner === process { endThread(thread, exitCode: exitCode) }
        if let host = process.driverHost { hostEnded(host) }
        reportHandles(of: process)
        if !closeHandles(of: process) { dismantle(process) }
        signal(process)
    }

    /// Gives back the memory of a process that has ended, once no driver has an open of it any more.
    func dismantle(_ process: Process) {
        reportReservations(of: process)
        let site = CallSite(
            function: "process exit", returnAddress: 0, process: process.id, instructions: engine.instructions)
        unmapViews(of: process, site: site)
        for reservation in process.space.reservations { memory.release(reservation, in: process.space, site: site) }
        process.modules.removeAll()
        process.space.close()
        hideSlots(of: process)
        if memory.rules.format == .v5 { memory.kernelSpace.tables.detach(process.firstLevel.wrappingAdding(0x2000)) }
        for page in 0..<process.firstLevelPages {
            memory.pool.release(process.firstLevel.wrappingAdding(UInt32(page) &* 4096))
        }
        processes.ended(process)
    }

    /// The process that a handle, an id or the pseudo-handle 66 means to a thread's code; one that has ended as long as
    /// its memory is there.
    package func process(_ handle: UInt32, for thread: Thread) -> Process? {
        if handle == Self.currentProcessHandle { return thread.current }
        if let process = processes.living[handle] { return process }
        if case .process(let process)? = objects.handles[handle, thread.current],
            processes.living[process.id] === process
        {
            return process
        }
        return nil
    }

    /// GetCurrentProcess() and GetCurrentThread().
    package static let currentProcessHandle: UInt32 = 66
    package static let currentThreadHandle: UInt32 = 65
}
