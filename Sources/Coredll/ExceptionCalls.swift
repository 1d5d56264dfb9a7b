import CEKernel
import CEMemory
import GuestAddress

/// Exceptions that code raises itself (structured exception handling; the dispatch is in Faults/).
let exceptionCalls: [KernelCall] = [
    KernelCall(
        "RaiseException", .full, "dwExceptionCode dwExceptionFlags nNumberOfArguments lpArguments",
        source: "winbase.h", returns: .none, raisesFaults: true
    ) { (_, call, code: Word, flags: Word, count: UInt32, list: VirtualAddress) throws(CallStop) in
        let count = list.rawValue == 0 ? 0 : min(count, SoftwareException.maximumParameters)
        let parameters = try call.access { memory throws(GuestFault) in
            var words: [UInt32] = []
            for index in 0..<count { words.append(try memory.word(list.rawValue &+ index &* 4)) }
            return words
        }
        // Bit 28 is the system's own; of the flags only EXCEPTION_NONCONTINUABLE may be given.
        throw .exception(
            SoftwareException(
                code: code.rawValue & ~0x1000_0000, flags: flags.rawValue & SoftwareException.nonContinuable,
                parameters: parameters, continuesBehindCall: true))
    },
    // Its address marks the functions with __try blocks; the kernel itself reads their tables. Called, it handles
    // nothing.
    KernelCall(
        "__C_specific_handler", .full, "ExceptionRecord EstablisherFrame ContextRecord DispatcherContext",
        source: "observed", returns: .number
    ) {
        (
            _, _, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>,
            _: Unread<VirtualAddress>
        ) throws(CallStop) in
        .value(exceptionContinueSearch)
    },
]

private let exceptionContinueSearch: UInt32 = 1
