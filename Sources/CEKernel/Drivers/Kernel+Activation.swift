import CEMemory
import GuestAddress
import PEImage

extension Kernel {
    /// ActivateDeviceEx: loads the driver that a registry key names, calls DllMain and XXX_Init, and makes the device known.
    /// - Parameters:
    ///   - key: relative to HKLM.
    ///   - parameter: XXX_Init's second argument.
    ///   - values: what the active key has besides when XXX_Init runs.
    ///   - end: what becomes of the device's handle, or of the reason why there is none.
    package func activateDevice(
        key: String, parameter: UInt32, values: [NamedRegistryValue] = [], _ thread: Thread, then end: ActivationEnd
    ) throws(CallStop) -> CallResult {
        let settings: DriverSettings
        do throws(DriverSettings.Problem) {
            settings = try DriverSettings(key: key, registry: registry)
        } catch {
            output.writeLine("HKLM\\\(key): \(error.text)")
            return try ended(end, thread, .failure(refuse("driver-key", "HKLM\\\(key): \(error.text)", error.code)))
        }
        return try activate(settings, parameter: parameter, values: values, thread, then: end)
    }

    /// RegisterDevice: the same for a driver that has no key.
    /// - Parameter argument: XXX_Init's first argument.
    package func registerDevice(
        prefix: String, index: UInt32, dll: String, argument: UInt32, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        let settings: DriverSettings
        do throws(DriverSettings.Problem) {
            settings = try DriverSettings(registering: prefix, index: index, dll: dll, argument: argument)
        } catch { throw .error(refuse("driver-type", error.text, error.code)) }
        return try activate(settings, parameter: 0, values: [], thread, then: .call)
    }

    private func activate(
        _ settings: DriverSettings, parameter: UInt32, values: [NamedRegistryValue], _ thread: Thread,
        then end: ActivationEnd
    ) throws(CallStop) -> CallResult {
        let prepared: (modules: [Module], module: Module)?
        do throws(CEError) {
            prepared = try prepareDriver(settings)
        } catch {
            return try ended(end, thread, .failure(error))
        }
        guard let (modules, module) = prepared else { return try ended(end, thread, .success(0)) }
        let activation = Activation(
            settings: settings, modules: modules, module: module, owner: thread.current, parameter: parameter,
            values: values, end: end)
        if let host = module.process.driverHost {
            do throws(CEError) { try enterHost(host, thread, end: .activation(activation)) } catch {
                for module in modules.reversed() { release(module) }
                releaseHost(host)
                return try ended(end, thread, .failure(error))
            }
        }
        return try attach(ModuleAttachment(WorkList(modules), then: .driver(activation)), thread)
    }

    /// Ends an activation: the thread leaves the driver's process, if it has one of its own.
    private func end(
        _ activation: Activation, _ thread: Thread, _ result: Result<UInt32, CEError>
    ) throws(CallStop) -> CallResult {
        if let host = activation.module.process.driverHost {
            leaveHost(thread)
            releaseHost(host)
        }
        return try ended(activation.end, thread, result)
    }

    private func ended(
        _ end: ActivationEnd, _ thread: Thread, _ result: Result<UInt32, CEError>
    ) throws(CallStop) -> CallResult {
        switch (end, result) {
        case (.call, .success(let handle)): return .succeeded(handle, .success)
        case (.call, .failure(let error)): throw .error(error)
        case (.builtIn, .success): break
        case (.builtIn(let name, let dll), .failure(let error)):
            drivers.failed.append(name)
            output.writeLine("driver \(name) (\(dll)) was not activated: \(ErrorNames.text(error.rawValue))")
            // Nobody has called: what was refused here is no reason of the next call that fails.
            _ = calling.takeBrokenRule()
        }
        return try continueBoot(thread)
    }

    /// DllMain of one of the driver's modules refused or faulted.
    func attachFailed(_ activation: Activation, _ thread: Thread, _ error: CEError) throws(CallStop) -> CallResult {
        for module in activation.modules.reversed() { release(module) }
        return try end(activation, thread, .failure(error))
    }

    /// The process of a user-mode driver has ended while it was activated; the thread has left it.
    func abandoned(_ activation: Activation, _ thread: Thread) throws(CallStop) -> CallResult {
        if let device = activation.device { forget(device, activation) }
        return try ended(activation.end, thread, .failure(.deviceRemoved))
    }

    /// Calls XXX_Init.
    func initialize(_ activation: Activation, _ thread: Thread) throws(CallStop) -> CallResult {
        let (settings, module) = (activation.settings, activation.module)
        let process = module.process
        let methods = methods(of: module, settings)
        guard methods.suffice(named: settings.prefix != nil), let entry = methods.initialize else {
            activation.problem = explainEntryPoints(of: module, settings)
            return try fail(activation, .invalidFunction, thread)
        }
        let index = settings.index ?? freeIndex(settings.prefix)
        let device = Device(
            key: settings.key, activeKey: drivers.devices.makeActiveKey(), prefix: settings.prefix, index: index,
            busName: settings.busName, module: module, methods: methods, windows: windows(settings, process))
        activation.device = device
        drivers.devices.begin(activation)
        process.driverHost?.devices.append(device)
        note(activation, device)
        if settings.argument == nil {
            let text = settings.context ?? device.activeKey
            do throws(CEError) { activation.contextText = try placeText(text, process) } catch {
                return try fail(activation, error, thread)
            }
        }
        thread.lastError = 0
        return try callGuest(
            thread, entry, [settings.argument ?? activation.contextText, activation.parameter], in: process,
            then: .initialize(activation))
    }

    /// Makes the active key.
    private func note(_ activation: Activation, _ device: Device) {
        let settings = activation.settings
        if !settings.key.isEmpty { registry.set(device.activeKey, "Key", .string(settings.key)) }
        if let name = device.legacyName { registry.set(device.activeKey, "Name", .string(name)) }
        for entry in activation.values { registry.set(device.activeKey, entry.name, stored: entry.value) }
        tellRegistryWatches()
    }

    /// XXX_Init has returned.
    func finish(_ activation: Activation, _ thread: Thread, _ result: UInt32) throws(CallStop) -> CallResult {
        if activation.contextText != 0 { activation.module.process.heap.free(activation.contextText) }
        guard let device = activation.device, result != 0 else {
            let plain = "\(activation.module.name): \(activation.settings.exportName("Init")) returned 0"
            let text = explanation(of: activation, end: "returned 0") ?? plain
            output.writeLine(text)
            activation.problem = text
            return try fail(activation, .openFailed, thread)
        }
        device.context = result
        drivers.devices.end(activation)
        drivers.devices.add(device)
        giveHandle(device, owner: activation.owner)
        announce(device, activation.settings)
        return try end(activation, thread, .success(device.handle))
    }

    /// XXX_Init has faulted.
    func fail(_ activation: Activation, _ thread: Thread) throws(CallStop) -> CallResult {
        let plain = "\(activation.module.name): exception in \(activation.settings.exportName("Init"))"
        output.writeLine(plain)
        activation.problem = plain
        if let text = explanation(of: activation, end: "met an exception") { output.writeLine(text) }
        return try fail(activation, .invalidParameter, thread)
    }

    /// What the driver was refused before it gave up; nil when nothing was.
    private func explanation(of activation: Activation, end: String) -> String? {
        let device = activation.device
        return control.explainer?.initialization(
            of: device?.legacyName ?? device?.deviceName ?? activation.module.name,
            entry: activation.settings.exportName("Init"), end: end, activation.notes)
    }

    /// Unloads a driver whose activation has failed.
    private func fail(_ activation: Activation, _ error: CEError, _ thread: Thread) throws(CallStop) -> CallResult {
        if let device = activation.device {
            forget(device, activation)
            device.module.process.driverHost?.devices.removeAll { $0 === device }
        }
        return try detach(
            ModuleDetachment(module: activation.module, end: .activation(activation, error)), thread)
    }

    /// A device that did not come about has neither key nor handle.
    private func forget(_ device: Device, _ activation: Activation) {
        drivers.devices.end(activation)
        registry.deleteKey(device.activeKey)
        if device.handle != 0 { _ = objects.handles.remove(device.handle, owner: activation.owner) }
    }

    /// The driver of an activation that has failed is gone.
    func detached(_ activation: Activation, _ error: CEError, _ thread: Thread) throws(CallStop) -> CallResult {
        reportLeaks(of: activation.module)
        if let problem = activation.problem { noteRule("driver-init", problem) }
        return try end(activation, thread, .failure(error))
    }

    private func freeIndex(_ prefix: String?) -> Int {
        guard let prefix else { return 1 }
        let taken = drivers.devices.takenIndices(prefix: prefix)
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
            UInt32(bytes.count), memory, process.space, site: hostSite("driver context"))
        do throws(GuestFault) { try view(of: process).write(bytes, place) } catch { throw .notEnoughMemory }
        return place
    }
}
