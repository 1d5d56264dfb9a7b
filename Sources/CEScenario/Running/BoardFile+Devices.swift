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
            configuration.picture = try device.picture.map(Self.picture) ?? []
            configuration.baud = device.baud
            configuration.isLooped = device.isLooped
            configuration.step = device.step ?? configuration.step
            configuration.slaves = device.slaves.map { I2CSlave(address: $0.address, contents: $0.contents) }
            if let description = device.description {
                configuration.type = .script
                do throws(ScriptError) { configuration.script = try DeviceScript(description) } catch {
                    throw InputErrors(InputError(at: SourceLocation(file: description.path), "\(error)"))
                }
            }
            made.append(configuration)
        }
        return made
    }

    /// The bytes of a frame: as many as the largest has.
    private static func picture(_ file: FileReference) throws(InputErrors) -> [UInt8] {
        let bytes = try file.read()
        guard bytes.count <= 16 << 20, !bytes.isEmpty else {
            throw InputErrors(
                InputError(at: file.location, "\(file.path): \(bytes.count) bytes are no frame: 1 to 16 MB"))
        }
        return bytes
    }
}

extension DeviceScript {
    fileprivate init(_ description: DeviceDescription) throws(ScriptError) {
        let registers = description.registers.map { register in
            var entry = Entry(name: register.name, offset: register.offset)
            entry.size = register.size
            entry.access =
                switch register.access {
                case .readWrite: .readWrite
                case .readOnly: .readOnly
                case .writeOnly: .writeOnly
                }
            entry.reset = register.reset
            entry.writable = register.writable
            entry.oneToClear = register.oneToClear
            entry.clearsOnRead = register.clearsOnRead
            entry.fields = register.fields
            entry.onRead = register.onRead
            entry.onWrite = register.onWrite
            return entry
        }
        try self.init(
            registers: registers, wholeOnly: description.wholeOnly, variables: description.variables,
            fifos: description.fifos, events: description.events, interrupt: description.interrupt)
    }
}
