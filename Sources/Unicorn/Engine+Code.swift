internal import CUnicorn
public import GuestAddress

extension Engine {
    /// Writes instructions into RAM, and has the core forget what it translated there before.
    /// - Throws: `UnicornError` when the range is not wholly RAM.
    public func writeCode(_ bytes: Span<UInt8>, at address: PhysicalAddress) throws(UnicornError) {
        let status = unsafe bytes.withUnsafeBufferPointer { source in
            guard let start = source.baseAddress else { return UC_ERR_OK }
            return unsafe uc_mem_write(handle, UInt64(address.rawValue), start, source.count)
        }
        try UnicornError.check(status, "uc_mem_write at \(address)")
        let first = address.rawValue & ~(Self.pageSize - 1)
        let count = (address.rawValue - first + UInt32(clamping: bytes.count) + Self.pageSize - 1) / Self.pageSize
        try forgetCode(in: (0..<count).map { PhysicalAddress(first &+ $0 &* Self.pageSize) })
    }

    /// Forgets what was translated from pages whose instructions the host has changed: the engine sees the guest's
    /// stores only, neither the host's nor `uc_mem_write`. (Forgetting everything costs hundreds of milliseconds in
    /// 2.0.1, which clears its whole code buffer.)
    ///
    /// The library takes a virtual address and walks the tables; with the MMU off for that moment it is the physical
    /// one.
    /// - Parameter pages: the first address of each page, in RAM.
    /// - Throws: `UnicornError` of the library.
    public func forgetCode(in pages: [PhysicalAddress]) throws(UnicornError) {
        let translated = tables.map { tables in pages.filter { tables.hasExecuted($0) } } ?? pages
        guard !translated.isEmpty else { return }
        let control = try readCP15(.sctlr)
        try writeCP15(.sctlr, control & ~Self.enablesMMU)
        try invalidateTranslations()
        tables?.isForgetting = true
        var status = UC_ERR_OK
        for page in translated where status == UC_ERR_OK {
            let start = UInt64(page.rawValue)
            unsafe status = cebsp_remove_cache(handle, start, start + UInt64(Self.pageSize))
            if status == UC_ERR_OK { tables?.forgetExecuted(page) }
        }
        tables?.isForgetting = false
        try writeCP15(.sctlr, control)
        try invalidateTranslations()
        try UnicornError.check(status, "uc_ctl_remove_cache")
    }

    /// SCTLR.M.
    private static let enablesMMU: UInt32 = 1
}
