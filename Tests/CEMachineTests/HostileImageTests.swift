import MachineFuzzing
import TestSupport
import Testing

@testable import CECheckers
@testable import CEDevices
@testable import CEKernel
@testable import CEMachine
@testable import CEMemory
@testable import Coredll

@Suite struct HostileImageTests {
    /// Every field in turn leads into the zeros behind the last section's bytes, to their end and behind them.
    @Test func `LoadLibrary of an image with a hostile tail gives NULL and an error code, or a library`() throws {
        let harness = try CallHarness()
        let images = ImageMutation.zeroTails(of: try Fixtures.guest("fifo.dll", "armv7"))
        var refused = 0
        for (index, image) in images.enumerated() where index % 4 == 0 {
            harness.kernel.files.add(named: "tail\(index).dll", bytes: image)
            harness.thread.lastError = 0
            if try harness.call("LoadLibraryW", try harness.text("tail\(index).dll")) == 0 {
                refused += 1
                let error = harness.thread.lastError
                #expect(error == CEError.badExeFormat.rawValue, "\(index): \(error)")
            }
            // What was loaded waits for its DllMain; the next one gets its place.
            harness.thread.frames.removeAll()
            for module in harness.process.modules { harness.kernel.unload(module) }
        }
        #expect(refused > 10)
    }
}
