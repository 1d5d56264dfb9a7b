import ARMCore
import GuestAddress
import Testing
import Unicorn

@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// A device without a machine: its registers by hand, its lines, its time.
final class DeviceBench: DeviceListener {
    let engine: Engine
    let wiring: BoardWiring
    let device: any BoardDevice
    /// What serial ports have sent, and what was done wrong.
    private(set) var lines: [String] = []
    private(set) var mistakes: [String] = []
    private let configuration: DeviceConfiguration

    init(
        _ type: DeviceType, input: String = "", interrupt: Int? = 5, frequency: UInt64? = nil, step: UInt32 = 4,
        script: DeviceScript = .empty, slaves: [I2CSlave] = [], baud: UInt64? = nil, isLooped: Bool = false
    ) throws {
        engine = try Engine(cpu: .arm926)
        wiring = BoardWiring(engine: engine, instructionsPerSecond: 100_000_000)
        var configuration = DeviceConfiguration(
            name: "d", type: type, base: PhysicalAddress(0x4800_0000), interrupt: interrupt)
        configuration.input = Array(input.utf8)
        configuration.frequency = frequency
        configuration.step = step
        configuration.script = script
        configuration.slaves = slaves
        configuration.baud = baud
        configuration.isLooped = isLooped
        self.configuration = configuration
        device = try DeviceCatalog.make(configuration, wiring: wiring).1
        wiring.console.listener = self
        wiring.bus.listener = self
    }

    func received(_ line: String, from device: String) { lines.append("\(device): \(line)") }
    func misused(_ text: String) { mistakes.append(text) }

    func read(_ offset: UInt32, size: Int = 4) -> UInt32 { device.read(offset: offset, size: size) }
    func write(_ offset: UInt32, _ value: UInt32, size: Int = 4) { device.write(value, offset: offset, size: size) }

    /// Lets time pass in one step, and calls the device when its time has come.
    func advance(_ instructions: UInt64) {
        engine.advanceClock(by: instructions)
        wiring.time.callDue()
    }

    /// Whether an input of the plain controller is held.
    func isHigh(_ input: Int = 5) -> Bool { wiring.wires.isHigh(input) }

    /// The accesses as they were logged.
    var accesses: [String] { wiring.accesses.lines(of: "d") }
    var objection: String? { wiring.errors.take()?.objection }
    var controller: any InterruptController { wiring.wires.controller }
}
