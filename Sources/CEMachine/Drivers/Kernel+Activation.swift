import GuestAddress
import PEImage

/// Values of a driver's registry key (documents ee482316, devload.h).
enum DeviceFlags {
    static let unload: UInt32 = 0x1
    static let loadLibrary: UInt32 = 0x2
    static let noLoad: UInt32 = 0x4
    static let nakedEntries: UInt32 = 0x8
    static let loadAsUserProcess: UInt32 = 0x10
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
        return try attach(
            modules, thread,
            failed: { kernel, thread, error throws(CallStop) in
                for module in modules.reversed() { kernel.release(module) }
                return try end(kernel, thread, .failure(error))
            },
            then: { kernel, thread throws(CallStop) in
                try kernel.initialize(settings, module, parameter, thread, then: end)
            })
    }

    /// Reads a driver's key and loads its DLL; nil when the key says that it is not to be loaded.
    private func prepareDriver(
        _ key: String
    ) throws(CEError) -> (settings: DriverSettings, modules: [Module], module: Module)? {
        let settings = try DriverSettings(key: key, registry: registry)
        if settings.flags & DeviceFlags.noLoad != 0 { return nil }
        if let prefix = settings.prefix, let index = settings.index, devices.isTaken(prefix: prefix, index: index) {
            throw CEError.deviceInUse
        }
        if let present = module(named: settings.dll, in: nk) {
            present.references += 1
            return (settings, [], present)
        }
        let modules = try load(try imageFile(named: settings.dll), into: nk)
        guard let module = modules.last else { throw .badExeFormat }
        return (settings, modules, module)
    }

    private func initialize(
        _ settings: DriverSettings, _ module: Module, _ parameter: UInt32, _ thread: Thread,
        then end: @escaping ActivationEnd
    ) throws(CallStop) -> CallResult {
        let methods = methods(of: module, settings)
        guard methods.suffice(named: settings.prefix != nil), let entry = methods.initialize else {
            release(module)
            return try end(self, thread, .failure(.invalidFunction))
        }
        let index = settings.index ?? freeIndex(settings.prefix)
        let device = Device(
            key: settings.key, activeKey: devices.makeActiveKey(), prefix: settings.prefix, index: index,
            module: module,
            methods: methods)
        registry.set(device.activeKey, "Key", .string(settings.key))
        if let name = device.legacyName { registry.set(device.activeKey, "Name", .string(name)) }
        let text = settings.context ?? device.activeKey
        let context: UInt32
        do throws(CEError) { context = try placeText(text) } catch { return try end(self, thread, .failure(error)) }
        thread.lastError = 0
        return try callGuest(
            thread, entry, [context, parameter], in: nk,
            recovery: { kernel, thread throws(CallStop) in
                kernel.activationFailed(device)
                return try end(kernel, thread, .failure(.invalidParameter))
            },
            then: .host { kernel, thread, result throws(CallStop) in
                kernel.freeKernelHeap(context)
                guard result != 0 else {
                    kernel.activationFailed(device)
                    return try end(kernel, thread, .failure(.openFailed))
                }
                device.context = result
                kernel.devices.add(device)
                device.handle = kernel.handles.add(.device(device), owner: thread.current)
                return try end(kernel, thread, .success(device.handle))
            })
    }

    private func activationFailed(_ device: Device) {
        registry.deleteKey(device.activeKey)
        release(device.module)
    }

    private func freeIndex(_ prefix: String?) -> Int {
        guard let prefix else { return 1 }
        return (1...65536).first { !devices.isTaken(prefix: prefix, index: $0) } ?? 1
    }

    /// A wide string in the kernel's heap.
    private func placeText(_ text: String) throws(CEError) -> UInt32 {
        let bytes = (Array(text.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let place = try allocateKernelHeap(UInt32(bytes.count), hostSite("driver context"))
        do throws(GuestFault) { try view(of: nk).write(bytes, place) } catch { throw .notEnoughMemory }
        return place
    }

    private func methods(of module: Module, _ settings: DriverSettings) -> StreamMethods {
        let prefix = settings.flags & DeviceFlags.nakedEntries != 0 ? "" : settings.entryPrefix
        func find(_ name: String) -> UInt32? {
            address(of: .name(prefix.isEmpty ? name : "\(prefix)_\(name)"), in: module, depth: 0)
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
        module.references -= 1
        if module.references <= 0 { unload(module) }
    }

    /// DeactivateDevice: PreDeinit, Deinit, unload.
    func deactivate(_ device: Device, _ thread: Thread) throws(CallStop) -> CallResult {
        devices.remove(device)
        device.isRemoved = true
        guard let deinitialize = device.methods.deinitialize else { return finishDeactivation(device) }
        let last: (Kernel, Thread) throws(CallStop) -> CallResult = { kernel, thread throws(CallStop) in
            try kernel.callGuest(
                thread, deinitialize, [device.context], in: kernel.nk,
                recovery: { kernel, _ throws(CallStop) in kernel.finishDeactivation(device) },
                then: .host { kernel, _, _ throws(CallStop) in kernel.finishDeactivation(device) })
        }
        guard let first = device.methods.preDeinitialize else { return try last(self, thread) }
        return try callGuest(
            thread, first, [device.context], in: nk,
            recovery: { kernel, thread throws(CallStop) in try last(kernel, thread) },
            then: .host { kernel, thread, _ throws(CallStop) in try last(kernel, thread) })
    }

    private func finishDeactivation(_ device: Device) -> CallResult {
        registry.deleteKey(device.activeKey)
        reportLeaks(of: device)
        release(device.module)
        return .value(1)
    }

    /// What the driver's code reserved in the kernel and did not free.
    private func reportLeaks(of device: Device) {
        for reservation in nk.space.reservations
        where reservation.purpose == .virtual && device.module.range.contains(.init(reservation.creator.returnAddress))
        {
            addLeak(Leak(process: device.module.name, reservation: reservation, reason: .driverUnload))
        }
    }
}

/// The values of a driver's key that the device manager reads.
struct DriverSettings {
    let key: String
    let dll: String
    let prefix: String?
    let entryPrefix: String
    let index: Int?
    let flags: UInt32
    let context: String?

    /// - Throws: ERROR_BAD_CONFIGURATION without a Dll value or with a Prefix of more than three characters.
    init(key: String, registry: Registry) throws(CEError) {
        func text(_ name: String) -> String? {
            if case .string(let value)? = registry.value(key, name) { value } else { nil }
        }
        func number(_ name: String) -> UInt32? {
            if case .dword(let value)? = registry.value(key, name) { value } else { nil }
        }
        guard let dll = text("Dll"), !dll.isEmpty else { throw .badConfiguration }
        self.key = key
        self.dll = dll
        prefix = text("Prefix").flatMap { $0.isEmpty ? nil : $0 }
        entryPrefix = prefix ?? text("BusPrefix") ?? ""
        guard (prefix ?? "").utf16.count <= 3 else { throw .badConfiguration }
        let index = number("Index")
        guard (index ?? 0) <= 65536 else { throw .invalidIndex }
        self.index = index.map { Int($0) }
        flags = number("Flags") ?? 0
        context = text("Context")
    }
}
