internal import GuestAddress
internal import HostSystem
internal import Unicorn

/// A size that the board cannot serve.
package struct SizeError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

/// One run over workloads and sizes.
package struct BenchSession {
    let workloads: [Workload]
    /// What was asked for; nil for what is usual.
    let sizes: [UInt64]?
    let board: BenchBoard
    let plan: SamplingPlan
    let scenario: String

    package init(workloads: [Workload], sizes: [UInt64]?, board: BenchBoard, plan: SamplingPlan, scenario: String) {
        self.workloads = workloads
        self.sizes = sizes
        self.board = board
        self.plan = plan
        self.scenario = scenario
    }

    /// - Throws: `SizeError` for a size that was asked for and is larger than the RAM to be mapped; what a workload
    ///   finds wrong.
    package func run() throws -> BenchReport {
        let context = BenchContext(board: board, plan: plan, scenario: scenario)
        let available = try BenchMachine(board).buffer.size
        if let large = sizes?.first(where: { $0 > available }) {
            throw SizeError(
                description: "\(Units.size(large)) is more than the \(Units.size(available)) of RAM of board "
                    + "\(board.description) that the kernel does not manage")
        }
        var report = BenchReport(
            machine: HostProcessor.description, engine: EngineTraits.running.description, board: board.description)
        let steps = workloads.flatMap { workload in
            chosenSizes(workload, available).map { (workload: workload, size: $0) }
        }
        let progress = ProgressLine()
        for (index, step) in steps.enumerated() {
            progress.show("\(index + 1)/\(steps.count) \(step.workload.name) \(Units.size(step.size))")
            do {
                report.measurements += try step.workload.measure(context, step.size)
            } catch let error as ShortageError {
                context.note("\(step.workload.name) \(Units.size(step.size)): \(error)")
            }
        }
        progress.clear()
        report.notes = context.notes
        return report
    }

    private func chosenSizes(_ workload: Workload, _ available: UInt64) -> [UInt64] {
        switch workload.sizes {
        case .fixed: [0]
        case .upTo(let usual): sizes ?? SizeList.standard.filter { $0 <= usual && $0 <= available }
        }
    }
}

/// A line that shows how far a long run is, on a terminal only.
private struct ProgressLine {
    private let isShown = StandardStream.error.isTerminal

    func show(_ text: String) { if isShown { StandardStream.error.write("\r\u{1B}[K\(text)") } }
    func clear() { if isShown { StandardStream.error.write("\r\u{1B}[K") } }
}
