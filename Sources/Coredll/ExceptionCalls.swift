import CEKernel
import CEMemory

/// Exceptions that code raises itself (structured exception handling; the dispatch is in Faults/).
let exceptionCalls: [KernelCall] = [
    KernelCall("RaiseException", raisesFaults: true) { _, call throws(CallStop) in
        let count = call.r3 == 0 ? 0 : min(call.r2, SoftwareException.maximumParameters)
        let list = call.r3
        let parameters = try call.access { memory throws(GuestFault) in
            var words: [UInt32] = []
            for index in 0..<count { words.append(try memory.word(list &+ index &* 4)) }
            return words
        }
        // Bit 28 is the system's own; of the flags only EXCEPTION_NONCONTINUABLE may be given.
        throw .exception(
            SoftwareException(
                code: call.r0 & ~0x1000_0000, flags: call.r1 & SoftwareException.nonContinuable,
                parameters: parameters, continuesBehindCall: true))
    },
    // Its address marks the functions with __try blocks; the kernel itself reads their tables. Called, it handles nothing.
    KernelCall("__C_specific_handler") { _, _ throws(CallStop) in .value(exceptionContinueSearch) },
]

private let exceptionContinueSearch: UInt32 = 1
