import CEKernel
import CEMemory
import GuestAddress

extension Kernel {
    fileprivate func registryWatch(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> RegistryWatch {
        guard case .registryWatch(let watch) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "what CeFindFirstRegChange has made"))
        }
        return watch
    }
}

/// REG_NOTIFY_CHANGE_NAME, _ATTRIBUTES, _LAST_SET and _SECURITY (winnt.h of the public SDK).
private let knownChanges: UInt32 = 0xF

/// Waiting for changes of keys and values (document aa914398: RegNotifyChangeKeyValue and its relatives).
let registryWatchCalls: [KernelCall] = [
    KernelCall(
        "CeFindFirstRegChange", .full, "hKey bWatchSubTree dwNotifyFilter", source: "winreg.h", returns: .handle,
        failure: .max
    ) { (kernel, call, handle: KeyHandle, includesSubkeys: Bool, filter: Word) throws(CallStop) in
        let key = try kernel.key(handle, call)
        guard filter.rawValue & knownChanges != 0, filter.rawValue & ~knownChanges == 0 else {
            throw .error(
                kernel.refuse(
                    "filter",
                    "dwNotifyFilter 0x\(hexadecimal(filter.rawValue)) has to hold some of REG_NOTIFY_CHANGE_NAME (1), "
                        + "_ATTRIBUTES (2), _LAST_SET (4) and _SECURITY (8), and nothing else"))
        }
        let watch = RegistryWatch(key: key, includesSubkeys: includesSubkeys, filter: filter.rawValue)
        try kernel.checked { () throws(CEError) in try kernel.addRegistryWatch(watch) }
        do throws(CallStop) { return .value(try kernel.addHandle(.registryWatch(watch), call)) } catch {
            kernel.removeRegistryWatch(watch)
            throw error
        }
    },
    KernelCall("CeFindNextRegChange", .full, "hNotify", source: "winreg.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.registryWatch(handle, call).event.isSignalled = false
        return .value(1)
    },
    KernelCall("CeFindCloseRegChange", .full, "hNotify", source: "winreg.h", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        kernel.removeRegistryWatch(try kernel.registryWatch(handle, call))
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current)
        return .value(1)
    },
]
