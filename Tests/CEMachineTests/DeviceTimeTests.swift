import ARMCore
import GuestAddress
import SavedState
import Testing
import Unicorn

@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory

/// What devices of a board have in common: calls at times to come, lines to the interrupt controller, memory.
@Suite struct DeviceTimeTests {
    private final class Clockwork: TimedDevice {
        var calls: [String] = []
        let connection: DeviceConnection
        init(_ connection: DeviceConnection) { self.connection = connection }
        func read(offset: UInt32, size: Int) -> UInt32 { 0 }
        func write(_ value: UInt32, offset: UInt32, size: Int) {}
        func alarm(_ number: Int, due: UInt64) { calls.append("\(number) due \(due) at \(connection.alarms.now)") }
        func carry(_ state: StateCarrier) throws {}
    }

    private let engine: Engine
    private let wiring: BoardWiring

    init() throws {
        engine = try Engine(cpu: .arm926)
        wiring = BoardWiring(engine: engine, instructionsPerSecond: 100_000_000)
    }

    private func device(_ name: String = "d", irq: Int? = nil, edges: Bool = false) -> Clockwork {
        var configuration = DeviceConfiguration(
            name: name, type: .registers, base: PhysicalAddress(0x1000), interrupt: irq)
        configuration.takesEdges = edges
        let connection = wiring.connect(configuration)
        let device = Clockwork(connection)
        wiring.adopt(device, connection)
        return device
    }

    @Test func `alarms come once, by time and then in the order in which they were set`() {
        let first = device()
        let second = device()
        first.connection.alarms.set(3, at: 5_000)
        second.connection.alarms.set(1, at: 4_000)
        first.connection.alarms.set(7, at: 4_000)
        first.connection.alarms.set(3, at: 4_500)
        second.connection.alarms.set(2, at: 4_600)
        second.connection.alarms.cancel(2)
        #expect(wiring.time.next == 4_000)
        engine.advanceClock(by: 4_000)
        wiring.time.callDue()
        #expect(second.calls == ["1 due 4000 at 4000"])
        #expect(first.calls == ["7 due 4000 at 4000"])
        #expect(wiring.time.next == 4_500)
        engine.advanceClock(by: 600)
        wiring.time.callDue()
        #expect(first.calls.last == "3 due 4500 at 4600")
        #expect(wiring.time.next == .max)
    }

    @Test func `an alarm in the past comes soon, so that none keeps the clock from moving`() {
        let device = device()
        engine.advanceClock(by: 1_000)
        device.connection.alarms.set(0, at: 10)
        #expect(device.connection.alarms.time(of: 0) == 1_100)
        #expect(device.connection.alarms.instructions(microseconds: 33_333) == 3_333_300)
    }

    @Test func `a level comes again until the device lowers it, an edge does not`() {
        let level = device("l", irq: 5).connection.line
        let edge = device("e", irq: 6, edges: true).connection.line
        let controller = wiring.wires.controller
        level.raise()
        edge.pulse()
        #expect(!wiring.core.isHigh)
        controller.enable(5)
        controller.enable(6)
        #expect(wiring.core.isHigh)
        #expect(controller.pending == PendingInterrupt(input: 5, priority: 5))
        controller.acknowledge(5)
        #expect(controller.pending?.input == 6)
        controller.acknowledge(6)
        #expect(!wiring.core.isHigh)
        controller.finish(6)
        #expect(!wiring.core.isHigh)
        controller.finish(5)
        #expect(controller.pending?.input == 5)
        level.lower()
        #expect(!wiring.core.isHigh)
    }

    @Test func `a shared input is high while one of its devices holds it`() {
        let first = device("a", irq: 9).connection.line
        let second = device("b", irq: 9).connection.line
        wiring.wires.controller.enable(9)
        first.raise()
        second.raise()
        first.lower()
        #expect(wiring.wires.isHigh(9))
        #expect(wiring.core.isHigh)
        second.lower()
        #expect(!wiring.core.isHigh)
    }
}

/// A device's interrupt, from its line to the event of a driver.
@Suite struct InterruptTests {
    private static let timer: UInt32 = 0x4902_1000

    private let guest: CallHarness

    init() throws {
        guest = try CallHarness(devices: [
            DeviceConfiguration(name: "t", type: .intervalTimer, base: PhysicalAddress(Self.timer), interrupt: 37)
        ])
        guest.enterKernel()
    }

    private var timer: any DeviceWindow {
        get throws { try #require(guest.kernel.memory.physical.device(at: PhysicalAddress(Self.timer))).device }
    }

    private func requested() throws -> UInt32 {
        try guest.view.setWord(37, guest.page + 0x800)
        #expect(
            try guest.call(
                "KernelIoControl", 0x0101_0098, guest.page + 0x800, 4, guest.page + 0x900, 4, guest.page + 0x700) == 1)
        return try guest.view.word(guest.page + 0x900)
    }

    @Test func `a period's end sets the event, and the line stays masked until InterruptDone`() throws {
        let sysintr = try requested()
        let event = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        #expect(try guest.call("InterruptInitialize", sysintr, event, 0, 0) == 1)
        try timer.write(1_000, offset: 0, size: 4)
        try timer.write(3, offset: 4, size: 4)
        let begun = guest.kernel.engine.instructions
        #expect(guest.kernel.board.wiring.time.next == begun + 100_000)
        guest.kernel.engine.advanceClock(by: 100_000)
        guest.kernel.attendDevices()
        #expect(guest.kernel.engine.instructions == begun + 100_200)
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0)
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0x102)
        // The level is still there: it comes again.
        #expect(try guest.call("InterruptDone", sysintr) == 0)
        guest.kernel.attendDevices()
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0)
        try timer.write(1, offset: 8, size: 4)
        #expect(try guest.call("InterruptDone", sysintr) == 0)
        guest.kernel.attendDevices()
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0x102)
        #expect(try timer.read(offset: 12, size: 4) == 1)
    }

    @Test func `nothing comes of a line that is masked or disabled`() throws {
        let sysintr = try requested()
        let event = try #require(try guest.call("CreateEventW", 0, 0, 0, 0))
        #expect(try guest.call("InterruptInitialize", sysintr, event, 0, 0) == 1)
        #expect(try guest.call("InterruptMask", sysintr, 1) == 0)
        try timer.write(1_000, offset: 0, size: 4)
        try timer.write(3, offset: 4, size: 4)
        guest.kernel.engine.advanceClock(by: 100_000)
        guest.kernel.attendDevices()
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0x102)
        #expect(try guest.call("InterruptMask", sysintr, 0) == 0)
        guest.kernel.attendDevices()
        #expect(try guest.call("WaitForSingleObject", event, 0) == 0)
        #expect(try guest.call("InterruptDisable", sysintr) == 0)
        #expect(!guest.kernel.board.wiring.core.isHigh)
    }
}
