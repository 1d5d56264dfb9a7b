/// The names of the error codes that the machine gives, as winerror.h has them.
package enum ErrorNames {
    /// By their numbers.
    package static let names: [UInt32: String] = [
        1: "ERROR_INVALID_FUNCTION", 2: "ERROR_FILE_NOT_FOUND", 3: "ERROR_PATH_NOT_FOUND", 5: "ERROR_ACCESS_DENIED",
        6: "ERROR_INVALID_HANDLE", 8: "ERROR_NOT_ENOUGH_MEMORY", 12: "ERROR_INVALID_ACCESS", 13: "ERROR_INVALID_DATA",
        14: "ERROR_OUTOFMEMORY",
        18: "ERROR_NO_MORE_FILES", 24: "ERROR_BAD_LENGTH", 31: "ERROR_GEN_FAILURE", 32: "ERROR_SHARING_VIOLATION",
        50: "ERROR_NOT_SUPPORTED", 55: "ERROR_DEV_NOT_EXIST", 87: "ERROR_INVALID_PARAMETER", 110: "ERROR_OPEN_FAILED",
        112: "ERROR_DISK_FULL", 122: "ERROR_INSUFFICIENT_BUFFER", 123: "ERROR_INVALID_NAME", 126: "ERROR_MOD_NOT_FOUND",
        127: "ERROR_PROC_NOT_FOUND", 161: "ERROR_BAD_PATHNAME", 183: "ERROR_ALREADY_EXISTS",
        193: "ERROR_BAD_EXE_FORMAT",
        234: "ERROR_MORE_DATA", 259: "ERROR_NO_MORE_ITEMS", 487: "ERROR_INVALID_ADDRESS", 1114: "ERROR_DLL_INIT_FAILED",
        1413: "ERROR_INVALID_INDEX", 1610: "ERROR_BAD_CONFIGURATION", 1617: "ERROR_DEVICE_REMOVED",
        2404: "ERROR_DEVICE_IN_USE",
    ]

    /// `ERROR_FILE_NOT_FOUND (2)`, or `error 4711`.
    package static func text(_ code: UInt32) -> String { names[code].map { "\($0) (\(code))" } ?? "error \(code)" }
}
