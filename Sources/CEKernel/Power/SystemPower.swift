package import SavedState

/// What the power manager knows: the devices that it switches, what others ask of them, and the state of the system.
package struct SystemPower: SavedPart {
    private static let mostDevices = 1024
    private static let mostRequirements = 1024
    private static let mostListeners = 256

    private(set) var devices: [ManagedDevice] = []
    private var requirements: [PowerRequirement] = []
    private(set) var listeners: [PowerListener] = []
    /// The system's state; nil before the first change: that of the registry which is on.
    var state: SystemPowerState?

    /// - Returns: false when there are too many.
    mutating func add(_ device: ManagedDevice) -> Bool {
        guard devices.count < Self.mostDevices else { return false }
        devices.append(device)
        return true
    }

    func device(_ classID: [UInt8], _ name: String) -> ManagedDevice? {
        let wanted = name.lowercased()
        return devices.first { $0.classID == classID && $0.name.lowercased() == wanted }
    }

    /// Forgets a device with those that it switches.
    package mutating func remove(_ device: ManagedDevice) {
        devices.removeAll { $0 === device || $0.parent === device }
        requirements.removeAll { $0.device === device || $0.device.parent === device }
    }

    /// Forgets all of a driver.
    mutating func removeAll(of device: Device) {
        devices.removeAll { $0.device === device }
        requirements.removeAll { $0.device.device === device }
    }

    // MARK: Requirements

    /// - Returns: false when there are too many.
    package mutating func add(_ requirement: PowerRequirement) -> Bool {
        guard requirements.count < Self.mostRequirements else { return false }
        requirements.append(requirement)
        return true
    }

    package mutating func remove(_ requirement: PowerRequirement) { requirements.removeAll { $0 === requirement } }

    /// The state that a device is to have: what was set, or what its driver wishes, at most what the system's state
    /// allows, at least what somebody requires (documents ee497735, ms920689, ee497782).
    /// - Parameter ceiling: the most power that the system's state allows.
    func wanted(
        _ device: ManagedDevice, ceiling: DevicePowerState, in state: SystemPowerState
    ) -> DevicePowerState {
        if let explicit = device.explicit { return explicit }
        let allowed = max(device.requested, ceiling)
        return requirements.reduce(allowed) { wanted, requirement in
            requirement.device === device && requirement.holds(in: state) ? min(wanted, requirement.level) : wanted
        }
    }

    /// How much looking for a device's requirements costs.
    var requirementCount: Int { requirements.count }

    // MARK: Listeners

    /// - Returns: false when there are too many.
    mutating func add(_ listener: PowerListener) -> Bool {
        guard listeners.count < Self.mostListeners else { return false }
        listeners.append(listener)
        return true
    }

    mutating func remove(_ listener: PowerListener) { listeners.removeAll { $0 === listener } }

    package mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&devices)
        try state.carry(&requirements)
        try state.carry(&listeners)
        try state.carry(&self.state)
    }
}
