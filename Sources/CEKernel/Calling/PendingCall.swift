import CEMemory
import Unicorn

/// A call of a CE function that has begun and not ended. It hangs on the thread while the kernel works on it and while the thread
/// waits in it, and on the frame of a guest function that the kernel calls for it.
package struct PendingCall: Hashable, Sendable {
    /// The position of the function in the call table.
    package let index: Int
    /// Which call of the run it is, from 1.
    package let serial: UInt64
}
