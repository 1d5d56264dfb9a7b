import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// Calls that CE 6 took away and keeps as exports (document ee482976; results as shipped images give them): pointers
/// come back as they are, permissions are 0, and a line on the debug port says so at each call.
let removedCalls: [KernelCall] = pointerMappingCalls + permissionCalls

private let noPermissions = CallSupport.partial("on CE 5 everybody has all permissions, whatever is set")

/// What CE 6 took away from drivers and applications, and what they do instead (documents ee482976, aa932632).
package enum RemovedFunctions {
    private static let openBuffer =
        "an argument of the call is used as it is, a pointer inside a buffer goes through CeOpenCallerBuffer, and one "
        + "that is used later through CeAllocAsynchronousBuffer"
    private static let noPermissions = "leave it out: drivers reach their caller's memory without it"

    /// By name.
    package static let replacements: [String: String] = [
        "MapCallerPtr": openBuffer,
        "MapPtrToProcess": openBuffer,
        "MapPtrToProcWithSize": openBuffer,
        "MapPtrUnsecure": openBuffer,
        "UnMapPtr": "use CeCloseCallerBuffer",
        "CeZeroPointer": "leave it out: there are no slots",
        "SetProcPermissions": noPermissions,
        "GetCurrentPermissions": noPermissions,
        "SetKMode": "leave it out: code that needs the kernel's mode belongs into a driver of the kernel",
        "GetCallerProcessIndex": "use GetCallerVMProcessId or GetDirectCallerProcessId",
    ]
}

private let pointerMappingCalls: [KernelCall] = [
    KernelCall("MapCallerPtr", .full, "ptr dwLen", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>) throws(CallStop) in
        kernel.noteRemoved("MapCallerPtr", call)
        return .value(kernel.slotPointer(pointer.rawValue, of: call.thread.callerSpace))
    },
    KernelCall("MapPtrToProcess", .full, "lpv hProc", source: "ms886751", returns: .address) {
        (kernel, call, pointer: VirtualAddress, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcess", call)
        return try kernel.map(pointer, to: process, call)
    },
    KernelCall("MapPtrToProcWithSize", .full, "ptr dwLen hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcWithSize", call)
        return try kernel.map(pointer, to: process, call)
    },
    KernelCall("MapPtrUnsecure", .full, "lpv hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrUnsecure", call)
        return try kernel.map(pointer, to: process, call)
    },
    KernelCall("CeZeroPointer", .full, "ptr", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress) throws(CallStop) in
        // It prints nothing on CE 6 either.
        kernel.noteRemoved("CeZeroPointer", isPrinted: false, call)
        return .value(kernel.zeroPointer(pointer.rawValue))
    },
]

private let permissionCalls: [KernelCall] = [
    KernelCall("SetProcPermissions", noPermissions, "newperms", source: "ms886819", returns: .hexadecimal) {
        (kernel, call, _: Unread<Word>) throws(CallStop) in
        kernel.noteRemoved("SetProcPermissions", call)
        return .value(kernel.isBeforeCE6 ? .max : 0)
    },
    KernelCall("GetCurrentPermissions", noPermissions, source: "ee482976", returns: .hexadecimal) {
        kernel, call throws(CallStop) in
        kernel.noteRemoved("GetCurrentPermissions", call)
        return .value(kernel.isBeforeCE6 ? .max : 0)
    },
    KernelCall("SetKMode", noPermissions, "fMode", source: "ee482976", returns: .boolean) {
        (kernel, call, _: Unread<Bool>) throws(CallStop) in
        kernel.noteRemoved("SetKMode", call)
        return .value(kernel.isBeforeCE6 ? 1 : 0)
    },
    // Everybody is trusted since CE 6; an image whose modules are all trusted is on CE 5.
    KernelCall("CeGetCallerTrust", .full, source: "ee488579", returns: .number) { _, _ throws(CallStop) in .value(2) },
]

extension Kernel {
    /// A pointer as it leads to a process from everywhere; on systems without slots it stays as it is.
    fileprivate func map(
        _ pointer: VirtualAddress, to handle: ProcessHandle, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard isBeforeCE6 else { return .value(pointer.rawValue) }
        guard let process = process(handle.rawValue, for: call.thread) else { throw .error(.invalidParameter) }
        return .value(slotPointer(pointer.rawValue, of: process))
    }

    /// The line that CE 6 and later print at each call, and what replaces it for the checker.
    fileprivate func noteRemoved(_ name: String, isPrinted: Bool = true, _ call: borrowing Invocation) {
        guard !isBeforeCE6 else { return }
        let place = namedPlace(place(of: call.thread), call.thread, isReturn: true)
        if isPrinted { output.writeLine("\(name), called from \(place), is not supported since CE 6") }
        guard let replacement = RemovedFunctions.replacements[name] else { return }
        observers.tell(
            .removedCalls,
            .removedFunctionCalled(name, replacement: replacement, process: call.thread.current, place: place))
    }
}
