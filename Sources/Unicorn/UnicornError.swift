internal import CUnicorn

/// The C library said no: one value of `uc_err`, and what was asked of it.
public struct UnicornError: Error, RawRepresentable, Hashable, CustomStringConvertible {
    /// The `uc_err` number.
    public let rawValue: UInt32
    /// The call that failed, for the message.
    public let operation: String

    /// The library is one that no machine runs on.
    /// - Parameter refusal: why, and what to do.
    init(refusal: String) {
        rawValue = UInt32(UC_ERR_VERSION.rawValue)
        operation = refusal
    }

    public init(rawValue: UInt32) { self.init(rawValue: rawValue, operation: "unicorn") }

    init(rawValue: UInt32, operation: String) {
        self.rawValue = rawValue
        self.operation = operation
    }

    /// `uc_mem_map_ptr: Invalid memory mapping (UC_ERR_MAP)`.
    public var description: String {
        if rawValue == UInt32(UC_ERR_VERSION.rawValue) { return operation }
        // SAFETY: uc_strerror returns a pointer to a constant string for every number.
        return unsafe "\(operation): \(String(cString: uc_strerror(uc_err(rawValue))))"
    }

    /// The one converter from C statuses.
    static func check(_ status: uc_err, _ operation: @autoclosure () -> String) throws(UnicornError) {
        guard status == UC_ERR_OK else {
            throw UnicornError(rawValue: UInt32(status.rawValue), operation: operation())
        }
    }
}
