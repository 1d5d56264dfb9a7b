import CEBench
import Glibc
import HostSystem
import Testing

/// The other emulator is a program of the host: whatever it does, a run goes on.
@Suite struct OtherEmulatorTests {
    /// A program that stands in for the emulator.
    private func emulator(_ script: String) throws -> String {
        let path = try FileAccess().makeTemporaryFile(Array("#!/bin/sh\n\(script)\n".utf8))
        try #require(unsafe chmod(path, 0o755) == 0)
        return path
    }

    @Test(arguments: [
        ("exec sleep 30", "qemu-system-arm gave no answer in 300 ms"),
        ("exit 1", "qemu-system-arm has ended"),
        ("read line; echo what", "qemu-system-arm gave an answer that is none"),
        ("while true; do printf 0; sleep 0.01; done", "qemu-system-arm gave no answer in 300 ms"),
        (
            "while read line; do echo 1 1 1 1 1 0 3b9aca00; done",
            "qemu-system-arm loaded something else than its memory holds"
        ),
    ])
    func `an emulator that gives no figures is a failure of the baseline`(script: String, message: String) throws {
        let path = try emulator(script)
        defer { try? FileAccess().removeTree(path) }
        let other = try OtherEmulator(path: path, size: 4096, timeout: .milliseconds(300))
        #expect(throws: BaselineFailure.self) {
            do { _ = try other.sample(.pages) } catch let failure as BaselineFailure {
                // A program that ends at once may do so before or after the question reaches it.
                #expect(failure.description == message)
                throw failure
            }
        }
    }

    @Test func `answers are seconds of the guest's own timer`() throws {
        // One page, so that its first word is all that is loaded.
        let path = try emulator("while read line; do echo 40000 10 20 80000 30 9e3779b9 f4240; done")
        defer { try? FileAccess().removeTree(path) }
        let sample = try OtherEmulator(path: path, size: 4096, timeout: .seconds(5)).sample(.pages)
        // 262,144 rounds at 1 MHz: 0x40000 and 0x80000 ticks are one and two microseconds each.
        #expect(sample.writing == 1e-6)
        #expect(sample.clearing == 2e-6)
        #expect(sample.enabling == 16e-6)
        #expect(sample.loading == 32e-6)
        #expect(sample.invalidating == 48e-6)
    }

    @Test func `a program that cannot be started is a failure of the baseline`() {
        #expect(throws: BaselineFailure.self) { try OtherEmulator(path: "/absent/emulator", size: 4096) }
    }

    @Test func `a run goes on without a baseline that fails`() throws {
        let context = BenchContext(
            board: try BenchBoard(), plan: SamplingPlan(samples: 3, budget: 1), scenario: "absent")
        let measurement = try context.measure(
            "work", size: 4096,
            [
                Probe("work", run: {}), Probe("qemu", run: { throw BaselineFailure(description: "it is gone") }),
                Probe("other", run: {}, ownSeconds: { 1 }),
            ])
        #expect(measurement.seconds.count == 3)
        #expect(measurement.ratios.map { $0.baseline } == ["other"])
        #expect(context.notes == ["qemu: it is gone, so that nothing further is compared with it"])
    }
}
