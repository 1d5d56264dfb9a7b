package import CEMemory

/// What is known of a device, as GetDeviceInformationByDeviceHandle and its relatives give it.
package struct DeviceInformation {
    package let handle: UInt32
    /// `COM1:`, or empty.
    package let legacyName: String
    /// The active key.
    package let key: String
    /// `$device\COM1`, or empty.
    package let deviceName: String
    /// `$bus\…`, or empty.
    package let busName: String
}

extension Kernel {
    /// The handle of the device with an active key; it is made when somebody asks while XXX_Init runs.
    package func deviceHandle(activeKey: String) throws(CEError) -> UInt32 {
        let wanted = activeKey.lowercased()
        memory.physical.hostWork.look(at: drivers.devices.all.count, each: 16)
        if let device = drivers.devices.all.first(where: { $0.activeKey.lowercased() == wanted }) {
            return device.handle
        }
        guard
            let activation = drivers.devices.starting.first(where: { $0.device?.activeKey.lowercased() == wanted }),
            let device = activation.device
        else { throw .fileNotFound }
        giveHandle(device, owner: activation.owner)
        return device.handle
    }

    /// A device gets the handle that stands for it, once.
    func giveHandle(_ device: Device, owner: Process) {
        guard device.handle == 0 else { return }
        device.handle = objects.handles.add(.device(device), owner: owner, site: hostSite("activation"))
        registry.set(device.activeKey, "Hnd", .dword(device.handle))
    }

    /// The device behind the handle of an activation, whoever activated it, or of an open of the caller's.
    package func deviceInformation(_ handle: UInt32, _ thread: Thread) throws(CEError) -> DeviceInformation {
        memory.physical.hostWork.look(at: drivers.devices.all.count, each: 16)
        let known = drivers.devices.all + drivers.devices.starting.compactMap(\.device)
        guard handle != 0, let device = known.first(where: { $0.handle == handle }) else { throw .invalidHandle }
        return information(device)
    }

    /// The same by a handle that CreateFile gave.
    package func deviceInformation(openedBy handle: UInt32, _ thread: Thread) throws(CEError) -> DeviceInformation {
        guard case .deviceOpen(let open)? = objects.handles[handle, thread.current] else { throw .invalidHandle }
        return information(open.device)
    }

    private func information(_ device: Device) -> DeviceInformation {
        DeviceInformation(
            handle: device.handle, legacyName: device.legacyName ?? "", key: device.activeKey,
            deviceName: device.deviceName.map { String($0.dropFirst()) } ?? "",
            busName: device.busName.map { "$bus\\" + $0 } ?? "")
    }
}
