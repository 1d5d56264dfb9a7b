import CEKernel
import CEMemory
import GuestAddress

/// POWER_NAME and POWER_FORCE (pm.h of the public SDK).
private enum PowerFlags {
    static let name: UInt32 = 1
    static let force: UInt32 = 0x1000
}

/// CEDEVICE_POWER_STATE: PwrDeviceUnspecified.
private let unspecified = UInt32.max
private let longestName = 128
/// POWER_STATE_SUSPEND.
private let suspendFlag: UInt32 = 0x20_0000
/// PPN_SUSPENDKEYPRESSED and PPN_POWERBUTTONPRESSED (pmpolicy.h of the public SDK).
private let sleepMessages: Set<UInt32> = [2, 4]

extension Kernel {
    private func powerText(_ name: WideString, _ call: borrowing Invocation) throws(CallStop) -> String {
        guard name.rawValue != 0 else { throw .error(refuse("null", "the name is NULL")) }
        let units = try call.access { memory throws(GuestFault) in
            try memory.wideCharacters(name.rawValue, limit: longestName)
        }
        guard !units.isEmpty, units.count < longestName else {
            throw .error(refuse("name", "the name is empty, or has more than \(longestName - 1) characters"))
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// The device that an argument names, whose flags have to say that it is a name.
    private func managedDevice(
        _ name: WideString, _ flags: Word, allowed: UInt32 = PowerFlags.name, _ call: borrowing Invocation
    ) throws(CallStop) -> ManagedDevice {
        guard flags.rawValue & ~allowed == 0, flags.rawValue != 0 else {
            throw .error(
                refuse(
                    "flags",
                    "the flags are 0x\(hexadecimal(flags.rawValue)): the device is named, which is POWER_NAME (1)"))
        }
        let text = try powerText(name, call)
        return try checked { () throws(CEError) in try managedDevice(text) }
    }

    private func powerState(_ state: UInt32) throws(CallStop) -> DevicePowerState {
        guard let state = DevicePowerState(rawValue: state) else { throw .error(refusePowerLevel(state)) }
        return state
    }

    func getDevicePower(
        _ name: WideString, _ flags: Word, _ pointer: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard pointer.rawValue != 0 else { throw .error(refuse("null", "the place for the state is NULL")) }
        let device = try managedDevice(name, flags, allowed: PowerFlags.name | PowerFlags.force, call)
        guard flags.rawValue & PowerFlags.force == 0 else {
            return try askPower(
                of: device, pointer: pointer.rawValue, isPrivileged: call.memory.isPrivileged, call.thread)
        }
        try setWord(Int(truncatingIfNeeded: device.current?.rawValue ?? unspecified), pointer, call)
        return .value(0)
    }

    func setPowerRequirement(
        _ name: WideString, _ level: UInt32, _ flags: Word, _ system: WideString, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard flags.rawValue & PowerFlags.name != 0 else {
            throw .error(
                refuse(
                    "flags", "DeviceFlags 0x\(hexadecimal(flags.rawValue)) lacks POWER_NAME (1): the device is named"))
        }
        let device = try managedDevice(name, flags, allowed: PowerFlags.name | PowerFlags.force, call)
        let requirement = PowerRequirement(
            device: device, level: try powerState(level),
            system: system.rawValue == 0 ? nil : try powerText(system, call),
            isForced: flags.rawValue & PowerFlags.force != 0)
        guard drivers.power.add(requirement) else {
            throw .error(
                refuse("requirements", "there are as many requirements of power as there can be", .notEnoughMemory))
        }
        let handle: UInt32
        do throws(CallStop) { handle = try addHandle(.powerRequirement(requirement), call) } catch {
            drivers.power.remove(requirement)
            throw error
        }
        return try updatePower(of: [device], call.thread, then: .handle(handle))
    }

    func getSystemPowerState(
        _ buffer: VirtualAddress, _ room: UInt32, _ flags: VirtualAddress, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let state = systemPowerState
        let name = Array(state.name.utf16) + [0]
        if buffer.rawValue != 0 {
            guard UInt32(clamping: name.count) <= room else {
                throw .error(
                    refuse(
                        "buffer",
                        "the state's name has \(name.count) characters with its terminator, and the buffer "
                            + "\(room)", .insufficientBuffer))
            }
            let bytes = name.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            try call.access { memory throws(GuestFault) in try memory.write(bytes, buffer.rawValue) }
        }
        if flags.rawValue != 0 { try setWord(Int(state.flags), flags, call) }
        return .value(0)
    }

    func setSystemPowerState(
        _ name: WideString, _ flags: Word, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let named = name.rawValue == 0 ? nil : try powerText(name, call)
        guard let state = named.map(systemPowerState(named:)) ?? systemPowerState(with: flags.rawValue) else {
            throw .error(
                named.map { refuse("power-state", "there is no power state \"\($0)\"", .fileNotFound) }
                    ?? refuse("power-state", "no power state has the flags 0x\(hexadecimal(flags.rawValue))"))
        }
        guard !state.isReset else {
            throw .fatal("SetSystemPowerState: the system would start again, and the run ends here")
        }
        return try enter(state, call.thread)
    }

    func devicePowerNotify(
        _ name: WideString, _ state: UInt32, _ flags: Word, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let device = try managedDevice(name, flags, call)
        return try requestPower(of: device, try powerState(state), call.thread)
    }

    func setDevicePower(
        _ name: WideString, _ flags: Word, _ state: UInt32, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let device = try managedDevice(name, flags, call)
        return try setPower(of: device, state == unspecified ? nil : try powerState(state), call.thread)
    }

    func powerPolicyNotify(_ message: UInt32, _ thread: Thread) throws(CallStop) -> CallResult {
        guard sleepMessages.contains(message), let state = systemPowerState(with: suspendFlag) else { return .value(0) }
        return try enter(state, thread)
    }

    func requestPowerNotifications(
        _ queue: Handle, _ messages: Word, _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        guard case .messageQueue(let end) = object(queue, call.thread) else {
            throw .error(refuse(handle: queue.rawValue, takes: "a message queue"))
        }
        guard end.isReader else { throw .error(refuseWritingSide()) }
        guard messages.rawValue != 0 else {
            throw .error(refuse("flags", "no notification is asked for: the flags are 0"))
        }
        let listener = try checked { () throws(CEError) in try listenToPower(messages.rawValue, end.queue) }
        do throws(CallStop) { return .value(try addHandle(.powerNotification(listener), call)) } catch {
            stop(listener)
            throw error
        }
    }

    func registerPowerRelationship(
        _ parent: WideString, _ child: WideString, _ capabilities: VirtualAddress, _ flags: Word,
        _ call: borrowing Invocation
    ) throws(CallStop) -> CallResult {
        let device = try managedDevice(parent, flags, call)
        let name = try powerText(child, call)
        guard objects.handles.count < Self.maximumHandles else { throw .error(refuseNewHandle()) }
        guard capabilities.rawValue != 0 else { return try addChild(name, of: device, states: nil, call.thread) }
        let states = try call.access { memory throws(GuestFault) in try memory.byte(capabilities.rawValue) }
        return try addChild(name, of: device, states: states, call.thread)
    }
}
