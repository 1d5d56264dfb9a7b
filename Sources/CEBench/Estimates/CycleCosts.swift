package import ARMCore

/// Published cycle counts of a core, for an estimate of what the counted work takes on real hardware.
///
/// ARM's Technical Reference Manuals give them; the figures here were checked against the pipeline descriptions of GCC,
/// which say that they were made from those manuals. They hold when caches, TLB and write buffers take every access at
/// once and nothing stalls, so real hardware is slower.
package struct CycleCosts: Hashable, Sendable {
    /// Cycles of one counted thing, and where the figure comes from.
    package struct Cost: Hashable, Sendable {
        let cycles: Double
        let source: String
    }

    package let cpu: CPUModel
    /// An assumption: a clock that boards with Windows CE and this core had.
    let megahertz: Double
    let clockSource: String
    /// A store of one page-table word.
    let store: Cost
    /// A word of a page that is cleared with store-multiple instructions.
    let clearedWord: Cost
    /// An average guest instruction.
    let instruction: Cost
    /// The CP15 write that invalidates the TLB.
    let invalidation: Cost

    package static let all: [CycleCosts] = [
        CycleCosts(
            cpu: .arm926, megahertz: 400, clockSource: "assumed, as on i.MX27 boards",
            store: Cost(cycles: 1, source: "\(arm926): store1 holds each stage for one cycle"),
            clearedWord: Cost(cycles: 1, source: "\(arm926): store4 holds the memory stage for four cycles"),
            instruction: Cost(cycles: 1, source: "\(arm926): a single pipeline, one cycle for an ALU operation"),
            invalidation: unpublished),
        CycleCosts(
            cpu: .arm1176, megahertz: 533, clockSource: "assumed, as on S3C6410 boards",
            store: Cost(cycles: 1, source: "\(arm11): store1 starts in one cycle"),
            clearedWord: Cost(cycles: 0.5, source: "\(arm11): two registers are stored in a cycle"),
            instruction: Cost(
                cycles: 1, source: "\(arm11): one instruction issued in a cycle; folded branches take none"),
            invalidation: unpublished),
        CycleCosts(
            cpu: .cortexA8, megahertz: 600, clockSource: "assumed, as on OMAP3530 boards",
            store: Cost(cycles: 1, source: "\(cortexA8): one load or store issued in a cycle"),
            clearedWord: Cost(cycles: 0.5, source: "\(cortexA8): store3_4 takes two cycles"),
            instruction: Cost(cycles: 0.5, source: "\(cortexA8): two pipelines, two instructions in a cycle at best"),
            invalidation: unpublished),
    ]

    private static let arm926 = "GCC config/arm/arm926ejs.md, after ARM926EJ-S TRM (DDI 0198)"
    private static let arm11 = "GCC config/arm/arm1136jfs.md, after ARM1136JF-S TRM (DDI 0211), same pipeline"
    private static let cortexA8 = "GCC config/arm/cortex-a8.md, after Cortex-A8 TRM (DDI 0344)"
    private static let unpublished = Cost(cycles: 1, source: "no published figure; counted as one instruction")

    package static func named(_ name: String) -> CycleCosts? { all.first { $0.cpu.rawValue == name } }

    /// The words of a page.
    private static let pageWords: Double = 1024

    /// Seconds for the counted work.
    package func seconds(_ counts: OperationCounts) -> Double {
        let cycles =
            Double(counts.descriptors) * store.cycles + Double(counts.tlbInvalidations) * invalidation.cycles
            + Double(counts.guestInstructions) * instruction.cycles
            + Double(counts.pages) * Self.pageWords * clearedWord.cycles
        return cycles / (megahertz * 1e6)
    }

    /// The costs with their sources, then a line for each measurement with counts; every line says that it is an
    /// estimate.
    package func text(_ report: BenchReport) -> String {
        let costs = [
            ("page-table word", store), ("cleared word", clearedWord), ("instruction", instruction),
            ("TLB invalidation", invalidation),
        ]
        var lines = ["for \(cpu) at \(Units.significant(megahertz)) MHz (\(clockSource)), without a miss or a stall"]
        lines += costs.map { what, cost in
            what.padded(to: 18) + "\(Units.significant(cost.cycles)) cycles: \(cost.source)"
        }
        lines += report.measurements.filter { $0.counts.values.contains { $0 > 0 } }.map { measurement in
            measurement.name.padded(to: 18) + Units.size(measurement.size).padded(to: 8, right: true)
                + "  at least \(Units.seconds(seconds(measurement.counts)).padded(to: 9, right: true))"
        }
        return lines.map { "estimate  \($0)\n" }.joined()
    }
}
