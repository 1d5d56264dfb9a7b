internal import CUnicorn
public import GuestAddress

extension Engine {
    /// Makes RAM of zeros appear over a range, or takes what the core has there from its last use.
    /// - Throws: `UnicornError` when the host has no memory, or the range is taken.
    public func makeRAM(over range: AddressRange<PhysicalAddress>) throws(UnicornError) -> GuestRAM {
        let size = Int(clamping: range.size)
        if let kept = banks.first(where: { $0.base == range.base && $0.ram.size == size }) { return kept.ram }
        let ram = try GuestRAM(size: size)
        try map(ram, at: range.base)
        return ram
    }

    /// Has the core remember what it is, so that `renew` can make it that again. To be asked for before anything else.
    func keepPristine() throws(UnicornError) { unsafe pristine = try PristineCore(of: handle) }

    /// Makes the core what it was when it was opened. Regions stay, with zeros in their RAM and no windows.
    /// - Returns: false when it cannot be used again: somebody holds its memory, or something has gone wrong in it.
    func renew() -> Bool {
        guard let pristine, !events.isRunning, hasMemoryForItself else { return false }
        do throws(UnicornError) {
            if let watch = accessWatch, watch.isHooked {
                unsafe try UnicornError.check(uc_hook_del(handle, watch.hook), "uc_hook_del")
            }
            accessWatch = nil
            tables = nil
            unsafe try pristine.restore(handle)
            unsafe try UnicornError.check(cebsp_flush_code(handle), "uc_ctl_flush_tb")
            unsafe try UnicornError.check(cebsp_set_tlb_mode(handle, Int32(CEBSP_TLB_CORE)), "uc_ctl_tlb_mode")
            try invalidateTranslations()
            installedTables?.renew(cpu)
        } catch {
            return false
        }
        held = nil
        blockJudge = nil
        events.clear()
        resetClock()
        unsafe answerer = nil
        stubs?.hole = EmptyWindow()
        for box in windows { box.clear() }
        for bank in banks { bank.ram.discard() }
        return true
    }

    private var hasMemoryForItself: Bool {
        banks.indices.allSatisfy { isKnownUniquelyReferenced(&banks[$0].ram) }
    }

    private func resetClock() {
        unsafe cebsp_clock_release(clock)
        unsafe clock.pointee = cebsp_clock()
        startClock()
    }

    /// Walks tables with what the last use has left installed.
    func resumeWalk(_ kept: WalkedTables) throws(UnicornError) {
        // What ran so far was translated while the library still had the hooks of the last use.
        unsafe try UnicornError.check(cebsp_flush_code(handle), "uc_ctl_flush_tb")
        unsafe try UnicornError.check(cebsp_set_tlb_mode(handle, Int32(CEBSP_TLB_VIRTUAL)), "uc_ctl_tlb_mode")
        try use(kept)
    }
}
