import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// Calls that CE 6 took away and keeps as exports (document ee482976; results as shipped images give them): pointers
/// come back as they are, permissions are 0, and a line on the debug port says so at each call.
let removedCalls: [KernelCall] = pointerMappingCalls + permissionCalls

private let noPermissions = CallSupport.partial("on CE 5 everybody has all permissions, whatever is set")

private let useCallerBuffers =
    "first-level pointers are good as they are; for those inside buffers use CeOpenCallerBuffer"

private let pointerMappingCalls: [KernelCall] = [
    KernelCall("MapCallerPtr", .full, "ptr dwLen", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>) throws(CallStop) in
        kernel.noteRemoved("MapCallerPtr", useCallerBuffers, call)
        return .value(kernel.slotPointer(pointer.rawValue, of: call.thread.callerSpace))
    },
    KernelCall("MapPtrToProcess", .full, "lpv hProc", source: "ms886751", returns: .address) {
        (kernel, call, pointer: VirtualAddress, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcess", useCallerBuffers, call)
        return try kernel.map(pointer, to: process, call)
    },
    KernelCall("MapPtrToProcWithSize", .full, "ptr dwLen hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcWithSize", useCallerBuffers, call)
        return try kernel.map(pointer, to: process, call)
    },
    KernelCall("MapPtrUnsecure", .full, "lpv hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, process: ProcessHandle) throws(CallStop) in
        kernel.noteRemoved("MapPtrUnsecure", useCallerBuffers, call)
        return try kernel.map(pointer, to: process, call)
    },
    // It says nothing on CE 6 either.
    KernelCall("CeZeroPointer", .full, "ptr", source: "ee482976", returns: .address) {
        (kernel, _, pointer: VirtualAddress) throws(CallStop) in
        .value(kernel.zeroPointer(pointer.rawValue))
    },
]

private let permissionCalls: [KernelCall] = [
    KernelCall("SetProcPermissions", noPermissions, "newperms", source: "ms886819", returns: .hexadecimal) {
        (kernel, call, _: Unread<Word>) throws(CallStop) in
        kernel.noteRemoved("SetProcPermissions", "drivers see their caller without it: delete the call", call)
        return .value(kernel.isBeforeCE6 ? .max : 0)
    },
    KernelCall("GetCurrentPermissions", noPermissions, source: "ee482976", returns: .hexadecimal) {
        kernel, call throws(CallStop) in
        kernel.noteRemoved("GetCurrentPermissions", "drivers see their caller without it: delete the call", call)
        return .value(kernel.isBeforeCE6 ? .max : 0)
    },
    KernelCall("SetKMode", noPermissions, "fMode", source: "ee482976", returns: .boolean) {
        (kernel, call, _: Unread<Bool>) throws(CallStop) in
        kernel.noteRemoved("SetKMode", "code that needs the kernel's mode belongs into a kernel-mode driver", call)
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

    /// The line that CE 6 and later print, with what replaces the call.
    fileprivate func noteRemoved(_ name: String, _ replacement: String, _ call: borrowing Invocation) {
        guard !isBeforeCE6 else { return }
        let place = describe(place(of: call.thread), call.thread)
        output.writeLine("\(name), called from \(place), is not supported since CE 6: \(replacement)")
    }
}
