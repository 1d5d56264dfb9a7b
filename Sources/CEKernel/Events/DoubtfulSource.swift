package import CEMemory
package import GuestAddress

/// A number that a mapping took for an address although it means another one, as it seems.
package struct DoubtfulSource {
    package enum Number {
        /// A physical address that the call shifts left by 8.
        case shifted(UInt32)
        /// A physical address in bytes.
        case bytes(PhysicalAddress)
        /// A virtual address.
        case address(UInt32)
    }

    package let number: Number
    /// Where it led.
    package let physical: PhysicalAddress
    package let process: Process
    package let site: CallSite
}
