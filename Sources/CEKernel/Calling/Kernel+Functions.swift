import CEMemory
import Unicorn

extension Kernel {
    /// Calls a function of a guest's on behalf of a call, whose result is the function's; when it faults, and nobody
    /// handles that, the call gives 0 and ERROR_INVALID_PARAMETER.
    func callFunction(
        _ thread: Thread, _ entry: UInt32, _ arguments: CalleeArguments, in process: Process
    ) throws(CallStop) -> CallResult {
        try callGuest(thread, entry, arguments, in: process, then: .answer(known: nil))
    }

    /// Calls a function that takes what XXX_IOControl takes, in the process whose code calls; its result is the call's.
    package func callControlFunction(
        _ entry: UInt32, code: UInt32, input: GuestBuffer, output: GuestBuffer, returned: UInt32, overlapped: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try callFunction(
            call.thread, entry,
            [code, input.address, input.size, output.address, output.size, returned, overlapped],
            in: call.thread.current)
    }

    /// Calls a callback that the calling code has given, with two arguments.
    /// - Parameter result: what the call returns then, whatever the callback does.
    package func callBack(
        _ entry: UInt32, _ first: UInt32, _ second: UInt32, result: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        try callGuest(
            call.thread, entry, [first, second], in: call.thread.current, then: .answer(known: result))
    }
}
