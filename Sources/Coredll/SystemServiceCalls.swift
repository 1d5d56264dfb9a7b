import CEKernel
import CEMemory
import GuestAddress

/// What drivers call for itself: a copy that survives bad pointers, marks in logs.
let serviceCalls: [KernelCall] =
    [
        // A fault on either side is caught inside.
        KernelCall("CeSafeCopyMemory", .full, "pDst pSrc cbSize", source: "observed", returns: .boolean) {
            (_, call, target: VirtualAddress, source: VirtualAddress, size: UInt32) throws(CallStop) in
            do throws(GuestFault) {
                try call.memory.move(to: target.rawValue, from: source.rawValue, count: size)
                return .value(1)
            } catch { return .failure(0) }
        },
        // It returns at once when CeLog is not loaded.
        KernelCall(
            "CeLogData", .full, "fTimeStamp wID pData wLen dwZoneUser dwZoneCE wFlag fFlagged", source: "aa450823",
            returns: .none
        ) {
            (
                _, _, _: Unread<Bool>, _: Unread<Word>, _: Unread<VirtualAddress>, _: Unread<UInt32>, _: Unread<Word>,
                _: Unread<Word>, _: Unread<Word>, _: Unread<Bool>
            ) throws(CallStop) in
            .value(0)
        },
        KernelCall("WriteDebugLED", .stub, "wIndex dwPattern", source: "pkfuncs.h", returns: .none) {
            (_, _, _: Unread<UInt32>, _: Unread<Word>) throws(CallStop) in
            .value(0)
        },
    ] + eventLogCalls

private let noEventLog = CallSupport.partial("there is no event log: it fails with ERROR_NOT_SUPPORTED")

/// The event log of desktop systems: an image without the component refuses.
private let eventLogCalls: [KernelCall] = [
    KernelCall(
        "ReportEventW", noEventLog,
        "hEventLog wType wCategory dwEventID lpUserSid wNumStrings dwDataSize lpStrings lpRawData",
        source: "winbase.h", returns: .boolean
    ) {
        (
            kernel, _, _: Unread<Handle>, _: Unread<Word>, _: Unread<Word>, _: Unread<Word>, _: Unread<VirtualAddress>,
            _: Unread<UInt32>, _: Unread<UInt32>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>
        ) throws(CallStop) in
        throw .error(kernel.refuseEventLog())
    },
    KernelCall(
        "RegisterEventSourceW", noEventLog, "lpUNCServerName lpSourceName", source: "winbase.h", returns: .handle
    ) { (kernel, _, _: Unread<WideString>, _: Unread<WideString>) throws(CallStop) in
        throw .error(kernel.refuseEventLog())
    },
    KernelCall("DeregisterEventSource", noEventLog, "hEventLog", source: "winbase.h", returns: .boolean) {
        (kernel, _, _: Unread<Handle>) throws(CallStop) in
        throw .error(kernel.refuseEventLog())
    },
]

extension Kernel {
    fileprivate func refuseEventLog() -> CEError {
        refuse("absent", "this system has no event log", .notSupported)
    }
}
