import ARMMMU
package import GuestAddress
import Unicorn

/// The report's registers and page walk in plain values, for those who write them down and know neither core nor MMU.
extension FaultReport {
    /// r0 to r15 and cpsr.
    package var registerWords: [(name: String, value: UInt32)] {
        (0..<16).map { ("r\($0)", registers.r[$0]) } + [("cpsr", registers.cpsr)]
    }

    /// One descriptor of the walk.
    package struct Descriptor: Sendable {
        package let address: PhysicalAddress
        /// Nil where no memory is.
        package let value: UInt32?
        package let meaning: String
    }

    /// The descriptors that decided, first level first; nil of a fault that no walk explains.
    package var walkSteps: [Descriptor]? {
        walk.map { walk in
            [walk.first, walk.second].compactMap(\.self).map {
                Descriptor(address: $0.address, value: $0.value, meaning: $0.descriptor.description)
            }
        }
    }
}
