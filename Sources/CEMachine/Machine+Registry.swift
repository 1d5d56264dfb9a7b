public import CEKernel
import CEMemory

/// The registry before guests run, as files of the registry say it.
extension Machine {
    /// Makes a key, with those above it.
    /// - Parameters:
    ///   - root: a predefined handle, 0x80000002 for HKEY_LOCAL_MACHINE.
    ///   - path: with backslashes.
    /// - Returns: whether the registry has room for it.
    public func addRegistryKey(root: UInt32, _ path: String) -> Bool {
        guard let parent = kernel.registry.root(root) else { return false }
        do throws(CEError) {
            _ = try kernel.registry.create(path, under: parent)
            return true
        } catch { return false }
    }

    /// Deletes a key with all below it; one that is not there stays so.
    public func deleteRegistryKey(root: UInt32, _ path: String) {
        guard let parent = kernel.registry.root(root) else { return }
        do throws(CEError) { try kernel.registry.delete(path, under: parent) } catch { return }
    }

    /// Sets a value of any type.
    /// - Returns: whether the registry has room for it.
    public func setRegistryData(root: UInt32, _ path: String, name: String, type: UInt32, bytes: [UInt8]) -> Bool {
        guard let parent = kernel.registry.root(root) else { return false }
        do throws(CEError) {
            let key = try kernel.registry.create(path, under: parent).key
            try kernel.registry.set(name, StoredRegistryValue(type: type, bytes: bytes), in: key)
            return true
        } catch { return false }
    }

    /// Deletes a value; one that is not there stays so.
    public func deleteRegistryValue(root: UInt32, _ path: String, name: String) {
        guard let parent = kernel.registry.root(root), let key = kernel.registry.find(path, under: parent) else {
            return
        }
        do throws(CEError) { try kernel.registry.deleteValue(name, in: key) } catch { return }
    }

    /// Adds a line to the output before guests do.
    public func note(_ text: String) { kernel.output.writeLine(text) }

    /// Has the drivers activated that the registry names below HKLM\Drivers\BuiltIn, or where `RootKey` of HKLM\Drivers
    /// says, as the bus enumerator would: by their Order, those without one last.
    ///
    /// A key whose DLL is not in \Windows is passed over with a line in the output: a platform's registry names more
    /// than a scenario brings along.
    /// - Parameter drivers: further ones; those without an Order come behind all others.
    public func addBuiltInDrivers(with drivers: [DriverConfiguration]) {
        let root = kernel.registry.machine
        let builtIn = "Drivers\\BuiltIn"
        var places: [(key: String, order: UInt32, rank: Int, name: String)] = []
        let own = Set(drivers.map { "\(builtIn)\\\($0.name)".lowercased() })
        for driver in drivers {
            let key = "\(builtIn)\\\(driver.name)"
            for (name, value) in driver.registryValues { kernel.registry.set(key, name, value) }
            places.append((key, order(key), 1, driver.name))
        }
        var start = builtIn
        if case .string(let path)? = kernel.registry.value("Drivers", "RootKey"),
            kernel.registry.find(path, under: root) != nil
        {
            start = path
        }
        for name in kernel.registry.subkeys(start) {
            let key = "\(start)\\\(name)"
            guard !own.contains(key.lowercased()), kernel.registry.value(key, "Dll") != nil else { continue }
            places.append((key, order(key), 0, name))
        }
        // Equal ones stay in the order in which they were written.
        let ordered = places.enumerated().sorted {
            ($0.element.order, $0.element.rank, $0.offset) < ($1.element.order, $1.element.rank, $1.offset)
        }
        for (_, place) in ordered { activate(place.key, name: place.name, isOwn: place.rank == 1) }
    }

    private func order(_ key: String) -> UInt32 {
        if case .dword(let order)? = kernel.registry.value(key, "Order") { order } else { .max }
    }

    private func activate(_ key: String, name: String, isOwn: Bool) {
        guard case .string(let dll)? = kernel.registry.value(key, "Dll") else {
            kernel.output.writeLine("HKLM\\\(key): Dll is no text; the driver is passed over")
            return
        }
        guard isOwn || kernel.files.image(named: dll) != nil else {
            kernel.output.writeLine("HKLM\\\(key): there is no file \(dll) in \\Windows; the driver is passed over")
            return
        }
        kernel.boot.add(.activate(key: key, name: name, dll: dll))
    }
}
