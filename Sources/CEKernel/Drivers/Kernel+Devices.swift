import CEMemory
import GuestAddress
import OEMAddrTable

/// What CreateFile, DeviceIoControl and their relatives do with a stream device (documents ee482316, ee484890; the error codes of
/// `Documentation/CE-Memory.md`, section 7.4).
extension Kernel {
    private static let busNameSpaceAccess: UInt32 = 0x100
    private static let openExisting: UInt32 = 3
    private static let openAlways: UInt32 = 4

    /// Whether CreateFile is to look for a device: `XXXn:` of five characters, or a name below `\$device` or `\$bus`.
    package static func isDeviceName(_ name: String) -> Bool {
        DeviceName(name) != nil
    }

    /// CreateFile on a device.
    package func openDevice(
        _ name: String, access: UInt32, disposition: UInt32, share: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard disposition == Self.openExisting || disposition == Self.openAlways else {
            throw .error(
                refuse(
                    "disposition",
                    "\(name) is a device: dwCreationDisposition has to be OPEN_EXISTING (3), and is "
                        + "\(disposition)"))
        }
        memory.physical.hostWork.look(at: drivers.devices.all.count, each: 16)
        guard let device = drivers.devices.device(named: name) else {
            let components = name.split(separator: "\\")
            if components.count > 2, drivers.devices.device(named: components.prefix(2).joined(separator: "\\")) != nil
            {
                throw .error(refuse("name", "behind the device's name in \(name) nothing may stand", .badPathname))
            }
            let known = drivers.devices.all.compactMap { $0.legacyName ?? $0.deviceName }
            output.writeLine(
                "CreateFile: no device \(name); "
                    + (known.isEmpty ? "no driver is active" : "there are \(known.joined(separator: ", "))"))
            throw .error(.deviceNotExist)
        }
        guard let entry = device.methods.open else { throw .error(refuseMethod("Open", of: device)) }
        let thread = call.thread
        // DEVACCESS_BUSNAMESPACE tells the driver how it was opened.
        let isByBus = if case .bus? = DeviceName(name) { true } else { false }
        let access = isByBus ? access | Self.busNameSpaceAccess : access
        let request = DeviceOpenRequest(device: device, access: access, owner: thread.current)
        return try callDriver(
            device, thread, entry, [device.context, access, share], .open(request), failure: UInt32.max)
    }

    /// Calls a method of a driver on the caller's thread; for a driver in the kernel the caller's address space stays active.
    /// - Parameters:
    ///   - code: the code of an IOControl.
    ///   - failure: what the caller gets when the driver faults; the error code is then ERROR_INVALID_PARAMETER.
    ///   - buffers: what the arguments point at, for a user-mode driver.
    private func callDriver(
        _ device: Device, _ thread: Thread, _ entry: UInt32, _ arguments: CalleeArguments, _ kind: DriverCall.Kind,
        code: UInt32 = 0, failure: UInt32, buffers: [ReflectedBuffer] = []
    ) throws(CallStop) -> CallResult {
        let occasion = device.usage.began(
            DriverRequest(method: kind.method, code: code), &drivers.devices.nextRequest)
        let call = DriverCall(
            kind: kind, savedError: CEError(rawValue: thread.lastError), failure: failure, occasion: occasion)
        thread.lastError = CEError.generalFailure.rawValue
        do throws(CallStop) {
            guard device.isUserMode else {
                return try callGuest(thread, entry, arguments, in: processes.nk, then: .driver(call))
            }
            return try callMethod(device, thread, entry, arguments, buffers, then: .driver(call))
        } catch {
            abandon(call, thread)
            throw error
        }
    }

    /// A method that a driver does not export.
    private func refuseMethod(_ entry: String, of device: Device) -> CEError {
        refuse("no-entry", "\(device.module.name) exports no \(device.entryName(entry))", .notSupported)
    }

    private func refuseRemoved(_ device: Device) -> CEError {
        refuse(
            "removed", "the driver \(device.module.name) was deactivated after the device had been opened",
            .deviceRemoved)
    }

    /// The open behind a handle, if its device is still there.
    func deviceOpen(_ handle: UInt32, _ thread: Thread) throws(CallStop) -> DeviceOpen {
        guard case .deviceOpen(let open)? = objects.handles[handle, thread.current] else {
            throw .error(refuse(handle: handle, takes: "an open device"))
        }
        guard !open.device.isRemoved else { throw .error(refuseRemoved(open.device)) }
        return open
    }

    /// DeviceIoControl: access checks on the first-level pointers, then XXX_IOControl.
    /// - Parameter returned: where the driver says how many bytes it has given.
    package func ioControl(
        _ handle: UInt32, code: UInt32, input: GuestBuffer, output: GuestBuffer, returned: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let thread = call.thread
        let open = try deviceOpen(handle, thread)
        guard let entry = open.device.methods.ioControl else {
            throw .error(refuseMethod("IOControl", of: open.device))
        }
        try checkPointer(input.address, input.size, write: false, "lpInBuf", thread)
        try checkPointer(output.address, output.size, write: true, "lpOutBuf", thread)
        try checkPointer(returned, returned == 0 ? 0 : 4, write: true, "lpBytesReturned", thread)
        let work = DriverWork(
            device: open.device, method: .ioControl, code: code, input: input, output: output, returned: returned)
        observers.tell(.driverCalls, .driverCalled(work, thread))
        let buffers: [ReflectedBuffer] =
            open.device.isUserMode
            ? [
                .init(argument: 2, address: input.address, size: input.size, isInput: true, isOutput: false),
                .init(argument: 4, address: output.address, size: output.size, isInput: true, isOutput: true),
                .init(argument: ReflectedBuffer.count, address: returned, size: 4, isInput: true, isOutput: true),
            ] : []
        return try callDriver(
            open.device, thread, entry,
            [open.context, code, input.address, input.size, output.address, output.size, returned], .ioControl(work),
            code: code, failure: 0, buffers: buffers)
    }

    /// ReadFile or WriteFile on a device.
    /// - Parameter isRead: whether the driver writes to the caller's buffer.
    package func transferDevice(
        _ open: DeviceOpen, isRead: Bool, _ buffer: UInt32, _ count: UInt32, _ countPointer: UInt32,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard !open.device.isRemoved else { throw .error(refuseRemoved(open.device)) }
        guard open.access & (isRead ? OpenFile.genericRead : OpenFile.genericWrite) != 0 else {
            let right = isRead ? "GENERIC_READ" : "GENERIC_WRITE"
            throw .error(
                refuse("access", "the handle of the device was opened without \(right)", .invalidAccess))
        }
        guard let entry = isRead ? open.device.methods.read : open.device.methods.write else {
            throw .error(refuseMethod(isRead ? "Read" : "Write", of: open.device))
        }
        try checkPointer(buffer, count, write: isRead, "lpBuffer", call.thread)
        try checkPointer(countPointer, countPointer == 0 ? 0 : 4, write: true, "the place for the count", call.thread)
        let work = DriverWork(
            device: open.device, method: isRead ? .read : .write, code: 0,
            input: isRead ? GuestBuffer() : GuestBuffer(address: buffer, size: count),
            output: GuestBuffer(address: buffer, size: isRead ? count : 0), returned: countPointer)
        observers.tell(.driverCalls, .driverCalled(work, call.thread))
        let buffers: [ReflectedBuffer] =
            open.device.isUserMode
            ? [.init(argument: 1, address: buffer, size: count, isInput: !isRead, isOutput: isRead)] : []
        return try callDriver(
            open.device, call.thread, entry, [open.context, buffer, count],
            .transfer(work, isPrivileged: call.memory.isPrivileged), failure: 0, buffers: buffers)
    }

    /// SetFilePointer on a device.
    package func seekDevice(
        _ open: DeviceOpen, _ distance: UInt32, _ method: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard !open.device.isRemoved else { throw .error(refuseRemoved(open.device)) }
        guard let entry = open.device.methods.seek else { throw .error(refuseMethod("Seek", of: open.device)) }
        return try callDriver(
            open.device, call.thread, entry, [open.context, distance, method], .seek, failure: UInt32.max)
    }

    /// CloseHandle on a device: PreClose, then Close. The handle is gone already.
    package func closeDevice(_ open: DeviceOpen, _ call: borrowing Invocation) throws(CallStop) -> CallResult {
        open.isClosed = true
        guard !open.device.isRemoved, open.device.methods.close != nil else { return .value(1) }
        guard let preClose = open.device.methods.preClose else { return try close(open, call.thread) }
        return try callMethod(open.device, call.thread, preClose, [open.context], then: .preClose(open))
    }

    /// XXX_Close.
    func close(_ open: DeviceOpen, _ thread: Thread) throws(CallStop) -> CallResult {
        guard let close = open.device.methods.close else { return .value(1) }
        return try callDriver(open.device, thread, close, [open.context], .close, failure: 0)
    }

    /// The kernel's check of a caller's pointer (`Documentation/CE-Memory.md`, section 1.2): a test of ranges that says nothing
    /// about what is mapped. Code in the kernel may pass anything.
    /// - Parameter name: the argument's.
    func checkPointer(
        _ pointer: UInt32, _ size: UInt32, write: Bool, _ name: String, _ thread: Thread
    ) throws(CallStop) {
        guard !thread.current.isKernel, pointer != 0 || size != 0 else { return }
        if pointer == 0 {
            throw .error(refuse("null", "\(name) is NULL, and its size is \(size)"))
        }
        guard isUserRange(pointer, size, write: write) else {
            throw .error(
                refuse(
                    "user-range",
                    "\(name) 0x\(hexadecimal(pointer)) with \(size) bytes is not wholly in the memory that an "
                        + "application "
                        + "may pass: the driver was not called"))
        }
    }

    package func isUserRange(_ pointer: UInt32, _ size: UInt32, write: Bool) -> Bool {
        guard size < 0x8000_0000, pointer >= 0x1_0000,
            VirtualAddress(pointer) < memory.profile.layout.kernelHalf
        else { return false }
        let limit = write ? memory.profile.layout.userWriteEnd : memory.profile.layout.userReadEnd
        return UInt64(pointer) + UInt64(size) < UInt64(limit)
    }
}
