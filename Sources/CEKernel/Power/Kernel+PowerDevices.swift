package import CEMemory

/// Which devices the power manager switches, and what it wants of them (documents ee497782, ms901415 to ms901419).
extension Kernel {
    /// A device that has been advertised with a class of power-managed devices is asked what it can, on a thread of
    /// the power manager's.
    func managePower(of interface: DeviceInterface) {
        guard isPowerManaged(interface.classID),
            let device = interface.device ?? drivers.devices.device(named: interface.name)
        else { return }
        memory.physical.hostWork.look(at: drivers.power.devices.count, each: 16)
        guard drivers.power.device(interface.classID, interface.name) == nil else { return }
        let managed = ManagedDevice(classID: interface.classID, name: interface.name, device: device)
        startPowerThread([managed])
    }

    private func isPowerManaged(_ classID: [UInt8]) -> Bool {
        if ClassID.powerManaged.contains(classID) { return true }
        guard let key = registry.find("System\\CurrentControlSet\\Control\\Power\\Interfaces", under: registry.machine)
        else { return false }
        return key.value(ClassID.text(classID)) != nil
    }

    /// Goes through devices on a thread of the kernel's own.
    func startPowerThread(_ devices: [ManagedDevice]) {
        do throws(CEError) { _ = try makeKernelThread(.power(devices)) } catch {
            output.writeLine("the power manager has no memory for a thread: \(devices.count) devices are not told")
        }
    }

    /// The device that a name stands for: `COM1:` of the generic class, or `{class}\DSK1:`.
    /// - Throws: ERROR_FILE_NOT_FOUND.
    package func managedDevice(_ name: String) throws(CEError) -> ManagedDevice {
        let (classID, name) = Self.powerName(name)
        memory.physical.hostWork.look(at: drivers.power.devices.count, each: 16)
        guard let device = drivers.power.device(classID, name) else { throw .fileNotFound }
        return device
    }

    static func powerName(_ name: String) -> (classID: [UInt8], name: String) {
        let parts = name.split(separator: "\\", maxSplits: 1)
        guard parts.count == 2, let classID = ClassID.bytes(String(parts[0])) else {
            return (ClassID.powerManaged[0], name)
        }
        return (classID, String(parts[1]))
    }

    /// What a device is to have now.
    func wantedPower(_ device: ManagedDevice) -> DevicePowerState {
        memory.physical.hostWork.look(at: drivers.power.requirementCount, each: 16)
        let state = systemPowerState
        return drivers.power.wanted(device, ceiling: ceiling(of: device, in: state), in: state)
    }

    /// The most power that a device has in a state of the system: the value of its name or `Default`, of its class's
    /// key before the state's.
    private func ceiling(of device: ManagedDevice, in state: SystemPowerState) -> DevicePowerState {
        let key = SystemPowerState.key + "\\" + state.name
        for place in [key + "\\" + ClassID.text(device.classID), key] {
            for name in [device.name, "Default"] {
                if case .dword(let number)? = registry.value(place, name),
                    let level = DevicePowerState(rawValue: number)
                {
                    return level
                }
            }
        }
        return SystemPowerState.standard.first { $0.state.isNamed(state.name) }?.ceiling ?? .d0
    }

    /// Has devices switch that are to have another state now.
    package func updatePower(
        of devices: [ManagedDevice], _ thread: Thread, then end: PowerWork.End
    ) throws(CallStop) -> CallResult {
        try goOn(with: PowerWork(devices, thread, then: end), thread)
    }

    /// SetDevicePower.
    /// - Parameter state: nil gives the device back to who managed it before.
    package func setPower(
        of device: ManagedDevice, _ state: DevicePowerState?, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        device.explicit = state
        return try updatePower(of: [device], thread, then: .status)
    }

    /// ReleasePowerRequirement.
    package func drop(_ requirement: PowerRequirement, _ thread: Thread) throws(CallStop) -> CallResult {
        drivers.power.remove(requirement)
        return try updatePower(of: [requirement.device], thread, then: .status)
    }

    /// A requirement goes with the process that made it: the device is switched on a thread of the power manager's.
    func release(_ requirement: PowerRequirement) {
        drivers.power.remove(requirement)
        let device = requirement.device
        if !device.device.isRemoved, wantedPower(device) != device.current { startPowerThread([device]) }
    }

    /// DevicePowerNotify.
    package func requestPower(
        of device: ManagedDevice, _ state: DevicePowerState, _ thread: Thread
    ) throws(CallStop) -> CallResult {
        device.requested = state
        return try updatePower(of: [device], thread, then: .status)
    }
}

extension ClassID {
    /// Generic, block, NDIS and display devices (headers pm.h, and pnp.h of the public SDK).
    static let powerManaged = [
        "{A32942B7-920C-486B-B0E6-92A702A99B35}", "{8DD679CE-8AB4-43C8-A14A-EA4963FAA715}",
        "{98C5250D-C29A-4985-AE5F-AFE5367E5006}", "{EB91C7C9-8BF6-4A2D-9AB8-69724EED97D1}",
    ].compactMap(bytes)

    /// Block devices, which others may need until they are down.
    static var block: [UInt8] { powerManaged[1] }

    /// `{F8A6BA98-087A-43AC-A9D8-B7F13C5BAE31}` of 16 bytes.
    static func text(_ bytes: [UInt8]) -> String {
        func digits(_ range: Range<Int>, isNumber: Bool) -> String {
            let part = isNumber ? bytes[range].reversed() : Array(bytes[range])
            return part.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        }
        guard bytes.count == 16 else { return "" }
        return "{\(digits(0..<4, isNumber: true))-\(digits(4..<6, isNumber: true))-\(digits(6..<8, isNumber: true))-"
            + "\(digits(8..<10, isNumber: false))-\(digits(10..<16, isNumber: false))}"
    }
}
