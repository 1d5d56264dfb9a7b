import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    fileprivate func registerDevice(
        _ type: WideString, _ index: UInt32, _ library: WideString, _ argument: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard type.rawValue != 0 else { throw .error(refuse(null: "lpszType")) }
        guard library.rawValue != 0 else { throw .error(refuse(null: "lpszLib")) }
        let prefix = try call.access { memory throws(GuestFault) in try memory.wideString(type.rawValue, limit: 4) }
        let file = try call.access { memory throws(GuestFault) in try memory.wideString(library.rawValue, limit: 259) }
        return try registerDevice(prefix: prefix, index: index, dll: file, argument: argument, call.thread)
    }
}

/// The calls of the time before ActivateDeviceEx (header winbase.h of the public SDK; error codes in
/// `Documentation/CE-Memory.md`).
let legacyDeviceCalls: [KernelCall] = [
    KernelCall(
        "RegisterDevice", .full, "lpszType dwIndex lpszLib dwInfo", source: "winbase.h", returns: .handle
    ) { (kernel, call, type: WideString, index: UInt32, library: WideString, argument: Word) throws(CallStop) in
        try kernel.registerDevice(type, index, library, argument.rawValue, call)
    },
    KernelCall("DeregisterDevice", .full, "hDevice", source: "winbase.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.deactivateDevice(handle, call)
    },
]
