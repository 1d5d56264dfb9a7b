import CEKernel
import CEMemory
import GuestAddress

/// What code in C++ with exceptions calls (header ehdata.h of the public compilers describes the exception's
/// arguments).
let cxxExceptionCalls: [KernelCall] =
    ["__CxxFrameHandler", "__CxxFrameHandler3"].map { name in
        // Its address marks the functions with catch blocks and destructors; the kernel passes them over.
        KernelCall(
            name, .partial("catch blocks and destructors do not run when an exception passes"),
            "pExcept pRN pContext pDC", source: "observed", returns: .number
        ) {
            (
                _, _, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>,
                _: Unread<VirtualAddress>
            ) throws(CallStop) in
            .value(exceptionContinueSearch)
        }
    } + [
        KernelCall(
            "__CxxThrowException", .partial("no catch block gets the exception"), "pExceptionObject pThrowInfo",
            source: "observed", returns: .none, raisesFaults: true
        ) { (_, _, object: VirtualAddress, information: VirtualAddress) throws(CallStop) in
            throw .exception(
                SoftwareException(
                    code: ExceptionCode.cxxException, flags: SoftwareException.nonContinuable,
                    parameters: [CxxException.magic, object.rawValue, information.rawValue], continuesBehindCall: true))
        }
    ]

private let exceptionContinueSearch: UInt32 = 1
