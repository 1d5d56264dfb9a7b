internal import CUnicorn

/// The library's runs, and what their ends tell.
extension Engine {
    /// Whether guest code runs: the core is inside of a block.
    public var isRunning: Bool { events.isRunning }
    func start(_ pc: UInt32, _ end: UInt32) -> uc_err {
        events.isRunning = true
        accessWatch?.isStopping = false
        defer { events.isRunning = false }
        let status = unsafe uc_emu_start(handle, UInt64(pc), UInt64(end), 0, 0)
        unsafe cebsp_set_link(handle, clock)
        return status
    }

    /// Ends the run: at the access that is told, or at the next block.
    public func requestStop() {
        events.stopRequested = true
        accessWatch?.isStopping = true
        unsafe _ = uc_emu_stop(handle)
    }

    /// After an abort that is the engine's own doing: whether the run can go on, another way than before.
    func givesWay() throws(UnicornError) -> Bool {
        if try missedAccess() { return true }
        if let tables, tables.isInexpressible {
            try leaveTables()
            return true
        }
        return try leaveStubs()
    }

    /// Whether PC is behind the block that ran last. The library reports YIELD and WFE, which end their block, with PC
    /// behind them, and an undefined instruction, which is in the block, with its own address.
    var isBehindBlock: Bool {
        unsafe register(15) == clock.pointee.block &+ clock.pointee.block_size
    }

    /// An address where no guest runs code: CE maps nothing there. It is 0 for what it costs: at the end of a run the
    /// library forgets what it translated before this address, and with another one that takes as long as a third of a
    /// trap.
    public static let neverReached: UInt32 = 0

    /// Has a run that is going on end at an instruction count, when it would go on longer.
    public func endRun(by count: UInt64) {
        guard events.isRunning else { return }
        if unsafe clock.pointee.has_link {
            unsafe clock.pointee.link_limit = min(clock.pointee.link_limit, count)
        } else {
            unsafe clock.pointee.limit = min(clock.pointee.limit, count)
        }
        unsafe clock.pointee.quick = 0
    }
}
