import CEKernel
import CEMemory
import GuestAddress
import OEMAddrTable

/// Calls that CE 6 took away and keeps as exports (document ee482976; results as shipped images give them): pointers
/// come back as they are, permissions are 0, and a line on the debug port says so at each call.
let removedCalls: [KernelCall] = pointerMappingCalls + permissionCalls

private let noSlots = CallSupport.partial("on CE 5 too the pointer stays as it is: there are no slots to map it to")
private let noPermissions = CallSupport.partial("on CE 5 everybody has all permissions, whatever is set")

private let useCallerBuffers =
    "first-level pointers are good as they are; for those inside buffers use CeOpenCallerBuffer"

private let pointerMappingCalls: [KernelCall] = [
    KernelCall("MapCallerPtr", noSlots, "ptr dwLen", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>) throws(CallStop) in
        kernel.noteRemoved("MapCallerPtr", useCallerBuffers, call)
        return .value(pointer.rawValue)
    },
    KernelCall("MapPtrToProcess", noSlots, "lpv hProc", source: "ms886751", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<ProcessHandle>) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcess", useCallerBuffers, call)
        return .value(pointer.rawValue)
    },
    KernelCall("MapPtrToProcWithSize", noSlots, "ptr dwLen hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<UInt32>, _: Unread<ProcessHandle>) throws(CallStop) in
        kernel.noteRemoved("MapPtrToProcWithSize", useCallerBuffers, call)
        return .value(pointer.rawValue)
    },
    KernelCall("MapPtrUnsecure", noSlots, "lpv hProc", source: "ee482976", returns: .address) {
        (kernel, call, pointer: VirtualAddress, _: Unread<ProcessHandle>) throws(CallStop) in
        kernel.noteRemoved("MapPtrUnsecure", useCallerBuffers, call)
        return .value(pointer.rawValue)
    },
    // It says nothing on CE 6 either.
    KernelCall("CeZeroPointer", noSlots, "ptr", source: "ee482976", returns: .address) {
        (_, _, pointer: VirtualAddress) throws(CallStop) in
        .value(pointer.rawValue)
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
    /// Whether processes live in slots and pointers are mapped.
    fileprivate var isBeforeCE6: Bool { !memory.profile.hasPrivateAddressSpaces }

    /// The line that CE 6 and later print, with what replaces the call.
    fileprivate func noteRemoved(_ name: String, _ replacement: String, _ call: borrowing Invocation) {
        guard !isBeforeCE6 else { return }
        let place = describe(place(of: call.thread), call.thread)
        output.writeLine("\(name), called from \(place), is not supported since CE 6: \(replacement)")
    }
}
