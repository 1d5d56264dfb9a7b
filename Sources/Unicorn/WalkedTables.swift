internal import ARMCore
internal import CUnicorn
internal import GuestAddress

/// The state of the walk that is ours, see `tables.h`.
@safe
final class WalkedTables {
    // SAFETY: allocated in init, freed in deinit; the engine keeps it as long as its handle.
    let state: UnsafeMutablePointer<cebsp_tables>

    init(_ cpu: CPUModel) throws(UnicornError) {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: cebsp_tables())
        guard unsafe cebsp_tables_allocate(state) else {
            throw UnicornError(rawValue: UInt32(UC_ERR_NOMEM.rawValue), operation: "tables of executed pages")
        }
        setRules(cpu)
    }

    /// Forgets everything but the banks: nothing has been executed or walked.
    func renew(_ cpu: CPUModel) {
        unsafe cebsp_tables_clear(state)
        setRules(cpu)
    }

    private func setRules(_ cpu: CPUModel) {
        unsafe state.pointee.has_extended_small_pages = cpu.hasExtendedSmallPages
        unsafe state.pointee.has_privileged_execute_never = cpu.hasPrivilegedExecuteNever
        unsafe state.pointee.has_protection_bits = cpu.architecture < .armv7
    }

    deinit {
        unsafe cebsp_tables_release(state)
        unsafe state.deallocate()
    }

    /// Has accesses told with their virtual addresses: from now on the TLB knows a physical page by one of them at a
    /// time.
    func show(_ engine: Engine) throws(UnicornError) {
        guard unsafe cebsp_tables_show(state) else {
            throw UnicornError(rawValue: UInt32(UC_ERR_NOMEM.rawValue), operation: "table of shown pages")
        }
        try engine.invalidateTranslations()
    }

    func add(_ bank: Engine.Bank) {
        let entry = unsafe cebsp_bank(
            base: bank.base.rawValue, size: UInt32(clamping: bank.ram.size),
            bytes: bank.ram.base.assumingMemoryBound(to: UInt8.self))
        unsafe cebsp_tables_add(state, entry)
    }

    /// Which abort an access is that was not answered.
    var abort: CPUException {
        unsafe state.pointee.access == UC_MEM_FETCH.rawValue ? .prefetchAbort : .dataAbort
    }

    var isInexpressible: Bool { unsafe state.pointee.is_inexpressible }
    var isFrozen: Bool {
        get { unsafe state.pointee.is_frozen }
        set { unsafe state.pointee.is_frozen = newValue }
    }
    var isForgetting: Bool {
        get { unsafe state.pointee.is_forgetting }
        set { unsafe state.pointee.is_forgetting = newValue }
    }

    /// The registers that decide a translation may have been written.
    func regimeChanged() { unsafe state.pointee.is_stale = true }

    /// Whether code of a page was translated.
    func hasExecuted(_ page: PhysicalAddress) -> Bool { unsafe state.pointee.executed[Int(page.rawValue >> 12)] != 0 }
    /// Nothing of a page is translated any more. The TLB must be emptied before code runs.
    func forgetExecuted(_ page: PhysicalAddress) { unsafe state.pointee.executed[Int(page.rawValue >> 12)] = 0 }
}
