import CECheckers
import CEDiagnosis
import RunReports
import SavedState
import ScenarioFiles
import TestSupport
import Testing

@testable import CEKernel
@testable import CEMachine
@testable import CEScenario

/// A machine that is saved anywhere in its run goes on in another one as if nothing had been.
@Suite struct SavedScenarioTests {
    /// What a run leaves.
    private struct Outcome: Equatable {
        let how: Machine.Outcome
        let hash: UInt64
        let instructions: UInt64
        let output: [String]
        let faults: [[String]]
        let leaks: [String]
        let findings: [String]
        let calls: [CallCount]
        let pages: LedgerCounts
        let peaks: LedgerCounts
        let mappings: Int
        let failures: [String]

        init(_ how: Machine.Outcome, _ setup: ScenarioSetup) {
            let machine = setup.machine
            self.how = how
            hash = machine.traceHash
            instructions = machine.instructions
            output = machine.outputLines
            faults = machine.faults.map(\.text)
            leaks = machine.leaks.map(machine.kernel.describe)
            findings = machine.findings.map { "\($0.checker.id) \($0.place) \($0.message)" }
            calls = machine.calls
            pages = machine.ledger
            peaks = machine.ledgerPeak
            mappings = machine.mappings.count
            failures = setup.journal.failures.map(\.description)
        }
    }

    /// Fixtures by what they show, and how many times each is saved.
    private static let names = [
        "hello-static", "hello-wec7", "hello-s3c2440", "threads", "steps", "mapped-files", "mapped-file-shared",
        "registry", "streams", "memory-calls", "fault-translation", "foreign-thumb2", "cxx-statics", "seed/hello",
        "seed/shared-above-cap", "seed/caller-killed", "usermode/buffers", "usermode/concurrent",
        "checkers/shared-good", "checkers/fetch-twice", "checkers/shared-capture-stale", "checkers/use-kernel",
        "faults/seh", "faults/alignment", "injection/truncated-copy-map", "vendor/all", "camera/sixty",
        "interrupts/shared", "interrupts/storm", "interrupts/isr-calls", "interrupts/power", "slots", "camera/killed",
        "devices/described", "devices/s3c2440", "power/manager", "verify/input-user", "verify/transfers",
        "verify/verify", "planted/twenty",
    ]
    private static let times: UInt64 = 4

    private func setup(_ name: String) throws -> (Scenario, ScenarioSetup) {
        let path = "\(Fixtures.path("scenarios"))/\(name).scenario.yaml"
        let scenario = try #require(ScenarioDiscovery([path]).scenarios.first, "\(path)")
        return (scenario, try ScenarioSetup(scenario))
    }

    private func restored(_ name: String, _ bytes: [UInt8]) throws -> ScenarioSetup {
        let (_, fresh) = try setup(name)
        try fresh.machine.restore(SavedMachine(bytes: bytes))
        return fresh
    }

    @Test(arguments: names) func `a run goes on in another machine`(name: String) throws {
        let (scenario, plain) = try setup(name)
        let expected = Outcome(try plain.machine.run(virtualTimeout: scenario.timeout), plain)
        let total = plain.machine.kernel.calling.trace.total
        #expect(total > 0)

        let (_, paused) = try setup(name)
        let step = max(1, total / (Self.times + 1))
        var saves = 0
        for call in stride(from: step, to: total, by: UInt64.Stride(step)) {
            guard try paused.machine.run(virtualTimeout: scenario.timeout, untilCall: call) == nil else { break }
            let bytes = try paused.machine.saved().bytes
            #expect(try paused.machine.saved().bytes == bytes, "saving changes nothing")
            let other = try restored(name, bytes)
            #expect(try other.machine.saved().bytes == bytes, "restoring loses nothing")
            let how = try other.machine.run(virtualTimeout: scenario.timeout)
            #expect(Outcome(how, other) == expected, "saved at call \(call) of \(total)")
            saves += 1
        }
        #expect(saves > 0)
        let how = try paused.machine.run(virtualTimeout: scenario.timeout)
        #expect(Outcome(how, paused) == expected, "pausing changes nothing")
    }
}

/// What a saved state says, and what becomes of bytes that are none.
@Suite struct SavedMachineTests {
    private static let folder = Fixtures.path("scenarios")

    private func scenario(_ name: String) throws -> Scenario {
        try #require(ScenarioDiscovery(["\(Self.folder)/\(name).scenario.yaml"]).scenarios.first)
    }

    /// The setup is kept: the machine does not hold what notes its steps.
    private func paused(_ name: String, call: UInt64) throws -> ScenarioSetup {
        let scenario = try scenario(name)
        let setup = try ScenarioSetup(scenario)
        _ = try setup.machine.run(virtualTimeout: scenario.timeout, untilCall: call)
        return setup
    }

    private func saved(_ name: String, call: UInt64, _ counter: FieldCounter = FieldCounter()) throws -> SavedMachine {
        let setup = try paused(name, call: call)
        return try withExtendedLifetime(setup) { try setup.machine.saved(counter) }
    }

    private func restore(_ state: SavedMachine, into name: String) throws {
        let setup = try ScenarioSetup(scenario(name))
        try withExtendedLifetime(setup) { try setup.machine.restore(state) }
    }

    /// A property that is neither saved nor named as the host's shows here, of every type that the fixtures make.
    @Test func `every stored property of the machine is saved, or belongs to the host`() throws {
        let counter = FieldCounter()
        for (name, call) in [
            ("seed/shared-above-cap", 40), ("usermode/concurrent", 150), ("checkers/shared-good", 40),
            ("checkers/fetch-twice", 30), ("threads", 60), ("mapped-files", 40), ("registry", 30), ("streams", 30),
            ("faults/seh", 30), ("steps", 40), ("vendor/all", 60),
        ] as [(String, UInt64)] {
            for call in stride(from: call / 4, through: call, by: UInt64.Stride(call / 4)) {
                _ = try saved(name, call: call, counter)
            }
        }
        #expect(counter.all.count > 40)
        for fields in counter.all.values {
            #expect(
                fields.missing == 0,
                "\(fields.type): \(fields.stored.subtracting(fields.host).subtracting(fields.made).sorted())")
            #expect(fields.host.isDisjoint(with: fields.made), "\(fields.type)")
        }
    }

    @Test func `a state is not restored into another machine, nor into one that has run`() throws {
        let state = try saved("hello-static", call: 10)
        #expect(throws: StateError.otherMachine) { try restore(state, into: "hello-s3c2440") }
        #expect(throws: StateError.malformed("the machine has run already")) {
            let setup = try paused("hello-static", call: 5)
            try withExtendedLifetime(setup) { try setup.machine.restore(state) }
        }
    }

    @Test func `bytes that are no state, or a state that was cut short or changed, are an error`() throws {
        let bytes = try saved("hello-static", call: 10).bytes
        #expect(throws: StateError.malformed("it does not begin as one")) { try SavedMachine(bytes: []) }
        #expect(throws: StateError.malformed("it does not begin as one")) { try SavedMachine(bytes: [0] + bytes) }
        #expect(throws: StateError.malformed("something follows it")) { try SavedMachine(bytes: bytes + [0]) }
        for count in [8, 12, 39, 40, 1000, bytes.count - 1] {
            #expect(throws: StateError.truncated) { try SavedMachine(bytes: Array(bytes.prefix(count))) }
        }
        var newer = bytes
        newer[8] = 2
        #expect(throws: StateError.otherVersion(2)) { try SavedMachine(bytes: newer) }
        for position in stride(from: 40, to: bytes.count, by: bytes.count / 200) {
            var changed = bytes
            changed[position] ^= 0x10
            #expect(throws: StateError.malformed("its bytes were changed")) { try SavedMachine(bytes: changed) }
        }
    }

    /// Whoever changes a state may make its checksum right, too.
    @Test func `a state that means nothing is an error or another state, and never ends the program`() throws {
        let state = try saved("seed/shared-above-cap", call: 40)
        var random = RandomSource(seed: 7)
        var errors = 0
        for _ in 0..<60 {
            var payload = state.payload
            // What is behind the memory's pages says what the kernel is.
            let tail = min(payload.count, 40_000)
            for _ in 0..<3 {
                let position = payload.count - 1 - Int(random.next() % UInt64(tail))
                payload[position] = UInt8(truncatingIfNeeded: random.next())
            }
            do {
                try restore(SavedMachine(machine: state.machine, payload: payload), into: "seed/shared-above-cap")
            } catch { errors += 1 }
        }
        #expect(errors > 0)
        for count in stride(from: 0, to: state.payload.count, by: state.payload.count / 10) {
            let cut = SavedMachine(machine: state.machine, payload: Array(state.payload.prefix(count)))
            #expect(throws: (any Error).self) { try restore(cut, into: "seed/shared-above-cap") }
        }
    }
}
