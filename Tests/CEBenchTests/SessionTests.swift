import CEBench
import Testing

@Suite struct SessionTests {
    private func run(_ names: [String], _ sizes: [UInt64] = [4096, 1 << 20]) throws -> BenchReport {
        try BenchSession(
            workloads: Workload.all.filter { names.contains($0.name) }, sizes: sizes, board: BenchBoard(),
            plan: SamplingPlan(samples: 1, budget: 0.01), scenario: "absent.scenario.yaml"
        ).run()
    }

    @Test func `two runs count the same`() throws {
        let names = ["reserve", "copy-map", "protect", "release", "tlb-flush", "remap", "first-touch", "read", "write"]
        let first = try run(names)
        let second = try run(names)
        #expect(first.measurements.map(\.name) == second.measurements.map(\.name))
        #expect(first.measurements.map(\.counts) == second.measurements.map(\.counts))
        // 256 pages, no table: the 64 KB before it keep the table's page in use.
        #expect(first.measurement("copy-map", 1 << 20)?.counts.values == [256, 0, 0, 0, 0])
        #expect(first.measurement("release", 1 << 20)?.counts.values == [256, 0, 0, 0, 0])
        // Five instructions a page and the return.
        #expect(first.measurement("first-touch", 1 << 20)?.counts.guestInstructions == 256 * 5 + 1)
    }

    @Test func `drivers, switches and boots are measured without a size`() throws {
        let report = try run(["switch", "call", "ioctl", "frames", "boot", "scenario"])
        #expect(
            report.measurements.map(\.name) == [
                "switch", "boot", "call", "ioctl", "frames-mapped", "frames-read", "frames-twice",
            ])
        #expect(report.measurement("ioctl", 0)?.ratio(to: "trap") != nil)
        #expect(report.notes.count == 1)
        #expect(report.answer?.hasPrefix("Share or copy? Share: ") == true)
    }

    @Test func `a size above the board's RAM is refused`() throws {
        #expect(
            throws: SizeError.self,
            performing: { _ = try run(["copy-map"], [0x6000_0000]) })
    }
}
