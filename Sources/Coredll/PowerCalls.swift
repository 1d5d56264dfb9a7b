import CEKernel
import CEMemory
import GuestAddress

/// Calls of the power manager (pm.h of the public SDK). Those of one word are told by what they return: a code, or a
/// handle with the code in GetLastError.
let powerCalls: [KernelCall] =
    powerStatusCalls + powerHandleCalls + [
        // A driver's way to be woken inside XXX_PowerUp.
        KernelCall("CeSetPowerOnEvent", .full, "hEvt", source: "observed", returns: .boolean) {
            (kernel, call, handle: Handle) throws(CallStop) in
            guard case .event(let event) = kernel.object(handle, call.thread) else {
                throw .error(kernel.refuse(handle: handle.rawValue, takes: "an event"))
            }
            event.isSignalled = true
            kernel.signal(event)
            return .value(1)
        }
    ]

private let powerStatusCalls: [KernelCall] = [
    KernelCall(
        "DevicePowerNotify", .full, "pvDevice DeviceState Flags", source: "ms898291", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, name: WideString, state: UInt32, flags: Word) throws(CallStop) in
        try kernel.devicePowerNotify(name, state, flags, call)
    },
    KernelCall(
        "StopPowerNotifications", .full, "h", source: "pm.h", returns: .error,
        failure: CEError.invalidHandle.rawValue, returnsError: true
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        guard case .powerNotification(let listener) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what RequestPowerNotifications has returned"))
        }
        kernel.stop(listener)
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        return .value(0)
    },
    KernelCall(
        "ReleasePowerRequirement", .full, "hPowerReq", source: "ms920689", returns: .error,
        failure: CEError.invalidHandle.rawValue, returnsError: true
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        guard case .powerRequirement(let requirement) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what SetPowerRequirement has returned"))
        }
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        return try kernel.drop(requirement, call.thread)
    },
    KernelCall(
        "SetSystemPowerState", .partial("a state of sleep lasts one second: there is no button to wake it"),
        "pwsSystemState StateFlags Options", source: "ee497735", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, name: WideString, flags: Word, _: Unread<Word>) throws(CallStop) in
        try kernel.setSystemPowerState(name, flags, call)
    },
    KernelCall(
        "GetSystemPowerState", .full, "pBuffer dwBufChars pdwFlags", source: "pm.h", returns: .error,
        failure: CEError.insufficientBuffer.rawValue, returnsError: true
    ) { (kernel, call, buffer: VirtualAddress, room: UInt32, flags: VirtualAddress) throws(CallStop) in
        try kernel.getSystemPowerState(buffer, room, flags, call)
    },
    KernelCall(
        "SetDevicePower", .full, "pvDevice dwDeviceFlags DeviceState", source: "ee497782", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, name: WideString, flags: Word, state: UInt32) throws(CallStop) in
        try kernel.setDevicePower(name, flags, state, call)
    },
    KernelCall(
        "GetDevicePower", .full, "pvDevice dwDeviceFlags pDeviceState", source: "ee497765", returns: .error,
        failure: CEError.invalidParameter.rawValue, returnsError: true
    ) { (kernel, call, name: WideString, flags: Word, pointer: VirtualAddress) throws(CallStop) in
        try kernel.getDevicePower(name, flags, pointer, call)
    },
    KernelCall(
        "PowerPolicyNotify",
        .partial("the keys of sleep and power put the system to sleep; nothing else has an effect"),
        "dwMessage dwData", source: "pmpolicy.h", returns: .error, failure: CEError.invalidParameter.rawValue,
        returnsError: true
    ) { (kernel, call, message: Word, _: Unread<Word>) throws(CallStop) in
        try kernel.powerPolicyNotify(message.rawValue, call.thread)
    },
]

private let powerHandleCalls: [KernelCall] = [
    KernelCall(
        "RequestPowerNotifications",
        .partial("PBT_TRANSITION and PBT_RESUME come; there is no battery to send the others for"), "hMsgQ Flags",
        source: "pm.h", returns: .handle
    ) { (kernel, call, queue: Handle, messages: Word) throws(CallStop) in
        try kernel.requestPowerNotifications(queue, messages, call)
    },
    KernelCall(
        "SetPowerRequirement", .full, "pvDevice DeviceState DeviceFlags pvSystemState StateFlags", source: "ms920689",
        returns: .handle
    ) {
        (kernel, call, name: WideString, level: UInt32, flags: Word, system: WideString, _: Unread<Word>)
            throws(CallStop) in
        try kernel.setPowerRequirement(name, level, flags, system, call)
    },
]

/// Devices that a bus switches for its children (documents ms919797, aa930835).
let powerRelationshipCalls: [KernelCall] = [
    KernelCall(
        "RegisterPowerRelationship", .partial("names in POWER_RELATIONSHIP are good for drivers in the kernel only"),
        "pvParent pvChild pCaps Flags", source: "ms919797", returns: .handle
    ) {
        (kernel, call, parent: WideString, child: WideString, capabilities: VirtualAddress, flags: Word)
            throws(CallStop) in
        try kernel.registerPowerRelationship(parent, child, capabilities, flags, call)
    },
    KernelCall(
        "ReleasePowerRelationship", .full, "h", source: "ms919797", returns: .error,
        failure: CEError.invalidHandle.rawValue, returnsError: true
    ) { (kernel, call, handle: Handle) throws(CallStop) in
        guard case .powerRelationship(let child) = kernel.object(handle, call.thread) else {
            throw .error(kernel.refuse(handle: handle.rawValue, takes: "what RegisterPowerRelationship has returned"))
        }
        _ = kernel.objects.handles.remove(handle.rawValue, owner: call.thread.current, by: kernel.site(call))
        kernel.drivers.power.remove(child)
        return .value(0)
    },
]
