import CEMemory
import GuestAddress

extension Kernel {
    /// DeactivateDevice: PreDeinit, Deinit, DllMain, unload.
    package func deactivate(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        drivers.devices.remove(device)
        device.isRemoved = true
        withdrawInterfaces(of: device)
        observers.tell(.driverCalls, .driverDeactivated(device, thread))
        guard device.methods.deinitialize != nil else { return try finishDeactivation(device, thread) }
        guard let first = device.methods.preDeinitialize else { return try deinitialize(device, thread) }
        return try callMethod(device, thread, first, [device.context], then: .deactivation(device, isLast: false))
    }

    /// XXX_Deinit.
    func deinitialize(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let entry = device.methods.deinitialize else { return try finishDeactivation(device, thread) }
        return try callMethod(device, thread, entry, [device.context], then: .deactivation(device, isLast: true))
    }

    /// XXX_Deinit has returned, or there is none.
    func finishDeactivation(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        registry.deleteKey(device.activeKey)
        tellRegistryWatches()
        if let host = device.module.process.driverHost {
            // A host that ends takes its modules with it.
            do throws(CEError) { try enterHost(host, thread, end: .deactivation) } catch {
                // Without memory for a visit the driver goes unasked.
                release(device.module)
                reportLeaks(of: device.module)
                leave(host, device)
                return try deactivated(thread)
            }
        }
        return try detach(ModuleDetachment(module: device.module, end: .deactivation(device)), thread)
    }

    /// A driver that was deactivated is unloaded.
    func detached(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        reportLeaks(of: device.module)
        if let host = device.module.process.driverHost {
            leaveHost(thread)
            leave(host, device)
        }
        return try deactivated(thread)
    }

    /// The call returns, or the boot script goes on, of which this was a step.
    private func deactivated(_ thread: Thread) throws(CallStop) -> CallResult {
        guard thread.id == boot.threadID, thread.call == nil else { return .value(1) }
        return try continueBoot(thread)
    }

    /// A step of the boot script: deactivates a device, or all, the youngest first.
    func deactivate(_ request: BootDeactivation, _ thread: Thread) throws(CallStop) -> CallResult {
        if request.device == BootDeactivation.all {
            guard let device = drivers.devices.all.last else {
                boot.host?.answered(step: request.step, .succeeded(output: [], count: 0))
                return .value(0)
            }
            boot.repeatStep()
            return try deactivate(device, thread)
        }
        guard let device = device(of: request.device) else {
            let names = drivers.devices.all.compactMap { $0.legacyName ?? $0.deviceName }
            boot.host?.answered(step: request.step, .noDevice(names))
            return .value(0)
        }
        boot.host?.answered(step: request.step, .succeeded(output: [], count: 0))
        return try deactivate(device, thread)
    }

    /// A device by its name, or by that of its driver's key.
    private func device(of name: String) -> Device? {
        drivers.devices.device(named: name)
            ?? drivers.devices.all.first { device in
                device.key.split(separator: "\\").last.map { $0.lowercased() == name.lowercased() } ?? false
            }
    }

    private func leave(_ host: DriverHost, _ device: Device) {
        host.devices.removeAll { $0 === device }
        releaseHost(host)
    }
}
