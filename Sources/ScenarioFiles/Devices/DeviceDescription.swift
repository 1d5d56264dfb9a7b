/// A device as a file says it, its lines unread.
package struct DeviceDescription: Hashable, Sendable {
    package enum Access: String, Hashable, Sendable {
        case readWrite = "read-write"
        case readOnly = "read-only"
        case writeOnly = "write-only"
    }

    /// One register.
    package struct Register: Hashable, Sendable {
        package var name: String
        /// Bytes from the device's base.
        package var offset: UInt32
        /// Bytes.
        package var size: UInt32 = 4
        package var access = Access.readWrite
        package var reset: UInt32 = 0
        /// Bits that keep what is written.
        package var writable = UInt32.max
        package var oneToClear: UInt32 = 0
        package var clearsOnRead = false
        /// Bits by name: `0`, `5:4`.
        package var fields: [String: String] = [:]
        package var onRead: [String] = []
        package var onWrite: [String] = []
    }

    package var path: String
    /// Where its registers are, when the file says it.
    package var base: UInt32?
    package var registers: [Register] = []
    /// Whether accesses of a register's own size alone are answered.
    package var wholeOnly = false
    package var variables: [String: UInt32] = [:]
    package var fifos: [String: Int] = [:]
    package var events: [String: [String]] = [:]
    package var interrupt: String?

    package init(path: String) { self.path = path }
}
