import CEMemory
import GuestAddress
import Unicorn

/// A first-level pointer of a call to a user-mode driver, which the reflector makes good in the driver's process.
struct ReflectedBuffer: Codable {
    /// The position of the pointer among the arguments.
    let argument: Int
    let address: UInt32
    let size: UInt32
    let isInput: Bool
    let isOutput: Bool

    /// Buffers up to here are copied, larger ones aliased: 2 × MAX_PATH, as with CeAllocAsynchronousBuffer (`Documentation/CE-Memory.md`,
    /// section 5.5).
    static let copyLimit: UInt32 = 520
}

/// A buffer that was copied to the driver's stack, and where its bytes go when the driver returns.
struct CopiedBuffer: Codable {
    let place: UInt32
    let buffer: ReflectedBuffer
}
