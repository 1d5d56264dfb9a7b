import ARMMMU
import Disassembly
import GuestAddress
import Unicorn

/// What was told once: the same mistake of the same code again is no news.
struct Report: Hashable {
    enum Kind: Hashable {
        case hazard(CoherenceModel.Hazard)
        case uninitialised
        case pastMapping
        case pastOutput
        case callerPointer
        case doubleFetch
        case capacity
    }

    var kind: Kind
    /// Where it was noticed.
    var place: Actor
    /// Who is on the other side, by number.
    var other: UInt32
}

extension AccessObservation {
    /// Who notices a hazard.
    enum Side {
        /// An access by the CPU at a virtual address.
        case cpu(UInt32)
        case device(String)
        /// The call that flushes.
        case flush
    }

    // MARK: Who

    /// Who makes the access that is being told, as a number.
    func actor(_ address: UInt32, _ isWrite: Bool) -> UInt32 { actors.number(of: current(address, isWrite)) }

    /// Who makes the access that is being told.
    func current(_ address: UInt32, _ isWrite: Bool) -> Actor {
        guard let thread = kernel.running else { return .kernel }
        let process = thread.current
        if let call {
            return .call(index: call.index, returnAddress: call.returnAddress, process: process.id)
        }
        return .code(programCounter: locate(address, isWrite: isWrite, thread), process: process.id)
    }

    /// The instruction that makes the access that is being told.
    func locate(_ address: UInt32, size: UInt32 = 1, isWrite: Bool, _ thread: Thread) -> UInt32 {
        let engine = kernel.engine
        let place = AccessLocator.Place(
            start: engine.blockStart, size: engine.blockSize,
            isThumb: engine.register(16) & CoreRegisters.thumbBit != 0, process: thread.current.id)
        return locator.locate(
            address, size: size, isWrite: isWrite, in: place, registers: { engine.readRegisters() },
            code: kernel.view(of: thread, privileged: true), disassembler: kernel.disassembler)
    }

    private func processName(_ id: UInt32) -> String {
        kernel.processes.last { $0.id == id }?.name ?? kernel.nk.name
    }

    private func process(of actor: Actor) -> String {
        switch actor {
        case .code(_, let process), .call(_, _, let process): processName(process)
        case .device, .kernel, .beforeLock, .forgotten: kernel.nk.name
        }
    }

    /// `viewer.exe+0x1044`, `smd.dll+0x1234 in memcpy`, `the device dma0`.
    func describe(_ actor: Actor, at instructions: UInt64) -> String {
        switch actor {
        case .code(let address, let process):
            return place(address, process, instructions)
        case .call(let index, let address, let process):
            return "\(place(address, process, instructions)) in \(kernel.callTable.calls[index].name)"
        case .device(let name): return "the device \(name)"
        case .kernel: return "the kernel"
        case .forgotten: return "code whose place was not kept (there were too many)"
        case .beforeLock: return "the pages' owner, before LockPages,"
        }
    }

    private func place(_ address: UInt32, _ process: UInt32, _ instructions: UInt64) -> String {
        kernel.moduleHistory.place(address, process: process, at: instructions) ?? "0x" + hexadecimal(address)
    }

    private func ago(_ instructions: UInt64) -> String {
        "\(kernel.engine.instructions &- instructions) instructions ago"
    }

    /// Whether a report is new, and there is room for it among the findings.
    func isNews(_ kind: Report.Kind, _ place: Actor, _ other: UInt32 = 0) -> Bool {
        guard reported.count < Kernel.maximumFindings else { return false }
        return reported.insert(Report(kind: kind, place: place, other: other)).inserted
    }

    func find(
        _ checker: Checker, _ severity: MachineFinding.Severity, _ actor: Actor, _ message: String, _ hint: String?
    ) {
        kernel.find(
            MachineFinding(
                checker: checker, severity: severity, process: process(of: actor),
                place: describe(actor, at: kernel.engine.instructions), message: message, hint: hint))
    }

    /// `0x00060040, a copy-map of …`.
    private func owner(of address: UInt32) -> String {
        guard let thread = kernel.running else { return "" }
        let virtual = VirtualAddress(address)
        return kernel.facts(of: virtual, thread).belongsTo.map { "\(virtual), \($0)" } ?? "\(virtual)"
    }

    // MARK: Stale data

    /// - Parameters:
    ///   - line: the offset of the line in its page.
    ///   - state: as it was before.
    func report(
        _ hazard: CoherenceModel.Hazard, _ frame: Int, _ line: Int, _ state: CoherenceModel.Line, by side: Side
    ) {
        let actor: Actor
        var position = ""
        switch side {
        case .cpu(let address):
            actor = current(address, false)
            position = " at " + owner(of: address)
        case .device(let name): actor = .device(name)
        case .flush: actor = current(0, true)
        }
        let other = hazard == .unwrittenRead ? state.writer : state.outsider
        guard isNews(.hazard(hazard), actor, other) else { return }
        let page = PhysicalAddress(frames.pages[frame])
        let range = AddressRange(base: page.wrappingAdding(UInt32(line)), clampedSize: UInt64(lineSize))
        let writer = describe(actors[state.writer], at: state.written)
        let outsider = describe(actors[state.outsider], at: state.changed)
        switch hazard {
        case .staleRead:
            find(
                .staleData, .error, actor,
                "the cached read\(position) gets what the cache line \(range) of page \(page) held before \(outsider) wrote "
                    + "to memory, \(ago(state.changed)), past the cache; nothing has discarded the line since",
                "CacheRangeFlush(address, size, CACHE_SYNC_DISCARD) after the write and before this read; where memory is "
                    + "written by a device, before the transfer too")
        case .unwrittenRead:
            find(
                .staleData, .error, actor,
                "the read past the cache\(position) gets old bytes: \(writer) wrote to the cache line \(range) of page "
                    + "\(page), \(ago(state.written)), and nothing has written the line back since",
                "CacheRangeFlush(address, size, CACHE_SYNC_WRITEBACK) on the cached address after the write and before this read"
            )
        case .overwritten:
            find(
                .staleData, .error, actor,
                "the flush writes the cache line \(range) of page \(page) back, which \(writer) changed "
                    + "\(ago(state.written)), over what \(outsider) wrote to memory, \(ago(state.changed))",
                "CacheRangeFlush(address, size, CACHE_SYNC_DISCARD) before the other side begins to write; a buffer shared "
                    + "with it begins and ends on a cache line of \(lineSize) bytes")
        }
    }

    // MARK: Uninitialised memory

    func reportUninitialised(_ address: UInt32, _ count: Int, _ frame: Int, _ missing: Int) {
        let actor = current(address, false)
        guard isNews(.uninitialised, actor) else { return }
        let physical = PhysicalAddress(frames.pages[frame]).wrappingAdding(UInt32(missing))
        find(
            .uninitialised, .warning, actor,
            "the read of \(count) byte\(count == 1 ? "" : "s") at \(owner(of: address)) gets the byte at physical \(physical), "
                + "which nobody has written since boot",
            "clear the memory, or have the driver fill it, before it is handed out")
    }

    // MARK: Past the buffer

    func reportPastMapping(_ address: UInt32, _ count: Int, _ page: PageFacts) {
        let actor = current(address, true)
        guard isNews(.pastMapping, actor), let thread = kernel.running else { return }
        let space = address >= 0x8000_0000 ? kernel.nk.space : thread.addressSpace.space
        guard let reservation = space.reservation(at: VirtualAddress(address)),
            let asked = reservation.asked.last(where: {
                $0.first & ~0xFFF <= address && address <= $0.last | 0xFFF
            })
        else { return }
        let size = UInt64(asked.last) - UInt64(asked.first) + 1
        let position =
            address < asked.first
            ? "\(asked.first - address) bytes before the start"
            : "at offset \(address &- asked.first)"
        let announcer = asked.announcer.map { "\($0) named beside the address" } ?? "were announced"
        find(
            .pastBuffer, .error, actor,
            "\(count) byte\(count == 1 ? "" : "s") written \(position) of \(size) bytes that \(announcer): "
                + owner(of: address),
            "the mapping reaches to the end of the page, the buffer does not: write \(size) bytes at most")
    }

    func checkOutput(_ address: UInt32, _ count: UInt32) {
        guard let thread = kernel.running, thread.current.isKernel,
            let window = outputs.passed(by: thread.id, address: address, count: count)
        else { return }
        let actor = current(address, true)
        guard isNews(.pastOutput, actor) else { return }
        find(
            .pastBuffer, .error, actor,
            "\(count) byte\(count == 1 ? "" : "s") written at offset \(address &- window.first) of \(thread.addressSpace.name)'s "
                + "output buffer of \(window.end &- window.first) bytes at \(VirtualAddress(window.first)), in \(window.function)",
            "compare the size the caller gave with what is to be written, and fail with ERROR_INSUFFICIENT_BUFFER")
    }

    // MARK: Limits

    func reportCapacity() {
        guard isNews(.capacity, .kernel) else { return }
        let checker: Checker =
            checksCoherence ? .staleData : checksInitialisation ? .uninitialised : .pastBuffer
        find(
            checker, .note, .kernel,
            "more than \(SharedFrames.capacity) shared pages were touched; the others are not looked at", nil)
    }
}
