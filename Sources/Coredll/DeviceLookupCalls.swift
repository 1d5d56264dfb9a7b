import CEKernel
import CEMemory
import GuestAddress

/// DEVMGR_DEVICE_INFORMATION (header devload.h of the public SDK): size in bytes, and where each member is.
private enum DeviceInformationLayout {
    static let size: UInt32 = 0x630
    static let legacyName = 0x0C
    static let key = 0x18
    static let deviceName = 0x220
    static let busName = 0x428
    /// MAX_PATH characters of a name.
    static let mostCharacters = 259
}

extension Kernel {
    fileprivate func give(
        _ information: DeviceInformation, at structure: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        var bytes = [UInt8](repeating: 0, count: Int(DeviceInformationLayout.size))
        func put(_ word: UInt32, at offset: Int) {
            for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: word >> UInt32(index * 8)) }
        }
        func put(_ text: String, at offset: Int, most: Int = DeviceInformationLayout.mostCharacters) {
            for (index, unit) in text.utf16.prefix(most).enumerated() {
                bytes[offset + index * 2] = UInt8(truncatingIfNeeded: unit)
                bytes[offset + index * 2 + 1] = UInt8(truncatingIfNeeded: unit >> 8)
            }
        }
        put(DeviceInformationLayout.size, at: 0)
        put(information.handle, at: 4)
        put(information.legacyName, at: DeviceInformationLayout.legacyName, most: 5)
        put(information.key, at: DeviceInformationLayout.key)
        put(information.deviceName, at: DeviceInformationLayout.deviceName)
        put(information.busName, at: DeviceInformationLayout.busName)
        try call.access { memory throws(GuestFault) in try memory.write(bytes, structure.rawValue) }
        return .value(1)
    }

    /// - Throws: ERROR_INVALID_PARAMETER for a structure that does not say its size.
    fileprivate func checkInformation(_ structure: VirtualAddress, _ call: borrowing Invocation) throws(CallStop) {
        guard structure.rawValue != 0 else { throw .error(refuse(null: "pdi")) }
        let size = try call.access { memory throws(GuestFault) in try memory.word(structure.rawValue) }
        guard size == DeviceInformationLayout.size else {
            throw .error(
                refuse(
                    "structure-size",
                    "dwSize of DEVMGR_DEVICE_INFORMATION is \(size), and it has to be \(DeviceInformationLayout.size)"))
        }
    }
}

private let noParent = CallSupport.partial("no device has a parent: its handle is 0")

/// What drivers find out about themselves and other devices (documents ms898294, ee485065).
let deviceLookupCalls: [KernelCall] = [
    KernelCall("GetDeviceHandleFromContext", .full, "lpContext", source: "devload.h", returns: .handle) {
        (kernel, call, active: WideString) throws(CallStop) in
        guard active.rawValue != 0 else { throw .error(kernel.refuse(null: "lpContext")) }
        let active = try kernel.registryName(active, call)
        return .value(try kernel.checked { () throws(CEError) in try kernel.deviceHandle(activeKey: active) })
    },
    KernelCall("GetDeviceInformationByDeviceHandle", noParent, "hDevice pdi", source: "ms898294", returns: .boolean) {
        (kernel, call, handle: Handle, structure: VirtualAddress) throws(CallStop) in
        try kernel.checkInformation(structure, call)
        let information = try kernel.checked { () throws(CEError) in
            try kernel.deviceInformation(handle.rawValue, call.thread)
        }
        return try kernel.give(information, at: structure, call)
    },
    KernelCall("GetDeviceInformationByFileHandle", noParent, "hFile pdi", source: "ms898294", returns: .boolean) {
        (kernel, call, handle: Handle, structure: VirtualAddress) throws(CallStop) in
        try kernel.checkInformation(structure, call)
        let information = try kernel.checked { () throws(CEError) in
            try kernel.deviceInformation(openedBy: handle.rawValue, call.thread)
        }
        return try kernel.give(information, at: structure, call)
    },
]
