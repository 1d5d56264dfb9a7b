import GuestAddress

/// The names of the error codes that the machine gives, as winerror.h has them.
package enum ErrorNames {
    /// By their numbers.
    package static let names: [UInt32: String] = [
        1: "ERROR_INVALID_FUNCTION", 2: "ERROR_FILE_NOT_FOUND", 3: "ERROR_PATH_NOT_FOUND", 5: "ERROR_ACCESS_DENIED",
        6: "ERROR_INVALID_HANDLE", 8: "ERROR_NOT_ENOUGH_MEMORY", 12: "ERROR_INVALID_ACCESS", 13: "ERROR_INVALID_DATA",
        14: "ERROR_OUTOFMEMORY",
        18: "ERROR_NO_MORE_FILES", 24: "ERROR_BAD_LENGTH", 31: "ERROR_GEN_FAILURE", 32: "ERROR_SHARING_VIOLATION",
        50: "ERROR_NOT_SUPPORTED", 55: "ERROR_DEV_NOT_EXIST", 80: "ERROR_FILE_EXISTS", 87: "ERROR_INVALID_PARAMETER",
        110: "ERROR_OPEN_FAILED", 112: "ERROR_DISK_FULL", 120: "ERROR_CALL_NOT_IMPLEMENTED",
        122: "ERROR_INSUFFICIENT_BUFFER", 123: "ERROR_INVALID_NAME", 126: "ERROR_MOD_NOT_FOUND",
        127: "ERROR_PROC_NOT_FOUND", 131: "ERROR_NEGATIVE_SEEK", 145: "ERROR_DIR_NOT_EMPTY", 161: "ERROR_BAD_PATHNAME",
        183: "ERROR_ALREADY_EXISTS", 193: "ERROR_BAD_EXE_FORMAT", 233: "ERROR_PIPE_NOT_CONNECTED",
        234: "ERROR_MORE_DATA", 259: "ERROR_NO_MORE_ITEMS", 288: "ERROR_NOT_OWNER", 298: "ERROR_TOO_MANY_POSTS",
        317: "ERROR_MR_MID_NOT_FOUND", 487: "ERROR_INVALID_ADDRESS", 1006: "ERROR_FILE_INVALID",
        1018: "ERROR_KEY_DELETED", 1114: "ERROR_DLL_INIT_FAILED", 1413: "ERROR_INVALID_INDEX", 1460: "ERROR_TIMEOUT",
        1610: "ERROR_BAD_CONFIGURATION", 1617: "ERROR_DEVICE_REMOVED", 1813: "ERROR_RESOURCE_TYPE_NOT_FOUND",
        1814: "ERROR_RESOURCE_NAME_NOT_FOUND", 2404: "ERROR_DEVICE_IN_USE",
    ]

    /// The HRESULTs that functions here give.
    private static let results: [UInt32: String] = [
        0x8007_0005: "E_ACCESSDENIED", 0x8007_000E: "E_OUTOFMEMORY",
        0x8007_0032: "HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED)", 0x8007_0057: "E_INVALIDARG",
        0x8007_007A: "STRSAFE_E_INSUFFICIENT_BUFFER",
    ]

    /// `ERROR_FILE_NOT_FOUND (2)`, `E_INVALIDARG (0x80070057)`, or `error 4711`.
    package static func text(_ code: UInt32) -> String {
        if code == 0 { return "no error code" }
        if code >= 0x8000_0000 {
            let number = "0x" + hexadecimal(code)
            return results[code].map { "\($0) (\(number))" } ?? "error \(number)"
        }
        return names[code].map { "\($0) (\(code))" } ?? "error \(code)"
    }
}
