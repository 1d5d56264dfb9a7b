/// Published cycle counts of a core, for an estimate of what the counted work takes on real hardware. They assume that caches
/// and write buffers take every access at once, so an estimate is a lower bound.
package struct CycleCosts: Hashable, Sendable {
    package let cpu: String
    /// The clock of a board that Windows CE ran on.
    let megahertz: Double
    let clockSource: String
    /// Cycles of a store of one word.
    let store: Double
    /// Cycles of the CP15 write that invalidates the TLB.
    let invalidation: Double
    /// Cycles of an average instruction.
    let instruction: Double
    /// Words that a store-multiple writes in a cycle, for clearing pages.
    let clearedWordsPerCycle: Double
    let source: String

    package static let all: [CycleCosts] = [
        CycleCosts(
            cpu: "arm926", megahertz: 400, clockSource: "S3C2440-class boards, 400 MHz", store: 1, invalidation: 1,
            instruction: 1, clearedWordsPerCycle: 1,
            source: "ARM9EJ-S Technical Reference Manual (DDI 0222), Instruction Cycle Times"),
        CycleCosts(
            cpu: "arm1176", megahertz: 533, clockSource: "S3C6410-class boards, 533 MHz", store: 1, invalidation: 1,
            instruction: 1, clearedWordsPerCycle: 2,
            source: "ARM1176JZF-S Technical Reference Manual (DDI 0301), Cycle Timings and Interlock Behavior"),
        CycleCosts(
            cpu: "cortex-a8", megahertz: 600, clockSource: "OMAP3530-class boards, 600 MHz", store: 1, invalidation: 1,
            instruction: 1, clearedWordsPerCycle: 2,
            source: "Cortex-A8 Technical Reference Manual (DDI 0344), Instruction Cycle Timing"),
    ]

    package static func named(_ name: String) -> CycleCosts? { all.first { $0.cpu == name } }

    /// Seconds for the counted work.
    package func seconds(_ counts: OperationCounts) -> Double {
        let cycles =
            Double(counts.descriptors) * store + Double(counts.tlbInvalidations) * invalidation
            + Double(counts.guestInstructions) * instruction + Double(counts.pages) * 1024 / clearedWordsPerCycle
        return cycles / (megahertz * 1e6)
    }

    /// A line for each measurement with counts; every line says that it is an estimate.
    package func text(_ report: BenchReport) -> String {
        var text =
            "estimate for \(cpu) at \(Units.significant(megahertz)) MHz (\(clockSource)): a lower bound, every access "
            + "taken by cache or write buffer at once\nestimate from: \(source)\n"
        for measurement in report.measurements where measurement.counts.values.contains(where: { $0 > 0 }) {
            text +=
                "estimate  \(measurement.name.padded(to: 18))\(Units.size(measurement.size).padded(to: 8, right: true))  "
                + "at least \(Units.seconds(seconds(measurement.counts)).padded(to: 9, right: true))\n"
        }
        return text
    }
}
