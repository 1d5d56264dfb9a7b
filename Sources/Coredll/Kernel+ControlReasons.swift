import CEKernel
import CEMemory

/// Why the OAL refuses a request, in words.
extension Kernel {
    /// A value that IOCTL_HAL_RELEASE_SYSINTR cannot give back.
    func refuseRelease(of number: UInt32) -> CEError {
        if interrupts.irq(of: number) == nil, let sysintr = interrupts.sysintr(of: number) {
            return refuse(
                "sysintr",
                "\(number) is an IRQ and no SYSINTR that was requested: the SYSINTR of IRQ \(number) is \(sysintr)")
        }
        return refuse(
            "sysintr",
            interrupts.irq(of: number) == nil
                ? "SYSINTR \(number) was not requested, or was released before"
                : "SYSINTR \(number) is the OAL's own and was not requested: it cannot be released")
    }

    /// A code that the OAL does not answer.
    func refuseCode(_ code: UInt32) -> CEError {
        refuse("code", "the OAL of this system does not answer the code \(HALCode.names.text(code))", .notSupported)
    }

    /// An input of the wrong size.
    func refuseInput(_ request: ControlRequest, takes bytes: Int) -> CEError {
        refuse(
            "buffer",
            "nInBufSize is \(request.input.size), and \(HALCode.names.text(request.code)) takes \(bytes) bytes")
    }
}
