internal import ARMCore
internal import CUnicorn
internal import GuestAddress

extension Engine {
    /// Has page tables walked here from now on, where the library can be told where pages lead; elsewhere the core goes
    /// on to walk them. Faults and permissions are the same. To be asked for when all banks are mapped, and no other
    /// code has run than what was written with `writeCode`.
    /// - Throws: `UnicornError` when the library refuses, or the host has no memory.
    public func walkTables() throws(UnicornError) {
        guard traits.walksTables, tables == nil, banks.count <= Int(CEBSP_BANKS) else { return }
        if let kept = installedTables { return try resumeWalk(kept) }
        let made = try WalkedTables(cpu)
        for bank in banks { made.add(bank) }
        var hook: uc_hook = 0
        unsafe try UnicornError.check(cebsp_tables_install(handle, &hook, made.state), "uc_hook_add tlb_fill")
        for gap in gapsBetweenBanks {
            unsafe try UnicornError.check(
                cebsp_tables_spare(handle, &hook, gap.lowerBound, gap.upperBound), "uc_hook_add read_unmapped")
        }
        installedTables = made
        try use(made)
    }

    func use(_ walk: WalkedTables) throws(UnicornError) {
        tables = walk
        unsafe clock.pointee.tables = walk.state
        unsafe walk.state.pointee.stubs = cebsp_clock_stubs(clock)
        try invalidateTranslations()
    }

    /// The ranges of addresses in which no RAM is, by their first and last address.
    private var gapsBetweenBanks: [ClosedRange<UInt64>] {
        var gaps: [ClosedRange<UInt64>] = []
        var next: UInt64 = 0
        for bank in banks.sorted(by: { $0.base < $1.base }) {
            let base = UInt64(bank.base.rawValue)
            if base > next { gaps.append(next...base - 1) }
            next = max(next, base + UInt64(bank.ram.size))
        }
        if next <= UInt64(UInt32.max) { gaps.append(next...UInt64(UInt32.max)) }
        return gaps
    }

    /// Whether page tables are walked here.
    public var isWalkingTables: Bool { tables != nil }

    /// Gives the walk back to the core for good, because the tables have what an answer for 4 KB cannot say: tiny
    /// pages, and small pages whose quarters differ. No kernel of ours writes them; a guest's driver can.
    func leaveTables() throws(UnicornError) {
        unsafe try UnicornError.check(cebsp_set_tlb_mode(handle, Int32(CEBSP_TLB_CORE)), "uc_ctl_tlb_mode")
        unsafe clock.pointee.tables = nil
        unsafe clock.pointee.stubs.size = 0
        pristine = nil
        unsafe tables?.state.pointee.watched = nil
        tables = nil
        if let accessWatch {
            accessWatch.forgetTables()
            try hookAgain(accessWatch)
        }
        try invalidateTranslations()
    }
}
