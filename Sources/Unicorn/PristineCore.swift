internal import CUnicorn

/// What makes a core that was used one that can be used again: its registers as they were when it was opened.
@safe
final class PristineCore {
    // SAFETY: made by the library in init, freed in deinit.
    private let context: OpaquePointer

    /// - Parameter handle: of a core that has run nothing.
    init(of handle: OpaquePointer) throws(UnicornError) {
        var made: OpaquePointer?
        unsafe try UnicornError.check(uc_context_alloc(handle, &made), "uc_context_alloc")
        guard let made = unsafe made else {
            throw UnicornError(rawValue: UInt32(UC_ERR_NOMEM.rawValue), operation: "uc_context_alloc")
        }
        unsafe context = made
        unsafe try UnicornError.check(uc_context_save(handle, made), "uc_context_save")
    }

    deinit { unsafe _ = uc_context_free(context) }

    /// Puts all registers back.
    func restore(_ handle: OpaquePointer) throws(UnicornError) {
        unsafe try UnicornError.check(uc_context_restore(handle, context), "uc_context_restore")
    }
}
