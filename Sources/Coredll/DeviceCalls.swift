import CEKernel
import CEMemory
import GuestAddress

/// The device manager's calls.
let deviceCalls: [KernelCall] = [
    KernelCall(
        "DeviceIoControl", .full,
        "hDevice dwIoControlCode lpInBuf nInBufSize lpOutBuf nOutBufSize lpBytesReturned lpOverlapped",
        source: "ee484890", returns: .boolean
    ) {
        (
            kernel, call, device: Handle, code: Word, input: VirtualAddress, inputSize: UInt32,
            output: Uncharged<VirtualAddress>, outputSize: Uncharged<UInt32>, returned: Uncharged<VirtualAddress>,
            _: Unread<VirtualAddress>
        ) throws(CallStop) in
        try kernel.ioControl(
            device.rawValue, code: code.rawValue, input: GuestBuffer(address: input.rawValue, size: inputSize),
            output: GuestBuffer(address: output.value.rawValue, size: outputSize.value),
            returned: returned.value.rawValue, call)
    },
    KernelCall(
        "ActivateDeviceEx", .full, "lpszDevKey lpRegEnts cRegEnts lpvParam", source: "ee484469", returns: .handle
    ) {
        (kernel, call, key: WideString, entries: VirtualAddress, count: UInt32, parameter: Word) throws(CallStop) in
        let values = try kernel.registryEntries(entries, count, call)
        return try kernel.activate(key.rawValue, parameter: parameter.rawValue, values: values, call)
    },
    KernelCall("ActivateDevice", .full, "lpszDevKey dwClientInfo", source: "ee484469", returns: .handle) {
        (kernel, call, key: WideString, parameter: Word) throws(CallStop) in
        let client = NamedRegistryValue(
            name: "ClientInfo", value: StoredRegistryValue(.dword(parameter.rawValue)))
        return try kernel.activate(key.rawValue, parameter: parameter.rawValue, values: [client], call)
    },
    KernelCall("DeactivateDevice", .full, "hDevice", source: "ms923696", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        try kernel.deactivateDevice(handle, call)
    },
]

extension Kernel {
    private static let maximumKeyLength = 255

    private static let mostRegistryEntries: UInt32 = 256

    /// - Parameters:
    ///   - key: a wide string, relative to HKLM.
    ///   - values: what the active key has besides.
    func activate(
        _ key: UInt32, parameter: UInt32, values: [NamedRegistryValue], _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard key != 0 else { throw .error(refuse(null: "lpszDevKey")) }
        let name = try call.access { memory throws(GuestFault) in
            try memory.wideString(key, limit: Self.maximumKeyLength)
        }
        return try activateDevice(key: name, parameter: parameter, values: values, call.thread, then: .call)
    }

    /// REGINI: name, data, bytes, type (devload.h of the public SDK).
    fileprivate func registryEntries(
        _ entries: VirtualAddress, _ count: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> [NamedRegistryValue] {
        guard entries.rawValue != 0, count > 0 else { return [] }
        guard count <= Self.mostRegistryEntries else {
            throw .error(refuse("count", "cRegEnts is \(count), and at most \(Self.mostRegistryEntries) are taken"))
        }
        var values: [NamedRegistryValue] = []
        for index in 0..<count {
            let words = try call.access { memory throws(GuestFault) in
                try memory.words(entries.rawValue &+ index &* 16, count: 4)
            }
            guard words[0] != 0, words[2] <= UInt32(Registry.maximumValue) else {
                throw .error(
                    refuse("entry", "lpRegEnts[\(index)] has no name, or \(words[2]) bytes, more than a value may have")
                )
            }
            let name = try call.access { memory throws(GuestFault) in
                try memory.wideString(words[0], limit: Registry.maximumName)
            }
            let bytes = try call.access { memory throws(GuestFault) in try memory.bytes(words[1], words[2]) }
            memory.physical.work &+= UInt64(bytes.count)
            values.append(NamedRegistryValue(name: name, value: StoredRegistryValue(type: words[3], bytes: bytes)))
        }
        return values
    }

    /// DeactivateDevice, by the handle of whoever activated the device.
    func deactivateDevice(_ handle: Handle, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        let number = handle.rawValue
        guard
            case .device(let device)? = objects.handles[number, processes.nk]
                ?? objects.handles[number, call.thread.current]
        else { throw .error(refuse(handle: number, takes: "what ActivateDeviceEx has returned")) }
        _ =
            objects.handles.remove(number, owner: processes.nk, by: site(call))
            ?? objects.handles.remove(number, owner: call.thread.current, by: site(call))
        guard !device.isRemoved else {
            throw .error(refuse("removed", "the driver \(device.module.name) was deactivated before", .invalidHandle))
        }
        return try deactivate(device, call.thread)
    }
}
