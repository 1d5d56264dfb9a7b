package import SavedState

/// What an activation is for.
package enum ActivationEnd: Codable {
    /// A call of ActivateDeviceEx or ActivateDevice.
    case call
    /// A step of the boot script: the driver's name in the scenario, and its DLL.
    case builtIn(name: String, dll: String)
}

/// A value of a key with its name.
package struct NamedRegistryValue: Hashable, Sendable, Codable {
    package let name: String
    package let value: StoredRegistryValue

    package init(name: String, value: StoredRegistryValue) {
        self.name = name
        self.value = value
    }
}

/// An activation under way.
package final class Activation: SavedObject {
    let settings: DriverSettings
    /// Those that were loaded for it.
    let modules: [Module]
    let module: Module
    /// Whose handle the device gets.
    let owner: Process
    /// XXX_Init's second argument.
    let parameter: UInt32
    let end: ActivationEnd
    /// What the caller adds to the active key.
    let values: [NamedRegistryValue]
    var device: Device?
    /// The string that is XXX_Init's first argument, in the heap of the driver's process.
    var contextText: UInt32 = 0
    /// Why it has failed, once it has.
    var problem: String?
    /// What it was refused so far.
    var notes = ActivationNotes()

    init(
        settings: DriverSettings, modules: [Module], module: Module, owner: Process, parameter: UInt32,
        values: [NamedRegistryValue], end: ActivationEnd
    ) {
        self.values = values
        self.parameter = parameter
        self.end = end
        self.settings = settings
        self.modules = modules
        self.module = module
        self.owner = owner
    }

    private enum CodingKeys: CodingKey { case settings, modules, module, owner, parameter, values, end }

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&device)
        try state.carry(&contextText)
        try state.carry(&notes)
        try state.carry(&problem)
    }
}
