/// How a result is shown.
package enum ResultFormat: Hashable, Sendable {
    /// The function returns nothing.
    case none
    case number
    case signed
    case hexadecimal
    case boolean
    case address
    case handle
    case number64
    case signed64
    case single
    case double
    /// An error code of winerror.h.
    case error
    case hresult
    /// What a wait ended with.
    case wait
}

extension ResultFormat {
    /// winbase.h: WAIT_…
    static let waitNames = WordNames(values: [
        0: "WAIT_OBJECT_0", 0x80: "WAIT_ABANDONED", 0x102: "WAIT_TIMEOUT", 0xFFFF_FFFF: "WAIT_FAILED",
    ])
    /// winerror.h: results that the functions here give.
    static let hresultNames = WordNames(values: [
        0: "S_OK", 0x8007_0005: "E_ACCESSDENIED", 0x8007_000E: "E_OUTOFMEMORY",
        0x8007_0032: "HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED)",
        0x8007_0057: "E_INVALIDARG", 0x8007_007A: "STRSAFE_E_INSUFFICIENT_BUFFER",
    ])
}
