internal import CUnicorn

/// The registers of a call that is answered inside of a run, as the core has them: those of `cebsp_read_call`, and
/// behind them those of `cebsp_read_rest`.
@safe
final class CallWords {
    static let rest = Int(CEBSP_CALL_REGISTERS)
    private static let count = rest + Int(CEBSP_REST_REGISTERS)
    // SAFETY: allocated for `count` words in init and freed in deinit only.
    let base: UnsafeMutablePointer<UInt32>

    init() {
        unsafe base = .allocate(capacity: Self.count)
        unsafe base.initialize(repeating: 0, count: Self.count)
    }

    /// As registers, but for PC.
    var registers: CoreRegisters {
        var made = CoreRegisters()
        for index in 0..<4 { made.r[index] = unsafe base[index] }
        for index in 0..<9 { made.r[index + 4] = unsafe base[Self.rest + index] }
        made.sp = unsafe base[4]
        made.lr = unsafe base[5]
        made.cpsr = unsafe base[6]
        return made
    }

    deinit { unsafe base.deallocate() }
}
