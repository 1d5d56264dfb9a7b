import CEKernel
import CEMemory
import GuestAddress

/// A registry call: its result is the error code itself.
private func registryCall(
    _ name: String, _ body: @escaping @Sendable (Kernel, borrowing Invocation) throws(CallStop) -> Void
)
    -> KernelCall
{
    KernelCall(name, failure: CEError.invalidParameter.rawValue, returnsError: true) { kernel, call throws(CallStop) in
        do throws(CallStop) {
            try body(kernel, call)
            return .value(CEError.success.rawValue)
        } catch {
            guard case .error(let code) = error else { throw error }
            return .failure(code.rawValue)
        }
    }
}

/// What RegCreateKeyEx has done.
private enum Disposition {
    static let created: UInt32 = 1
    static let opened: UInt32 = 2
}

extension Kernel {
    fileprivate func key(_ handle: UInt32, _ call: borrowing Invocation) throws(CallStop) -> RegistryKey {
        if let root = registry.root(handle) { return root }
        guard case .registryKey(let key) = object(handle, call.thread) else { throw .error(.invalidHandle) }
        guard !key.isDeleted else { throw .error(.keyDeleted) }
        return key
    }

    /// A key's or value's name; NULL is the empty one.
    fileprivate func registryName(_ address: UInt32, _ call: borrowing Invocation) throws(CallStop) -> String {
        guard address != 0 else { return "" }
        // A path has at most so many names, each with its separator.
        let limit = (Registry.maximumName + 1) * Registry.maximumDepth
        let units = try call.access { memory throws(GuestFault) in try memory.wideCharacters(address, limit: limit + 1)
        }
        memory.physical.hostWork.look(at: units.count, each: 2)
        guard units.count <= limit else { throw .error(.invalidParameter) }
        return String(decoding: units, as: UTF16.self)
    }

    fileprivate func setWord(_ value: Int, _ pointer: UInt32, _ call: borrowing Invocation) throws(CallStop) {
        guard pointer != 0 else { return }
        try call.access { memory throws(GuestFault) in try memory.setWord(UInt32(truncatingIfNeeded: value), pointer) }
    }

    /// Hands a value's type and bytes out, in the way that RegQueryValueEx and RegEnumValue share.
    fileprivate func giveValue(
        _ value: StoredRegistryValue, type: UInt32, data: UInt32, size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard data == 0 || size != 0 else { throw .error(.invalidParameter) }
        try setWord(Int(value.type), type, call)
        guard size != 0 else { return }
        let room = try call.access { memory throws(GuestFault) in try memory.word(size) }
        try setWord(value.bytes.count, size, call)
        guard data != 0 else { return }
        guard room >= UInt32(value.bytes.count) else { throw .error(.moreData) }
        try call.access { memory throws(GuestFault) in try memory.write(value.bytes, data) }
    }

    /// Hands a name out: the room is in characters with the terminator, the result without it.
    fileprivate func giveName(
        _ name: String, at buffer: UInt32, size: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) {
        guard buffer != 0, size != 0 else { throw .error(.invalidParameter) }
        let units = Array(name.utf16)
        let room = try call.access { memory throws(GuestFault) in try memory.word(size) }
        guard room > UInt32(units.count) else { throw .error(.moreData) }
        try call.access { memory throws(GuestFault) in
            try memory.write(
                (units + [0]).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }, buffer)
        }
        try setWord(units.count, size, call)
    }

    fileprivate func giveKey(_ key: RegistryKey, at result: UInt32, _ call: borrowing Invocation) throws(CallStop) {
        try call.access { memory throws(GuestFault) in try memory.probe(result, 4, .write) }
        try setWord(Int(try addHandle(.registryKey(key), call)), result, call)
    }

    fileprivate func createKey(_ call: borrowing Invocation) throws(CallStop) {
        let parent = try key(call.r0, call)
        let path = try registryName(call.r1, call)
        let result = try call[7]
        let disposition = try call[8]
        guard result != 0, call.r1 != 0 else { throw .error(.invalidParameter) }
        let created: (key: RegistryKey, isNew: Bool)
        do throws(CEError) { created = try registry.create(path, under: parent) } catch { throw .error(error) }
        try giveKey(created.key, at: result, call)
        try setWord(Int(created.isNew ? Disposition.created : Disposition.opened), disposition, call)
    }

    fileprivate func setValue(_ call: borrowing Invocation) throws(CallStop) {
        let key = try key(call.r0, call)
        let name = try registryName(call.r1, call)
        let data = try call[4]
        let size = try call[5]
        guard size <= UInt32(Registry.maximumValue), data != 0 || size == 0 else { throw .error(.invalidParameter) }
        let bytes = try call.access { memory throws(GuestFault) in try memory.bytes(data, size) }
        do throws(CEError) {
            try registry.set(name, StoredRegistryValue(type: call.r3, bytes: bytes), in: key)
        } catch { throw .error(error) }
    }

    fileprivate func queryInformation(_ call: borrowing Invocation) throws(CallStop) {
        let key = try key(call.r0, call)
        // Keys have no class here.
        if call.r1 != 0, call.r2 != 0 {
            let name = call.r1
            try call.access { memory throws(GuestFault) in try memory.setHalfword(0, name) }
        }
        try setWord(0, call.r2, call)
        let information = registry.information(key)
        try setWord(information.subkeys, try call[4], call)
        try setWord(information.longestSubkey, try call[5], call)
        try setWord(0, try call[6], call)
        try setWord(information.values, try call[7], call)
        try setWord(information.longestName, try call[8], call)
        try setWord(information.longestValue, try call[9], call)
    }
}

/// OpenDeviceKey(active key): the driver's own key, which `Key` of HKLM\Drivers\Active\nn names; otherwise NULL and
/// the registry's code (document ee485065).
let deviceKeyCalls: [KernelCall] = [
    KernelCall("OpenDeviceKey") { kernel, call throws(CallStop) in
        guard call.r0 != 0 else { throw .error(.invalidParameter) }
        let active = try kernel.registryName(call.r0, call)
        guard case .string(let path)? = kernel.registry.value(active, "Key"),
            let key = kernel.registry.find(path, under: kernel.registry.machine)
        else { throw .error(.fileNotFound) }
        return .value(try kernel.addHandle(.registryKey(key), call))
    }
]

let registryCalls: [KernelCall] = registryKeyCalls + registryValueCalls

private let registryKeyCalls: [KernelCall] = [
    registryCall("RegOpenKeyExW") { kernel, call throws(CallStop) in
        let parent = try kernel.key(call.r0, call)
        let path = try kernel.registryName(call.r1, call)
        let result = try call[4]
        guard result != 0 else { throw .error(.invalidParameter) }
        guard let key = kernel.registry.find(path, under: parent) else { throw .error(.fileNotFound) }
        try kernel.giveKey(key, at: result, call)
    },
    registryCall("RegCreateKeyExW") { kernel, call throws(CallStop) in try kernel.createKey(call) },
    registryCall("RegCloseKey") { kernel, call throws(CallStop) in
        if kernel.registry.root(call.r0) != nil { return }
        guard case .registryKey = kernel.object(call.r0, call.thread) else { throw .error(.invalidHandle) }
        _ = kernel.objects.handles.remove(call.r0, owner: call.thread.current)
    },
    registryCall("RegDeleteKeyW") { kernel, call throws(CallStop) in
        let parent = try kernel.key(call.r0, call)
        let path = try kernel.registryName(call.r1, call)
        do throws(CEError) { try kernel.registry.delete(path, under: parent) } catch { throw .error(error) }
    },
    registryCall("RegEnumKeyExW") { kernel, call throws(CallStop) in
        let key = try kernel.key(call.r0, call)
        guard let subkey = key.subkey(at: Int(call.r1), kernel.memory.physical.hostWork) else {
            throw .error(.noMoreItems)
        }
        try kernel.giveName(subkey.name, at: call.r2, size: call.r3, call)
    },
    registryCall("RegQueryInfoKeyW") { kernel, call throws(CallStop) in try kernel.queryInformation(call) },
    registryCall("RegFlushKey") { kernel, call throws(CallStop) in _ = try kernel.key(call.r0, call) },
]

private let registryValueCalls: [KernelCall] = [
    registryCall("RegQueryValueExW") { kernel, call throws(CallStop) in
        let key = try kernel.key(call.r0, call)
        guard let value = key.value(try kernel.registryName(call.r1, call)) else { throw .error(.fileNotFound) }
        try kernel.giveValue(value, type: call.r3, data: try call[4], size: try call[5], call)
    },
    registryCall("RegSetValueExW") { kernel, call throws(CallStop) in try kernel.setValue(call) },
    registryCall("RegDeleteValueW") { kernel, call throws(CallStop) in
        let key = try kernel.key(call.r0, call)
        let name = try kernel.registryName(call.r1, call)
        do throws(CEError) { try kernel.registry.deleteValue(name, in: key) } catch { throw .error(error) }
    },
    registryCall("RegEnumValueW") { kernel, call throws(CallStop) in
        let key = try kernel.key(call.r0, call)
        guard let entry = key.value(at: Int(call.r1), kernel.memory.physical.hostWork) else {
            throw .error(.noMoreItems)
        }
        try kernel.giveName(entry.name, at: call.r2, size: call.r3, call)
        try kernel.giveValue(entry.value, type: try call[5], data: try call[6], size: try call[7], call)
    },
]
