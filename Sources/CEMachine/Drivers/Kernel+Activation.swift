import GuestAddress
import PEImage

/// Values of a driver's registry key (documents ee482316, devload.h).
enum DeviceFlags {
    static let unload: UInt32 = 0x1
    static let loadLibrary: UInt32 = 0x2
    static let noLoad: UInt32 = 0x4
    static let nakedEntries: UInt32 = 0x8
    static let loadAsUserProcess: UInt32 = 0x10
    static let loadInOwnGroup: UInt32 = 0x4_0000
}

extension Kernel {
    /// What becomes of an activation: the device's handle, or why not.
    typealias ActivationEnd = (Kernel, Thread, Result<UInt32, CEError>) throws(CallStop) -> CallResult

    /// ActivateDeviceEx: loads the driver that a registry key names, calls DllMain and XXX_Init, and makes the device known.
    /// - Parameters:
    ///   - key: relative to HKLM.
    ///   - parameter: XXX_Init's second argument.
    func activateDevice(
        key: String, parameter: UInt32, _ thread: Thread, then end: @escaping ActivationEnd
    ) throws(CallStop) -> CallResult {
        let prepared: (settings: DriverSettings, modules: [Module], module: Module)?
        do throws(CEError) {
            prepared = try prepareDriver(key)
        } catch {
            return try end(self, thread, .failure(error))
        }
        guard let (settings, modules, module) = prepared else { return try end(self, thread, .success(0)) }
        let activation = Activation(settings: settings, modules: modules, module: module, owner: thread.current)
        guard let host = module.process.driverHost else {
            return try attach(activation, parameter, thread, then: end)
        }
        do throws(CEError) {
            try enterHost(host, thread) { kernel, thread throws(CallStop) in
                if let device = activation.device { kernel.registry.deleteKey(device.activeKey) }
                return try end(kernel, thread, .failure(.deviceRemoved))
            }
        } catch {
            for module in modules.reversed() { release(module) }
            releaseHost(host)
            return try end(self, thread, .failure(error))
        }
        return try attach(activation, parameter, thread) { kernel, thread, result throws(CallStop) in
            kernel.leaveHost(thread)
            kernel.releaseHost(host)
            return try end(kernel, thread, result)
        }
    }

    private func attach(
        _ activation: Activation, _ parameter: UInt32, _ thread: Thread, then end: @escaping ActivationEnd
    ) throws(CallStop) -> CallResult {
        try attach(
            activation.modules, thread,
            failed: { kernel, thread, error throws(CallStop) in
                for module in activation.modules.reversed() { kernel.release(module) }
                return try end(kernel, thread, .failure(error))
            },
            then: { kernel, thread throws(CallStop) in
                try kernel.initialize(activation, parameter, thread, then: end)
            })
    }

    /// Reads a driver's key and loads its DLL; nil when the key says that it is not to be loaded.
    private func prepareDriver(
        _ key: String
    ) throws(CEError) -> (settings: DriverSettings, modules: [Module], module: Module)? {
        memory.physical.hostWork.look(at: devices.devices.count, each: 32)
        let settings: DriverSettings
        do throws(DriverSettings.Problem) {
            settings = try DriverSettings(key: key, registry: registry)
        } catch {
            output.writeLine("HKLM\\\(key): \(error.text)")
            throw error.code
        }
        if settings.flags & DeviceFlags.noLoad != 0 { return nil }
        if let prefix = settings.prefix, let index = settings.index,
            let holder = devices.holder(prefix: prefix, index: index)
        {
            let name = holder.legacyName ?? holder.deviceName ?? holder.activeKey
            output.writeLine("\(settings.dll): \(name) is the device of HKLM\\\(holder.key)")
            throw CEError.deviceInUse
        }
        if let name = settings.busName, let holder = devices.device(named: "$bus\\" + name) {
            output.writeLine("\(settings.dll): $bus\\\(name) is the device of HKLM\\\(holder.key)")
            throw CEError.deviceInUse
        }
        guard settings.flags & DeviceFlags.loadAsUserProcess != 0 else {
            let (modules, module) = try loadDriver(settings.dll, into: nk)
            return (settings, modules, module)
        }
        let file = try driverFile(settings.dll)
        let host = try driverHost(for: settings)
        do throws(CEError) {
            let (modules, module) = try loadDriver(file.name, into: host.process)
            return (settings, modules, module)
        } catch {
            releaseHost(host)
            throw error
        }
    }

    private func loadDriver(
        _ name: String, into process: Process
    ) throws(CEError) -> (modules: [Module], module: Module) {
        if let present = module(named: name, in: process) {
            present.references += 1
            return ([], present)
        }
        let modules = try load(try driverFile(name), into: process)
        guard let module = modules.last else { throw .badExeFormat }
        return (modules, module)
    }

    private func driverFile(_ name: String) throws(CEError) -> ImageFile {
        do throws(CEError) { return try imageFile(named: name) } catch {
            if error == .fileNotFound { output.writeLine("there is no file \(name) in \\Windows") }
            throw error
        }
    }

    private func initialize(
        _ activation: Activation, _ parameter: UInt32, _ thread: Thread, then end: @escaping ActivationEnd
    ) throws(CallStop) -> CallResult {
        let (settings, module) = (activation.settings, activation.module)
        let process = module.process
        let methods = methods(of: module, settings)
        guard methods.suffice(named: settings.prefix != nil), let entry = methods.initialize else {
            output.writeLine(
                EntryPointExplanation(
                    image: module.name, prefix: settings.exportPrefix, isNamed: settings.prefix != nil,
                    exports: module.image.exports.indicesByName.keys
                ).text)
            return try detach(module, thread) { kernel, thread throws(CallStop) in
                try end(kernel, thread, .failure(.invalidFunction))
            }
        }
        let index = settings.index ?? freeIndex(settings.prefix)
        let device = Device(
            key: settings.key, activeKey: devices.makeActiveKey(), prefix: settings.prefix, index: index,
            busName: settings.busName, module: module, methods: methods, windows: windows(settings, process))
        activation.device = device
        process.driverHost?.devices.append(device)
        registry.set(device.activeKey, "Key", .string(settings.key))
        if let name = device.legacyName { registry.set(device.activeKey, "Name", .string(name)) }
        let text = settings.context ?? device.activeKey
        let context: UInt32
        do throws(CEError) { context = try placeText(text, process) } catch {
            return try activationFailed(device, .failure(error), thread, then: end)
        }
        thread.lastError = 0
        return try callGuest(
            thread, entry, [context, parameter], in: process,
            recovery: { kernel, thread throws(CallStop) in
                kernel.output.writeLine("\(module.name): exception in \(settings.exportName("Init"))")
                return try kernel.activationFailed(device, .failure(.invalidParameter), thread, then: end)
            },
            then: .host { kernel, thread, result throws(CallStop) in
                process.heap.free(context)
                guard result != 0 else {
                    kernel.output.writeLine("\(module.name): \(settings.exportName("Init")) returned 0")
                    return try kernel.activationFailed(device, .failure(.openFailed), thread, then: end)
                }
                device.context = result
                kernel.devices.add(device)
                device.handle = kernel.handles.add(.device(device), owner: activation.owner)
                return try end(kernel, thread, .success(device.handle))
            })
    }

    private func activationFailed(
        _ device: Device, _ result: Result<UInt32, CEError>, _ thread: Thread, then end: @escaping ActivationEnd
    ) throws(CallStop) -> CallResult {
        registry.deleteKey(device.activeKey)
        device.module.process.driverHost?.devices.removeAll { $0 === device }
        return try detach(device.module, thread) { kernel, thread throws(CallStop) in
            try end(kernel, thread, result)
        }
    }

    private func freeIndex(_ prefix: String?) -> Int {
        guard let prefix else { return 1 }
        let taken = devices.takenIndices(prefix: prefix)
        return (1...DriverSettings.highestIndex).first { !taken.contains($0) } ?? 1
    }

    /// What a user-mode driver may map; what its key says in vain is told.
    private func windows(_ settings: DriverSettings, _ process: Process) -> [DriverWindow] {
        guard process.driverHost != nil else { return [] }
        let (windows, problems) = DriverWindow.windows(of: settings.key, in: registry)
        for problem in problems { output.writeLine("HKLM\\\(settings.key): \(problem)") }
        return windows
    }

    /// A wide string in the heap of the process that the driver runs in.
    private func placeText(_ text: String, _ process: Process) throws(CEError) -> UInt32 {
        let bytes = (Array(text.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let place = try process.heap.allocate(
            UInt32(bytes.count), self, process, site: hostSite("driver context"))
        do throws(GuestFault) { try view(of: process).write(bytes, place) } catch { throw .notEnoughMemory }
        return place
    }

    private func methods(of module: Module, _ settings: DriverSettings) -> StreamMethods {
        func find(_ name: String) -> UInt32? {
            address(of: .name(settings.exportName(name)), in: module, depth: 0)
        }
        return StreamMethods(
            initialize: find("Init"), deinitialize: find("Deinit"), preDeinitialize: find("PreDeinit"),
            open: find("Open"),
            close: find("Close"), preClose: find("PreClose"), read: find("Read"), write: find("Write"),
            seek: find("Seek"),
            ioControl: find("IOControl"), powerUp: find("PowerUp"), powerDown: find("PowerDown"))
    }

    /// Drops a reference to a module; with the last one it is unloaded.
    func release(_ module: Module) {
        // With a process its modules are gone; one that frees itself while it is detached is gone, too.
        guard module.process.isAlive, module.references > 0 else { return }
        module.references -= 1
        if module.references <= 0 { unload(module) }
    }

    /// DeactivateDevice: PreDeinit, Deinit, the entry with DLL_PROCESS_DETACH, unload.
    func deactivate(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        devices.remove(device)
        device.isRemoved = true
        guard let deinitialize = device.methods.deinitialize else { return try finishDeactivation(device, thread) }
        let last: (Kernel, Thread) throws(CallStop) -> CallResult = { kernel, thread throws(CallStop) in
            try kernel.callMethod(
                device, thread, deinitialize, [device.context],
                failed: { kernel, thread, _ throws(CallStop) in try kernel.finishDeactivation(device, thread) },
                then: { kernel, thread, _ throws(CallStop) in try kernel.finishDeactivation(device, thread) })
        }
        guard let first = device.methods.preDeinitialize else { return try last(self, thread) }
        return try callMethod(
            device, thread, first, [device.context],
            failed: { kernel, thread, _ throws(CallStop) in try last(kernel, thread) },
            then: { kernel, thread, _ throws(CallStop) in try last(kernel, thread) })
    }

    private func finishDeactivation(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        registry.deleteKey(device.activeKey)
        guard let host = device.module.process.driverHost else {
            return try detach(device, thread) { _, _ throws(CallStop) in .value(1) }
        }
        do throws(CEError) {
            // A host that ends takes its modules with it.
            try enterHost(host, thread) { _, _ throws(CallStop) in .value(1) }
        } catch {
            // Without memory for a visit the driver goes unasked.
            reportLeaks(of: device)
            release(device.module)
            leave(host, device)
            return .value(1)
        }
        return try detach(device, thread) { kernel, thread throws(CallStop) in
            kernel.leaveHost(thread)
            kernel.leave(host, device)
            return .value(1)
        }
    }

    private func leave(_ host: DriverHost, _ device: Device) {
        host.devices.removeAll { $0 === device }
        releaseHost(host)
    }

    /// Unloads a driver, and tells what it has left.
    private func detach(
        _ device: Device, _ thread: Thread, then: @escaping (Kernel, Thread) throws(CallStop) -> CallResult
    ) throws(CallStop) -> CallResult {
        let module = device.module
        return try detach(module, thread) { kernel, thread throws(CallStop) in
            kernel.reportLeaks(of: device)
            return try then(kernel, thread)
        }
    }

    /// What the driver's code reserved in the process that it runs in and did not free.
    private func reportLeaks(of device: Device) {
        for reservation in device.module.process.space.reservations
        where reservation.purpose.isGuestMade && device.module.range.contains(.init(reservation.creator.returnAddress))
        {
            reservation.isReportedLeak = true
            addLeak(Leak(process: device.module.name, reservation: reservation, reason: .driverUnload))
        }
    }
}

/// An activation under way.
private final class Activation {
    let settings: DriverSettings
    /// Those that were loaded for it.
    let modules: [Module]
    let module: Module
    /// Whose handle the device gets.
    let owner: Process
    var device: Device?

    init(settings: DriverSettings, modules: [Module], module: Module, owner: Process) {
        self.settings = settings
        self.modules = modules
        self.module = module
        self.owner = owner
    }
}
