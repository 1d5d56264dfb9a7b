package import CEMemory

/// Interfaces of devices, and messages about them (documents aa447466, ms919831).
extension Kernel {
    /// Advertises an interface and tells those who listen.
    /// - Throws: ERROR_ALREADY_EXISTS.
    package func advertise(_ classID: [UInt8], _ name: String, of device: Device? = nil) throws(CEError) {
        memory.physical.hostWork.look(at: drivers.interfaces.all.count, each: 16)
        let interface = DeviceInterface(classID: classID, name: name, device: device)
        guard drivers.interfaces.add(interface) else { throw .alreadyExists }
        tell(of: interface, isThere: true)
        managePower(of: interface)
    }

    /// Takes an interface back.
    /// - Throws: ERROR_FILE_NOT_FOUND.
    package func withdraw(_ classID: [UInt8], _ name: String) throws(CEError) {
        memory.physical.hostWork.look(at: drivers.interfaces.all.count, each: 16)
        guard let interface = drivers.interfaces.remove(classID, name) else { throw .fileNotFound }
        tell(of: interface, isThere: false)
    }

    /// What a device that has been activated offers: the classes of its key and of its active key, and that of all
    /// streams.
    func announce(_ device: Device, _ settings: DriverSettings) {
        guard let own = device.legacyName ?? device.deviceName.map({ String($0.dropFirst()) }) else { return }
        var interfaces = (settings.classes + DriverSettings.classes(of: device.activeKey, registry)).compactMap(
            ClassID.interface)
        interfaces.append((ClassID.stream, nil))
        for (classID, name) in interfaces {
            // One that is there already is advertised once.
            do throws(CEError) { try advertise(classID, name ?? own, of: device) } catch { continue }
        }
    }

    /// A device is gone with all that it offers.
    func withdrawInterfaces(of device: Device) {
        memory.physical.hostWork.look(at: drivers.interfaces.all.count, each: 16)
        for interface in drivers.interfaces.removeAll(of: device) { tell(of: interface, isThere: false) }
        memory.physical.hostWork.look(at: drivers.power.devices.count, each: 16)
        drivers.power.removeAll(of: device)
    }

    /// An interface of a device by its number.
    /// - Throws: ERROR_INVALID_HANDLE, ERROR_NO_MORE_ITEMS.
    package func interface(_ index: UInt32, ofDevice handle: UInt32) throws(CEError) -> DeviceInterface {
        memory.physical.hostWork.look(at: drivers.interfaces.all.count + drivers.devices.all.count, each: 16)
        guard handle != 0, let device = drivers.devices.all.first(where: { $0.handle == handle }) else {
            throw .invalidHandle
        }
        let own = drivers.interfaces.all.filter { $0.device === device }
        guard index < own.count else { throw .noMoreItems }
        return own[Int(index)]
    }

    // MARK: Listening

    /// Has messages about a class put into a queue.
    /// - Parameters:
    ///   - classID: nil for all classes.
    ///   - wantsPresent: whether those that are there are told at once.
    /// - Throws: ERROR_NOT_ENOUGH_MEMORY.
    package func listen(
        to classID: [UInt8]?, _ queue: MessageQueue, wantsPresent: Bool
    ) throws(CEError) -> DeviceNotification {
        let listener = DeviceNotification(classID: classID, queue: queue)
        guard drivers.interfaces.add(listener) else { throw .notEnoughMemory }
        // The device manager is the queue's writer.
        open(MessageQueueEnd(queue: queue, isReader: false))
        guard wantsPresent else { return listener }
        for interface in drivers.interfaces.all where classID == nil || classID == interface.classID {
            post(interface, isThere: true, to: queue)
        }
        return listener
    }

    package func stopNotifications(_ listener: DeviceNotification) {
        drivers.interfaces.remove(listener)
        close(MessageQueueEnd(queue: listener.queue, isReader: false))
    }

    private func tell(of interface: DeviceInterface, isThere: Bool) {
        let listeners = drivers.interfaces.listeners(to: interface.classID)
        memory.physical.hostWork.look(at: listeners.count, each: 64)
        for listener in listeners {
            post(interface, isThere: isThere, to: listener.queue)
        }
    }

    /// DEVDETAIL: class, reserved, attached, bytes of the name, and the name. What the queue cannot take is dropped.
    private func post(_ interface: DeviceInterface, isThere: Bool, to queue: MessageQueue) {
        let name = (Array(interface.name.utf16) + [0]).flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let words: [UInt32] = [0, isThere ? 1 : 0, UInt32(name.count)]
        let bytes =
            interface.classID
            + words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } } + name
        memory.physical.work &+= UInt64(bytes.count)
        if let reason = put(bytes, into: queue) {
            output.writeLine("the notification about \(interface.name) is dropped: \(reason)")
        }
    }
}
