package import CEDevices
package import Diagnostics
package import ScenarioFiles

extension BoardFile {
    /// The board's devices for a machine.
    /// - Throws: `InputErrors` for a type that no machine has: never of a board read with the vocabulary of machines.
    package func emulatedDevices() throws(InputErrors) -> [DeviceConfiguration] {
        var made: [DeviceConfiguration] = []
        for device in devices {
            guard let type = DeviceType(rawValue: device.type) else {
                throw InputErrors(InputError(at: device.location, "unknown device type '\(device.type)'"))
            }
            var configuration = DeviceConfiguration(
                name: device.name, type: type, base: device.base, interrupt: device.interrupt.map { Int($0) })
            configuration.takesEdges = device.takesEdges
            configuration.size = device.size
            configuration.input = Array(device.input.utf8)
            configuration.frequency = device.frequency
            configuration.step = device.step ?? configuration.step
            made.append(configuration)
        }
        return made
    }
}
