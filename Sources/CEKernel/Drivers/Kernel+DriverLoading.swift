import CEMemory

/// The images of drivers.
extension Kernel {
    /// Reads a driver's key and loads its DLL; nil when the key says that it is not to be loaded.
    func prepareDriver(_ settings: DriverSettings) throws(CEError) -> (modules: [Module], module: Module)? {
        memory.physical.hostWork.look(at: drivers.devices.all.count, each: 32)
        if settings.flags & DeviceFlags.noLoad != 0 { return nil }
        if let prefix = settings.prefix, let index = settings.index,
            let holder = drivers.devices.holder(prefix: prefix, index: index)
        {
            let name = holder.legacyName ?? holder.deviceName ?? holder.activeKey
            let place = holder.key.isEmpty ? "RegisterDevice" : "HKLM\\\(holder.key)"
            let text = "\(name) is the device of \(place)"
            output.writeLine("\(settings.dll): \(text)")
            throw refuse("in-use", "\(text) already", .deviceInUse)
        }
        if let name = settings.busName, let holder = drivers.devices.device(named: "$bus\\" + name) {
            let text = "$bus\\\(name) is the device of HKLM\\\(holder.key)"
            output.writeLine("\(settings.dll): \(text)")
            throw refuse("in-use", "\(text) already", .deviceInUse)
        }
        guard settings.flags & DeviceFlags.loadAsUserProcess != 0 else {
            return try loadDriver(settings.dll, into: processes.nk)
        }
        let file = try driverFile(settings.dll)
        let host = try driverHost(for: settings)
        do throws(CEError) {
            return try loadDriver(file.name, into: host.process)
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
            guard error == .fileNotFound else { throw error }
            let text = "there is no file \(name) in \\Windows"
            output.writeLine(text)
            throw refuse("no-file", text, error)
        }
    }
}
