import CEMachine
import MachineFuzzing
import TestSupport
import Testing

/// Guests that fuzzers found, the seeds that they start from, and some made-up ones: the machine answers all of them,
/// and twice alike.
@Suite struct MachineReplayTests {
    private static func inputs(_ kind: String) -> [String] { (try? Fixtures.names(in: "fuzz-machine/\(kind)")) ?? [] }

    private static func bytes(_ kind: String, _ name: String) throws -> [UInt8] {
        try Fixtures.bytes("fuzz-machine/\(kind)/\(name)")
    }

    @Test(arguments: inputs("programs")) func `programs`(_ name: String) throws {
        let input = try Self.bytes("programs", name)
        #expect(try MachineFuzzing.run(program: input) == MachineFuzzing.run(program: input))
    }

    @Test(arguments: inputs("images")) func `images`(_ name: String) throws {
        let input = try Self.bytes("images", name)
        #expect(try MachineFuzzing.run(image: input) == MachineFuzzing.run(image: input))
    }

    @Test func `there are seeds for both`() {
        #expect(!Self.inputs("programs").isEmpty)
        #expect(!Self.inputs("images").isEmpty)
    }

    @Test func `made-up programs make calls, and many succeed`() throws {
        var random = SeededBytes(seed: 7)
        var calls = 0
        var most = 0
        for _ in 0..<60 {
            let outcome = try MachineFuzzing.run(program: random.bytes(400))
            calls += outcome.calls
            most = max(most, outcome.succeeding)
        }
        // Programs that all end at their first instruction would find nothing.
        #expect(calls > 100, "\(calls)")
        #expect(most > 5, "\(most)")
    }

    @Test func `an image that is cut off is refused, not run`() throws {
        let whole = try Self.bytes("images", "armv4i-printf-exe")
        #expect(try MachineFuzzing.run(image: whole).calls > 0)
        for count in stride(from: 1, to: whole.count - 1024, by: 499) {
            #expect(try MachineFuzzing.run(image: Array(whole.prefix(count))).calls == 0, "\(count) bytes")
        }
    }
}

/// The same bytes for the same seed.
private struct SeededBytes {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }
}
