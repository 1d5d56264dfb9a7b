import CEKernel
import CEMemory
import GuestAddress

/// MAX_DEVCLASS_NAMELEN (pnp.h of the public SDK).
private let longestName = 64

extension Kernel {
    private func readClassID(_ pointer: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) -> [UInt8] {
        try call.access { memory throws(GuestFault) in try memory.bytes(pointer.rawValue, 16) }
    }

    fileprivate func advertise(
        _ pointer: VirtualAddress, _ name: WideString, isAdded: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard pointer.rawValue != 0, name.rawValue != 0 else {
            throw .error(refuse("null", "the class or the name is NULL"))
        }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(name.rawValue, limit: longestName)
        }
        guard !units.isEmpty, units.count < longestName else {
            throw .error(refuse("name", "the name is empty, or has more than \(longestName - 1) characters"))
        }
        let (classID, text) = (try readClassID(pointer, call), String(decoding: units, as: UTF16.self))
        try checked { () throws(CEError) in
            if isAdded { try advertise(classID, text) } else { try withdraw(classID, text) }
        }
        return .value(1)
    }

    fileprivate func requestNotifications(
        _ pointer: VirtualAddress, _ handle: Handle, wantsPresent: Bool, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let wanted = pointer.rawValue == 0 ? nil : try readClassID(pointer, call)
        guard case .messageQueue(let end) = object(handle, call.thread) else {
            throw .error(refuse(handle: handle.rawValue, takes: "a message queue"))
        }
        guard end.isReader else { throw .error(refuseWritingSide()) }
        let listener = try checked { () throws(CEError) in
            try listen(to: wanted, end.queue, wantsPresent: wantsPresent)
        }
        do throws(CallStop) { return .value(try addHandle(.deviceNotification(listener), call)) } catch {
            stopNotifications(listener)
            throw error
        }
    }

    /// The result is the error code itself.
    fileprivate func giveInterface(
        _ device: Handle, _ index: UInt32, _ classID: VirtualAddress, _ name: VirtualAddress, _ size: VirtualAddress,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let found: DeviceInterface
        do throws(CEError) { found = try interface(index, ofDevice: device.rawValue) } catch {
            return .failure(error.rawValue)
        }
        guard size.rawValue != 0 else { return .failure(CEError.invalidParameter.rawValue) }
        let bytes = (Array(found.name.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let room = try call.access { memory throws(GuestFault) in
            let room = try memory.word(size.rawValue)
            try memory.setWord(UInt32(bytes.count), size.rawValue)
            return room
        }
        guard name.rawValue != 0, room >= UInt32(bytes.count) else {
            return .failure(CEError.insufficientBuffer.rawValue)
        }
        try call.access { memory throws(GuestFault) in
            if classID.rawValue != 0 { try memory.write(found.classID, classID.rawValue) }
            try memory.write(bytes, name.rawValue)
        }
        return .value(CEError.success.rawValue)
    }
}

/// Interfaces of devices and messages about them (documents aa447466, ms919831; headers pnp.h, devload.h).
let deviceInterfaceCalls: [KernelCall] = [
    KernelCall("AdvertiseInterface", .full, "devclass name fAdd", source: "aa447466", returns: .boolean) {
        (kernel, call, classID: VirtualAddress, name: WideString, isAdded: Bool) throws(CallStop) in
        try kernel.advertise(classID, name, isAdded: isAdded, call)
    },
    KernelCall(
        "EnumDeviceInterfaces", .full, "hDevice dwIndex pClass pszName lpcbName", source: "devload.h",
        returns: .error, failure: CEError.invalidParameter.rawValue, returnsError: true
    ) {
        (
            kernel, call, device: Handle, index: UInt32, classID: VirtualAddress, name: VirtualAddress,
            size: VirtualAddress
        ) throws(CallStop) in
        try kernel.giveInterface(device, index, classID, name, size, call)
    },
    KernelCall(
        "RequestDeviceNotifications", .full, "devclass hMsgQ fAll", source: "ms919831", returns: .handle
    ) { (kernel, call, classID: VirtualAddress, queue: Handle, wantsPresent: Bool) throws(CallStop) in
        try kernel.requestNotifications(classID, queue, wantsPresent: wantsPresent, call)
    },
    KernelCall("StopDeviceNotifications", .full, "h", source: "ms919831", returns: .boolean) {
        (kernel, call, handle: Handle) throws(CallStop) in
        guard case .deviceNotification(let listener) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what RequestDeviceNotifications has returned"))
        }
        kernel.stopNotifications(listener)
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        return .value(1)
    },
]
