import CEMemory
import GuestAddress
import Unicorn

/// A first-level pointer of a call to a user-mode driver, which the reflector makes good in the driver's process.
package struct ReflectedBuffer: Codable {
    /// The argument of XXX_IOControl that says where the count goes.
    package static let count = 6

    /// The position of the pointer among the arguments.
    package let argument: Int
    package let address: UInt32
    /// Bytes.
    package let size: UInt32
    package let isInput: Bool
    package let isOutput: Bool

    /// Buffers up to here are copied, larger ones aliased: 2 × MAX_PATH, as with CeAllocAsynchronousBuffer (`Documentation/CE-Memory.md`,
    /// section 5.5).
    static let copyLimit: UInt32 = 520
}

/// A buffer that was copied to the driver's stack; the bytes of an output go back when the driver returns.
package struct CopiedBuffer: Codable {
    package let place: UInt32
    package let buffer: ReflectedBuffer
}
