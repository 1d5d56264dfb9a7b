import CEMemory
package import GuestAddress
package import SavedState
package import Unicorn

/// What the devices of a board share: the bus and its errors, virtual time, the wires of the interrupts.
package final class BoardWiring: SavedPart {
    package let errors: BusErrors
    package let bus = DeviceBus()
    package let time: DeviceTime
    /// The interrupt input of the core.
    package let core: CoreInterrupt
    package let wires: InterruptWires
    /// What guests have done with the registers of its devices.
    package let accesses = AccessLog()
    /// The far end of its serial ports.
    package let console = SerialConsole()
    /// Its devices by name.
    private var devices: [String: any BoardDevice] = [:]
    /// The names of those that use an interrupt input, by the input.
    private var sources: [Int: [String]] = [:]

    /// - Parameter instructionsPerSecond: how fast virtual time goes.
    package init(engine: Engine, instructionsPerSecond: UInt64) {
        errors = BusErrors(engine)
        time = DeviceTime(engine: engine, instructionsPerSecond: instructionsPerSecond)
        core = CoreInterrupt(time: time)
        wires = InterruptWires(core: core)
    }

    /// What one more device is connected to.
    func connect(_ device: DeviceConfiguration) -> DeviceConnection {
        if let input = device.interrupt {
            sources[input, default: []].append(device.name)
            if device.takesEdges { wires.plain.takeEdges(input) }
        }
        return DeviceConnection(
            name: device.name, base: device.base, errors: errors, bus: bus, alarms: time.makeAlarms(),
            line: wires.makeLine(to: device.interrupt, of: device.name), core: core, wires: wires, accesses: accesses,
            console: console)
    }

    /// Takes in a device that was made with a connection.
    func adopt(_ device: any BoardDevice, _ connection: DeviceConnection) {
        devices[connection.name] = device
        if let timed = device as? any TimedDevice { connection.alarms.owner = timed }
        if let controller = device as? any InterruptController { wires.device = controller }
    }

    /// Has bytes arrive at a serial port; false when there is none of the name.
    package func send(_ bytes: [UInt8], to name: String) -> Bool {
        guard let port = devices[name] as? UARTDevice else { return false }
        port.receive(bytes)
        return true
    }

    /// The name of a device; nil when it is none of the board's.
    package func name(of device: AnyObject) -> String? { devices.first { $0.value === device }?.key }

    /// The names of the devices that use an interrupt input.
    package func sources(of input: Int) -> [String] { sources[input] ?? [] }

    /// The port of a name; nil when there is none.
    package func port(_ name: String) -> PortDevice? { devices[name] as? PortDevice }

    /// What guests have done with a device; nil when there is none of the name.
    package func use(of name: String) -> DeviceUse? {
        guard devices[name] != nil else { return nil }
        return DeviceUse(
            sent: console.sent[name] ?? 0, registers: accesses.counts[name] ?? [:],
            accesses: accesses.accesses.filter { $0.device == name })
    }

    /// What its screens show, in the order of their names.
    package var pictures: [DevicePicture] {
        devices.sorted { $0.key < $1.key }.compactMap { ($0.value as? any PictureSource)?.picture }
    }

    package static let hostProperties: Set<String> = ["bus", "devices", "sources"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(part: errors)
        try state.carry(part: time)
        try state.carry(part: core)
        try state.carry(part: wires)
        try state.carry(part: accesses)
        try state.carry(part: console)
    }
}

/// What a device of the board is connected to: all that one can do beside answering accesses. A device keeps it whole
/// or in parts, and names the property in its `hostProperties`.
package struct DeviceConnection {
    /// As the board file calls the device.
    package let name: String
    package let base: PhysicalAddress
    /// Where an access is refused.
    package let errors: BusErrors
    /// Memory by physical address, as bus masters reach it.
    package let bus: DeviceBus
    /// The time, and calls at times to come.
    package let alarms: DeviceAlarms
    /// The line that the board's `interrupt:` names.
    package let line: InterruptLine
    /// What a controller sets.
    package let core: CoreInterrupt
    /// Where a device with several lines gets the others.
    package let wires: InterruptWires
    let accesses: AccessLog
    let console: SerialConsole
}
