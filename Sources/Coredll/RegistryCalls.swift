import CEKernel
import CEMemory
import GuestAddress

/// What a registry call returns: the error code itself.
private func status(_ body: () throws(CallStop) -> Void) throws(CallStop) -> CallResult {
    do throws(CallStop) {
        try body()
        return .value(CEError.success.rawValue)
    } catch {
        guard case .error(let code) = error else { throw error }
        return .failure(code.rawValue)
    }
}

private let failed = CEError.invalidParameter.rawValue

/// OpenDeviceKey(active key): the driver's own key, which `Key` of HKLM\Drivers\Active\nn names; otherwise NULL and
/// the registry's code.
let deviceKeyCalls: [KernelCall] = [
    KernelCall("OpenDeviceKey", .full, "ActiveKey", source: "ee485065", returns: .handle) {
        (kernel, call, active: WideString) throws(CallStop) in
        guard active.rawValue != 0 else { throw .error(kernel.refuse(null: "ActiveKey")) }
        let active = try kernel.registryName(active, call)
        guard case .string(let path)? = kernel.registry.value(active, "Key") else {
            throw .error(
                kernel.refuse(
                    "no-key",
                    "\"\(active)\" is no active key with a Key value: XXX_Init gets one as its first argument",
                    .fileNotFound))
        }
        guard let key = kernel.registry.find(path, under: kernel.registry.machine) else {
            throw .error(kernel.refuseKey(path, under: kernel.registry.machine))
        }
        return .value(try kernel.addHandle(.registryKey(key), call))
    }
]

let registryCalls: [KernelCall] = registryKeyCalls + registryKeyListCalls + registryValueCalls

private let registryKeyCalls: [KernelCall] = [
    KernelCall(
        "RegOpenKeyExW", .full, "hKey lpSubKey ulOptions samDesired phkResult", source: "winreg.h", returns: .error,
        failure: failed, returnsError: true
    ) {
        (kernel, call, parent: KeyHandle, path: WideString, _: Unread<Word>, _: Unread<Word>, result: VirtualAddress)
            throws(CallStop) in
        try status { () throws(CallStop) in
            let parent = try kernel.key(parent, call)
            let path = try kernel.registryName(path, call)
            guard result.rawValue != 0 else { throw .error(kernel.refuse(null: "phkResult")) }
            guard let key = kernel.registry.find(path, under: parent) else {
                kernel.noteQuery(parent.path(of: path), nil, isFound: false, call.thread)
                throw .error(kernel.refuseKey(path, under: parent))
            }
            try kernel.giveKey(key, at: result, call)
        }
    },
    KernelCall(
        "RegCreateKeyExW", .partial("the class is not kept, and options and access are not looked at"),
        "hKey lpSubKey Reserved lpClass dwOptions samDesired lpSecurityAttributes phkResult lpdwDisposition",
        source: "winreg.h", returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, parent: KeyHandle, path: WideString, _: Unread<Word>, _: Unread<WideString>, _: Unread<Word>,
            _: Unread<Word>,
            _: Unread<VirtualAddress>, result: VirtualAddress, disposition: VirtualAddress
        ) throws(CallStop) in
        try status { () throws(CallStop) in
            try kernel.createKey(path, under: parent, at: result, disposition: disposition, call)
        }
    },
    KernelCall(
        "RegCloseKey", .full, "hKey", source: "winreg.h", returns: .error, failure: failed, returnsError: true
    ) { (kernel, call, key: KeyHandle) throws(CallStop) in
        try status { () throws(CallStop) in
            if kernel.registry.root(key.rawValue) != nil { return }
            guard case .registryKey = kernel.object(Handle(word: key.rawValue), call.thread) else {
                throw .error(kernel.refuse(handle: key.rawValue, takes: "a registry key"))
            }
            _ = kernel.objects.handles.remove(
                key.rawValue, owner: call.thread.current, by: kernel.site(call))
        }
    },
    KernelCall(
        "RegDeleteKeyW", .full, "hKey lpSubKey", source: "winreg.h", returns: .error, failure: failed,
        returnsError: true
    ) { (kernel, call, parent: KeyHandle, path: WideString) throws(CallStop) in
        try status { () throws(CallStop) in
            let parent = try kernel.key(parent, call)
            let path = try kernel.registryName(path, call)
            do throws(CEError) { try kernel.registry.delete(path, under: parent) } catch {
                throw .error(kernel.refusePath(path, under: parent, error))
            }
            kernel.tellRegistryWatches()
        }
    },
]

private let registryKeyListCalls: [KernelCall] = [
    KernelCall(
        "RegEnumKeyExW", .partial("the class and the time are not given"),
        "hKey dwIndex lpName lpcbName lpReserved lpClass lpcbClass lpftLastWriteTime", source: "winreg.h",
        returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, key: KeyHandle, index: UInt32, name: VirtualAddress, size: VirtualAddress,
            _: Unread<VirtualAddress>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>, _: Unread<VirtualAddress>
        ) throws(CallStop) in
        try status { () throws(CallStop) in
            let key = try kernel.key(key, call)
            guard let subkey = key.subkey(at: Int(index), kernel.memory.physical.hostWork) else {
                throw .error(
                    kernel.refuse(
                        "index", "dwIndex is \(index), and \(key.fullPath) has \(key.counts.subkeys) keys", .noMoreItems
                    ))
            }
            try kernel.giveName(subkey.name, at: name, size: size, call)
        }
    },
    KernelCall(
        "RegQueryInfoKeyW",
        .partial("the class is empty; the size of the security descriptor and the time are not given"),
        "hKey lpClass lpcbClass lpReserved lpcSubKeys lpcbMaxSubKeyLen lpcbMaxClassLen lpcValues "
            + "lpcbMaxValueNameLen lpcbMaxValueLen lpcbSecurityDescriptor lpftLastWriteTime", source: "winreg.h",
        returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, key: KeyHandle, className: VirtualAddress, classSize: VirtualAddress,
            _: Unread<VirtualAddress>,
            subkeys: VirtualAddress, longestSubkey: VirtualAddress, longestClass: VirtualAddress,
            values: VirtualAddress, longestName: VirtualAddress, longestValue: VirtualAddress,
            _: Unread<VirtualAddress>,
            _: Unread<VirtualAddress>
        ) throws(CallStop) in
        try status { () throws(CallStop) in
            let key = try kernel.key(key, call)
            try kernel.giveNoClass(at: className, size: classSize, call)
            let information = kernel.registry.information(key)
            try kernel.setWord(information.subkeys, subkeys, call)
            try kernel.setWord(information.longestSubkey, longestSubkey, call)
            try kernel.setWord(0, longestClass, call)
            try kernel.setWord(information.values, values, call)
            try kernel.setWord(information.longestName, longestName, call)
            try kernel.setWord(information.longestValue, longestValue, call)
        }
    },
    KernelCall(
        "RegFlushKey", .full, "hKey", source: "winreg.h", returns: .error, failure: failed, returnsError: true
    ) { (kernel, call, key: KeyHandle) throws(CallStop) in
        try status { () throws(CallStop) in _ = try kernel.key(key, call) }
    },
]

private let registryValueCalls: [KernelCall] = [
    KernelCall(
        "RegQueryValueExW", .full, "hKey lpValueName lpReserved lpType lpData lpcbData", source: "winreg.h",
        returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, key: KeyHandle, name: WideString, _: Unread<VirtualAddress>, type: VirtualAddress,
            data: VirtualAddress, size: VirtualAddress
        ) throws(CallStop) in
        try status { () throws(CallStop) in
            let value = try kernel.value(try kernel.registryName(name, call), of: try kernel.key(key, call), call)
            try kernel.giveValue(value, type: type, data: data, size: size, call)
        }
    },
    KernelCall(
        "RegSetValueExW", .full, "hKey lpValueName Reserved dwType lpData cbData", source: "winreg.h",
        returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, key: KeyHandle, name: WideString, _: Unread<Word>, type: RegistryType, data: VirtualAddress,
            size: UInt32
        ) throws(CallStop) in
        try status { () throws(CallStop) in try kernel.setValue(name, of: key, type, data.rawValue, size, call) }
    },
    KernelCall(
        "RegDeleteValueW", .full, "hKey lpValueName", source: "winreg.h", returns: .error, failure: failed,
        returnsError: true
    ) { (kernel, call, key: KeyHandle, name: WideString) throws(CallStop) in
        try status { () throws(CallStop) in
            let key = try kernel.key(key, call)
            let name = try kernel.registryName(name, call)
            do throws(CEError) { try kernel.registry.deleteValue(name, in: key) } catch {
                throw .error(kernel.refuseValue(name, of: key))
            }
            kernel.tellRegistryWatches()
        }
    },
    KernelCall(
        "RegEnumValueW", .full, "hKey dwIndex lpValueName lpcbValueName lpReserved lpType lpData lpcbData",
        source: "winreg.h", returns: .error, failure: failed, returnsError: true
    ) {
        (
            kernel, call, key: KeyHandle, index: UInt32, name: VirtualAddress, nameSize: VirtualAddress,
            _: Unread<VirtualAddress>, type: VirtualAddress, data: VirtualAddress, size: VirtualAddress
        ) throws(CallStop) in
        try status { () throws(CallStop) in
            let key = try kernel.key(key, call)
            guard let entry = key.value(at: Int(index), kernel.memory.physical.hostWork) else {
                throw .error(
                    kernel.refuse(
                        "index", "dwIndex is \(index), and \(key.fullPath) has \(key.counts.values) values",
                        .noMoreItems))
            }
            try kernel.giveName(entry.name, at: name, size: nameSize, call)
            try kernel.giveValue(entry.value, type: type, data: data, size: size, call)
        }
    },
]
