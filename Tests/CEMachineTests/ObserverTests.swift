import GuestAddress
import OEMAddrTable
import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

/// What observers are told, and what is done when nobody listens.
@Suite struct ObserverTests {
    private final class Probe: MachineObserver {
        let events: MachineEvents
        let memoryEvents: MemoryEvents
        private(set) var begun = 0
        private(set) var ended = 0
        private(set) var lines: [String] = []
        private(set) var ends: [String] = []
        private(set) var all = 0
        private(set) var mapped: [UInt32] = []

        init(_ events: MachineEvents, memory memoryEvents: MemoryEvents = []) {
            self.events = events
            self.memoryEvents = memoryEvents
        }

        func observe(_ event: MachineEvent) {
            all += 1
            switch event {
            case .callBegan: begun += 1
            case .callEnded: ended += 1
            case .line(let text): lines.append(text)
            case .processEnds(let process): ends.append(process.name)
            default: break
            }
        }

        func observe(_ event: MemoryEvent) {
            all += 1
            if case .mapped(let mapping) = event { mapped.append(mapping.size) }
        }
    }

    private func sample() throws -> Machine {
        let machine = try Machine(board: TestBoard.omap())
        for name in ["smd.dll", "smdapp.exe"] {
            machine.addFile(named: name, bytes: try Fixtures.guest(name, "armv7"))
        }
        machine.addBuiltInDriver(
            DriverConfiguration(
                name: "SampleMemory", dll: "smd.dll", prefix: "SMD", index: 1,
                values: [
                    ("Mode", .string("physical")), ("PhysBase", .dword(0xA1F0_0000)), ("Size", .dword(0x0200_0000)),
                ]))
        machine.addProcess(image: "smdapp.exe")
        return machine
    }

    @Test func `an event of the kernel is made only when somebody listens to its kind`() throws {
        let kernel = try CallHarness().kernel
        var made = 0
        func event() -> MachineEvent {
            made += 1
            return .line("x")
        }
        let deaf = Probe([])
        kernel.add(deaf)
        kernel.observers.tell(.output, event())
        #expect(made == 0)
        let listening = Probe(.output)
        kernel.add(listening)
        kernel.observers.tell(.output, event())
        kernel.observers.tell(.turns, event())
        #expect(made == 1)
        #expect(listening.lines == ["x"])
        #expect(deaf.all == 0)
        kernel.remove(listening)
        kernel.observers.tell(.output, event())
        #expect(made == 1)
    }

    @Test func `an event of memory is made only when somebody listens to its kind`() throws {
        let kernel = try CallHarness().kernel
        var made = 0
        func event() -> MemoryEvent {
            made += 1
            return .freed(PhysicalAddress(0))
        }
        let deaf = Probe([])
        kernel.add(deaf)
        kernel.memory.physical.tell(.frees, event())
        #expect(made == 0)
        let listening = Probe([], memory: .frees)
        kernel.add(listening)
        kernel.memory.physical.tell(.frees, event())
        kernel.memory.physical.tell(.transfers, event())
        #expect(made == 1)
        #expect(listening.all == 1)
        #expect(deaf.all == 0)
        kernel.remove(listening)
        kernel.memory.physical.tell(.frees, event())
        #expect(made == 1)
    }

    @Test func `observers are told of calls, lines, mappings and ends, and change nothing`() throws {
        let alone = try sample()
        #expect(try alone.run(virtualTimeout: 5_000_000_000) == .completed)
        let machine = try sample()
        let deaf = Probe([])
        let probe = Probe([.calls, .output, .ends], memory: .mappings)
        machine.kernel.add(deaf)
        machine.kernel.add(probe)
        #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        #expect(deaf.all == 0)
        #expect(probe.begun == machine.calls.reduce(0) { $0 + $1.count })
        #expect(probe.ended == probe.begun)
        #expect(probe.lines == machine.outputLines)
        #expect(probe.ends == ["smdapp.exe"])
        #expect(probe.mapped == [0x0200_0000])
        #expect(machine.traceHash == alone.traceHash)
        #expect(machine.instructions == alone.instructions)
    }

    @Test(arguments: [[], Checker.allCases])
    func `a machine does not outlive its run`(checkers: [Checker]) throws {
        weak var kernel: Kernel?
        weak var memory: PhysicalMemory?
        do {
            let machine = try sample()
            machine.checkers = Set(checkers)
            machine.onCall { _ in }
            machine.onOutputLine = { _ in }
            kernel = machine.kernel
            memory = machine.kernel.memory.physical
            #expect(try machine.run(virtualTimeout: 5_000_000_000) == .completed)
        }
        #expect(kernel == nil)
        #expect(memory == nil)
    }
}
