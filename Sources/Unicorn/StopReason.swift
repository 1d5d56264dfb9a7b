internal import CUnicorn

/// Why a run ended.
public enum StopReason: Hashable, Sendable {
    /// The core took an exception; the registers are as at the instruction that caused it.
    case exception(CPUException)
    /// The clock reached the limit of the run; resuming from PC loses and repeats nothing.
    case clockLimit
    /// A device window or the host asked for the stop.
    case requested
    /// The run reached the address given as its end.
    case reachedEnd
    /// A device window refused an access. The registers are as before its instruction, but for PC and the state of IT
    /// in CPSR.
    case refusedAccess(AccessPlace)
    /// The core called the host, which has answered. The registers are those at the call: where the run goes on the
    /// answer says.
    case answered
    /// The core executed YIELD or WFE; PC is behind it. Only engines with a clock tell these from undefined
    /// instructions.
    case hint
    /// The core executed WFI; PC is behind it.
    case waitForInterrupt
}

/// The exceptions the engine reports, by QEMU's numbers for ARM.
public enum CPUException: UInt32, Hashable, Sendable {
    case undefinedInstruction = 1
    case supervisorCall = 2
    /// PC is the target address of the fetch that failed.
    case prefetchAbort = 3
    case dataAbort = 4
    case breakpoint = 7
    /// Anything else the engine raises; it has no business in a CE guest.
    case other = 0xFFFF_FFFF
}

extension CPUException {
    /// What some refusals of the library mean: it gives up on a few instructions and accesses instead of raising the
    /// exception.
    init?(_ status: uc_err) {
        switch status {
        case UC_ERR_INSN_INVALID: self = .undefinedInstruction
        case UC_ERR_READ_UNMAPPED, UC_ERR_WRITE_UNMAPPED, UC_ERR_READ_PROT, UC_ERR_WRITE_PROT, UC_ERR_READ_UNALIGNED,
            UC_ERR_WRITE_UNALIGNED:
            self = .dataAbort
        case UC_ERR_FETCH_UNMAPPED, UC_ERR_FETCH_PROT, UC_ERR_FETCH_UNALIGNED: self = .prefetchAbort
        case UC_ERR_EXCEPTION: self = .other
        default: return nil
        }
    }
}
