import CEMemory
import SavedState
import Unicorn

/// A call of a CE function that has begun and not ended. It hangs on the thread while the kernel works on it and while the thread
/// waits in it, and on the frame of a guest function that the kernel calls for it.
package struct PendingCall: Hashable, Sendable, Codable {
    /// The position of the function in the call table.
    package let index: Int
    /// Which call of the run it is, from 1.
    package let serial: UInt64
}

/// The positions that the call table has, for calls that are read from a state.
struct CallPositions {
    let all: Range<Int>
}

extension PendingCall {
    private enum CodingKeys: CodingKey { case index, serial }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        index = try values.decode(Int.self, forKey: .index)
        serial = try values.decode(UInt64.self, forKey: .serial)
        guard try decoder.host(CallPositions.self).all.contains(index) else {
            throw StateError.malformed("a call of no function")
        }
    }
}
