package import CEDevices
package import CEMemory
import GuestAddress

/// How a fault came to the kernel.
package enum FaultCause {
    /// The core's data abort: the address has to be worked out from the instruction.
    case data
    /// A load or store that the core would have refused for its alignment; the emulated one does not.
    case misaligned(GuestFault)
    /// A fetch from an address that nothing executable is at.
    case fetch(UInt32)
    case undefinedInstruction
    case breakpoint
    case supervisorCall
    /// The cookie in a function's stack frame was not what it should be, but this.
    case stackCheck(found: UInt32)
    case busError(BusError)
    /// The host met it while it worked for the guest, in memcpy or a string function.
    case host(GuestFault)
    /// Code raised an exception: RaiseException, or a division by zero in a runtime function.
    case raised(SoftwareException)
    /// The thread cannot go on.
    case fatal(String)
}
