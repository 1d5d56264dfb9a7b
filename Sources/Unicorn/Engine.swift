public import ARMCore
internal import CUnicorn
public import GuestAddress

/// An emulated ARM core with its physical memory: the safe wrapper of a `uc_engine`.
///
/// What is mapped here is *physical* memory; page tables, processes and CE are the business of the modules above. The
/// page-table walk is the core's own (`unicorn` calls it the softmmu TLB), and it caches: see
/// `invalidateTranslations()`.
@safe
public final class Engine {
    // SAFETY: opened by `open` and closed in deinit only; used from one thread at a time by contract of the class.
    let handle: OpaquePointer
    public let cpu: CPUModel
    /// Instructions and run limits, shared with the C block hook.
    let clock: UnsafeMutablePointer<cebsp_clock>
    /// What the C callbacks find again through their user pointer; the engine keeps it alive.
    let events = EngineEvents()
    /// How often guests have read or written windows.
    package var windowAccesses: UInt64 { events.windowAccesses }
    /// What the library does in its own way.
    let traits = EngineTraits.running
    /// The banks, windows and their boxes, kept as long as the engine.
    var banks: [Bank] = []
    var windows: [WindowBox] = []
    let registerBuffer = RegisterBuffer()
    /// The walk of page tables that is ours; nil until `walkTables`.
    var tables: WalkedTables?
    /// The walk that the library has hooks of, in use or not.
    var installedTables: WalkedTables?
    /// What looks at data accesses; nil when nothing does.
    var accessWatch: AccessWatch?
    /// The page of stubs; nil where the board has no room for it, or the library no way.
    var stubs: StubPage?
    /// What answers the host's calls; nil when nobody does.
    // SAFETY: it holds the engine and runs it; `renew` forgets it. Counting references would cost each call of a guest.
    unowned(unsafe) var answerer: TrapAnswerer?
    /// The core as it was opened; nil of one that is not to be used again.
    var pristine: PristineCore?
    /// What says which blocks are dear; nil when nobody does.
    var blockJudge: BlockJudge?
    /// The registers as they were last read or written; nil once a run or another write may have changed them.
    var held: CoreRegisters?
    /// While a call is answered: its registers as they were, and whether r4 to r12 of them are still in the core only.
    let callWords = CallWords()
    var isHeldInPart = false

    /// RAM, and where it is.
    struct Bank {
        let base: PhysicalAddress
        var ram: GuestRAM
    }

    /// Opens a core of the given model with its virtual clock and exception hooks in place and no memory.
    /// - Parameter hasClock: false for an engine that counts no instructions, to measure what counting costs.
    /// - Throws: `UnicornError` when the library refuses the model or a hook, does not take 4 KiB pages, or is known to
    ///   be wrong.
    public convenience init(cpu: CPUModel, hasClock: Bool = true) throws(UnicornError) {
        unsafe try self.init(cpu: cpu, hasClock: hasClock, handle: Self.open(cpu))
    }

    /// A core that `open` has opened.
    init(cpu: CPUModel, hasClock: Bool, handle: OpaquePointer) throws(UnicornError) {
        unsafe self.handle = unsafe handle
        self.cpu = cpu
        unsafe clock = .allocate(capacity: 1)
        unsafe clock.initialize(to: cebsp_clock())
        startClock()
        try installHooks(clocked: hasClock)
    }

    deinit {
        // SAFETY: nothing uses the handle after this; a failing close leaves nothing to be done about it.
        unsafe _ = uc_close(handle)
        unsafe cebsp_clock_release(clock)
        unsafe clock.deallocate()
    }

    /// The page size of every CE mapping; the ARM engine works in 1 KiB pages unless told otherwise, which costs four
    /// TLB fills a page.
    static let pageSize = UInt32(GuestPage.size)

    /// Bytes for translated code. With too few the library translates again and again; more than this is faster for no
    /// guest.
    private static let codeBuffer: UInt32 = 64 << 20

    /// Reading the page size back fixes it for good, so each request takes an engine of its own.
    static func open(_ cpu: CPUModel) throws(UnicornError) -> OpaquePointer {
        let traits = EngineTraits.running
        if let refusal = traits.refusal { throw UnicornError(refusal: refusal) }
        for request in traits.pageSizeRequests {
            if let engine = unsafe try open(cpu, requesting: request) { return unsafe engine }
        }
        throw UnicornError(rawValue: UInt32(UC_ERR_ARG.rawValue), operation: "uc_ctl_set_page_size: no 4 KiB pages")
    }

    /// An engine that was asked for a page size; nil when its pages are not of 4 KiB then.
    private static func open(
        _ cpu: CPUModel, requesting request: UInt32
    ) throws(UnicornError) -> OpaquePointer? {
        var opened: OpaquePointer?
        unsafe try UnicornError.check(uc_open(UC_ARCH_ARM, UC_MODE_ARM, &opened), "uc_open")
        guard let engine = unsafe opened else {
            throw UnicornError(rawValue: UInt32(UC_ERR_HANDLE.rawValue), operation: "uc_open")
        }
        var size: UInt32 = 0
        do throws(UnicornError) {
            unsafe try UnicornError.check(cebsp_set_cpu_model(engine, cpu.code), "uc_ctl_set_cpu_model")
            unsafe try UnicornError.check(cebsp_set_page_size(engine, request), "uc_ctl_set_page_size")
            unsafe try UnicornError.check(cebsp_get_page_size(engine, &size), "uc_ctl_get_page_size")
            if EngineTraits.running.hasCodeBufferSize {
                unsafe try UnicornError.check(cebsp_set_code_buffer(engine, codeBuffer), "uc_ctl_set_tcg_buffer_size")
            }
        } catch {
            unsafe _ = uc_close(engine)
            throw error
        }
        guard size == pageSize else {
            unsafe _ = uc_close(engine)
            return nil
        }
        return unsafe engine
    }

    private func installHooks(clocked: Bool) throws(UnicornError) {
        var hook: uc_hook = 0
        if clocked {
            let status = unsafe cebsp_clock_install(handle, &hook, clock)
            try UnicornError.check(status, "uc_hook_add clock")
        }
        // SAFETY: `events` lives as long as the engine, and hooks end with the engine.
        let user = unsafe Unmanaged.passUnretained(events).toOpaque()
        unsafe try UnicornError.check(
            cebsp_hook_add(
                handle, &hook, Int32(UC_HOOK_INTR.rawValue),
                unsafeBitCast(exceptionCallback, to: UnsafeMutableRawPointer.self),
                user, 1, 0), "uc_hook_add intr")
        // Any such hook shuts the fast path of stores.
        guard traits.findsRegionsByVirtualAddress else { return }
        unsafe try UnicornError.check(
            cebsp_hook_add(
                handle, &hook, Int32(UC_HOOK_MEM_FETCH_PROT.rawValue),
                unsafeBitCast(fetchProtectionCallback, to: UnsafeMutableRawPointer.self), user, 1, 0),
            "uc_hook_add fetch")
    }

    // MARK: Physical memory

    /// Makes `ram` appear at `base`. The engine keeps the bank alive.
    /// - Throws: `UnicornError` (UC_ERR_MAP) when the range is taken or passes 4 GiB.
    public func map(_ ram: GuestRAM, at base: PhysicalAddress) throws(UnicornError) {
        unsafe try UnicornError.check(
            uc_mem_map_ptr(handle, UInt64(base.rawValue), ram.size, UInt32(UC_PROT_ALL.rawValue), ram.base),
            "uc_mem_map_ptr at \(base)")
        banks.append(Bank(base: base, ram: ram))
    }

    /// Makes every access to `range` a call of `window`: a device, or a hole of the board.
    /// - Throws: `UnicornError` when the range is taken or not made of whole pages.
    public func map(_ window: any DeviceWindow, over range: AddressRange<PhysicalAddress>) throws(UnicornError) {
        if let kept = windows.first(where: { $0.range == range && !$0.isInUse }) { return kept.show(window) }
        let box = WindowBox(window, over: range, events, traits)
        // SAFETY: the box lives in `windows` as long as the engine.
        let user = unsafe Unmanaged.passUnretained(box).toOpaque()
        unsafe try UnicornError.check(
            uc_mmio_map(
                handle, UInt64(range.base.rawValue), Int(range.size), windowReadCallback, user, windowWriteCallback,
                user),
            "uc_mmio_map of \(range)")
        windows.append(box)
    }

    /// Makes a part of `ram` appear at `base`, until `unmap`. Slow, and limited to some thousand regions: mapping is
    /// the page tables' business. Benchmarks show how slow.
    /// - Throws: `UnicornError` when the range is taken or not made of whole pages.
    public func mapPart(
        of ram: GuestRAM, from offset: Int, count: Int, at base: PhysicalAddress
    ) throws(UnicornError) {
        precondition(ram.holds(offset, count), "the part lies in the bank")
        unsafe try UnicornError.check(
            uc_mem_map_ptr(handle, UInt64(base.rawValue), count, UInt32(UC_PROT_ALL.rawValue), ram.base + offset),
            "uc_mem_map_ptr at \(base)")
        if !banks.contains(where: { $0.ram === ram }) { banks.append(Bank(base: base, ram: ram)) }
    }

    /// Takes away what `mapPart` made.
    /// - Throws: `UnicornError` when nothing is mapped there.
    public func unmapPart(at base: PhysicalAddress, count: Int) throws(UnicornError) {
        unsafe try UnicornError.check(uc_mem_unmap(handle, UInt64(base.rawValue), count), "uc_mem_unmap at \(base)")
    }

    // MARK: Running

    /// Runs until the core takes an exception, a stop is requested, or the clock reaches `limit`.
    /// - Parameters:
    ///   - pc: where to begin; bit 0 set means Thumb.
    ///   - limit: the instruction count at which the run ends; the block that would begin at or past it is not begun.
    ///   - end: an address at which to stop, for boot code; normally `neverReached`, and a guest that has code there
    ///     ends at it.
    /// - Throws: the first error a callback threw, or `UnicornError` when the engine gives up.
    public func run(from pc: UInt32, limit: UInt64 = .max, end: UInt32 = neverReached) throws -> StopReason {
        beginRun(limit: limit, isThumb: pc & 1 != 0)
        if let accessWatch { try settleHook(of: accessWatch) }
        events.pendingException = nil
        events.stopRequested = false
        events.start = (pc & ~1, held?.cpsr ?? 0)
        var status = start(pc, end)
        while try status == UC_ERR_EXCEPTION && givesWay() {
            events.start = (register(15), register(16))
            status = start(events.start.pc | (events.start.status & CoreRegisters.thumbBit) >> 5, end)
        }
        if unsafe clock.pointee.trap == CEBSP_ANSWERED { return .answered }
        // A callback may have read registers while the run went on.
        held = nil
        if let refused = events.refused {
            events.refused = nil
            return try .refusedAccess(takeBack(refused))
        }
        if let exception = events.pendingException { return .exception(exception) }
        if unsafe clock.pointee.trap == CEBSP_TRAPPED, !events.stopRequested { return .exception(.prefetchAbort) }
        // The library ends the run at an undefined instruction without asking the exception hook.
        if status == UC_ERR_INSN_INVALID { return isBehindBlock ? .hint : .exception(.undefinedInstruction) }
        if unsafe clock.pointee.is_guarded { return .exception(.prefetchAbort) }
        if status == UC_ERR_EXCEPTION, let tables { return .exception(tables.abort) }
        if status != UC_ERR_OK {
            if let exception = CPUException(status) { return .exception(exception) }
            pristine = nil
            try UnicornError.check(status, "uc_emu_start at 0x\(hexadecimal(pc))")
        }
        if unsafe clock.pointee.expired { return .clockLimit }
        if events.stopRequested { return .requested }
        return register(15) == end ? .reachedEnd : .waitForInterrupt
    }
}
