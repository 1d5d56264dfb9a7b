import CEBench
import Glibc
import HostSystem
import Testing

/// The programs of `cebench run guest`. Other emulators are programs of the host: whatever they do, a run goes on.
@Suite struct GuestProgramTests {
    private func context() throws -> BenchContext {
        BenchContext(board: try BenchBoard(), plan: SamplingPlan(samples: 3, budget: 1), scenario: "absent")
    }

    /// A program that stands in for an emulator.
    private func withEmulator<Result>(_ script: String, _ body: (String) throws -> Result) throws -> Result {
        let path = try FileAccess().makeTemporaryFile(Array("#!/bin/sh\n\(script)\n".utf8), isExecutable: true)
        defer { try? FileAccess().removeTree(path) }
        return try body(path)
    }

    @Test func `a program is compared with the same one elsewhere`() throws {
        let context = try context()
        let measurement = try withEmulator("while read letter; do test $letter = f && echo 0c322500; done") { path in
            try context.measure(.loop, [SpeedBaseline(.user, context, path: path)])
        }
        #expect(measurement.name == "guest-loop")
        #expect(measurement.seconds.count == 3)
        #expect(measurement.ratio(to: "qemu-arm") != nil)
        // Four instructions a turn, and what prints the result.
        #expect(measurement.counts.guestInstructions == 24_000_296)
        #expect(context.notes == [])
    }

    @Test(arguments: [
        ("while read letter; do echo 1; done", "computes 1 in loop, not 0c322500"),
        ("read letter; echo 0c322500", "has ended"),
    ])
    func `an emulator that answers otherwise is told and left`(script: String, what: String) throws {
        let context = try context()
        let measurement = try withEmulator(script) { path in
            try context.measure(.loop, [SpeedBaseline(.system, context, path: path)])
        }
        #expect(measurement.seconds.count == 3)
        #expect(measurement.ratios == [])
        #expect(context.notes == ["guest: qemu-system-arm \(what), so that nothing further is compared with it"])
    }

    @Test func `an emulator that cannot be started is told`() throws {
        let context = try context()
        _ = SpeedBaseline(.user, context, path: "/absent/emulator")
        #expect(context.notes.count == 1)
        #expect(context.notes.first?.hasPrefix("guest: /absent/emulator") == true)
    }

    @Test func `each program has a letter of its own`() {
        #expect(Set(SpeedProgram.allCases.map(\.letter)).count == 10)
        #expect(SpeedProgram.fib.letter == "a")
        #expect(SpeedProgram.divide.letter == "j")
    }
}
