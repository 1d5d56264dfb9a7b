internal import CUnicorn

/// The hook that tells data accesses. As soon as the library has one every load and store takes its slow path, which
/// costs five times as much, wherever the access goes. So it is there only while something that is looked for is
/// accessed: after a while without it is taken away, and the walk of the tables keeps the pages that are looked for out
/// of the TLB. The first access to one ends the run before it is made; the hook is put back, and the run goes on with
/// that access.
extension Engine {
    /// Has every load and store that touches a watched block told to `observer`, from the first instruction to the
    /// last, and each in time.
    ///
    /// Where the core walks the tables itself the hook stays, and it is to be asked for before the guest's first
    /// instruction: code that was translated without keeps the fast path in some versions of the library.
    /// - Parameter unaligned: whether accesses not aligned to their size are told wherever they are. The hook stays
    /// then.
    public func observeAccesses(by observer: AccessObserver, unaligned: Bool = false) throws(UnicornError) {
        precondition(accessWatch == nil, "an engine has one observer")
        if let tables { try tables.show(self) }
        let watch = AccessWatch(observer, unaligned: unaligned, traits, tables: tables)
        try putHook(watch)
        accessWatch = watch
        if let tables { unsafe tables.state.pointee.watched = cebsp_watch_watched(watch.state) }
    }

    /// Says what is looked at from now on, in the low half of the address space that is active and in the kernel's
    /// half.
    public func watch(low: WatchedBlocks, high: WatchedBlocks) {
        guard let watch = accessWatch else { return }
        watch.low = low
        watch.high = high
        watch.point()
        watchMore()
    }

    /// Has blocks looked at from the next access on that were added since the last time.
    public func watchMore() {
        guard let watch = accessWatch, !watch.isHooked else { return }
        // They may be in the TLB.
        unsafe _ = cebsp_flush_tlb(handle)
    }

    /// Whether all accesses are told, whatever they touch, from the next one on.
    public func watchEverything(_ isOn: Bool) {
        guard let watch = accessWatch else { return }
        unsafe watch.state.pointee.watched.everything = isOn
        if isOn { watchMore() }
    }

    /// Whether accesses are told by a hook now, and all of them are slow.
    public var isWatchingByHook: Bool { accessWatch?.isHooked ?? false }

    /// While an access is told: the address of the translated block that makes it.
    public var blockStart: UInt32 { unsafe clock.pointee.block }
    /// And its bytes.
    public var blockSize: UInt32 { unsafe clock.pointee.block_size }

    // MARK: The hook

    private func putHook(_ watch: AccessWatch) throws(UnicornError) {
        unsafe try UnicornError.check(cebsp_watch_install(handle, &watch.hook, watch.state), "uc_hook_add mem")
        watch.isHooked = true
        watch.lastUse = instructions
    }

    private func dropCode() throws(UnicornError) {
        unsafe try UnicornError.check(cebsp_flush_code(handle), "uc_ctl_flush_tb")
        unsafe cebsp_code_dropped(clock)
    }

    /// Before a run: takes the hook away when nobody has needed it for some time.
    func settleHook(of watch: AccessWatch) throws(UnicornError) {
        if watch.hasOldCode {
            try dropCode()
            watch.hasOldCode = false
        }
        guard watch.isHooked, traits.switchesHooks, tables != nil, !watch.wantsAll else { return }
        if unsafe watch.state.pointee.is_touched {
            unsafe watch.state.pointee.is_touched = false
            watch.lastUse = instructions
        }
        guard instructions &- watch.lastUse >= watch.patience else { return }
        unsafe try UnicornError.check(uc_hook_del(handle, watch.hook), "uc_hook_del")
        watch.isHooked = false
        watch.hasOldCode = true
        watch.patience = min(watch.patience * 2, AccessWatch.maximumPatience)
        try invalidateTranslations()
    }

    /// After a run that has ended because of an access that nobody would have told: has it go on with that access,
    /// which is told then.
    /// - Returns: whether it is such a run.
    func missedAccess() throws(UnicornError) -> Bool {
        guard let watch = accessWatch, unsafe watch.state.pointee.watched.is_missed else { return false }
        unsafe watch.state.pointee.watched.is_missed = false
        try hookAgain(watch)
        unsafe cebsp_continue_block(handle, clock, register(15))
        return true
    }

    /// Puts the hook where it was taken away.
    func hookAgain(_ watch: AccessWatch) throws(UnicornError) {
        guard !watch.isHooked else { return }
        try putHook(watch)
        try dropCode()
        watch.hasOldCode = false
    }
}

extension AccessWatch {
    /// In instructions. Taking the hook away and putting it back costs as much as some ten thousand accesses do with
    /// it, most of it because code is translated again.
    static let initialPatience: UInt64 = 1 << 18
    /// Nobody pays more for switching than for some hundredths of the time.
    static let maximumPatience: UInt64 = 1 << 24
}
