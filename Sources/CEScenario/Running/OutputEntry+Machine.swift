import CEKernel
import RunReports

extension ScenarioObservation {
    /// Who has printed the lines of the output; a report has its place among the faults that are kept.
    static func entries(_ passages: [SerialLog.Passage], _ faults: [FaultReport]) -> [OutputEntry] {
        var indices: [Int: Int] = [:]
        for (index, fault) in faults.enumerated() {
            if let printing = fault.printing { indices[printing] = index }
        }
        var line = 0
        return passages.map { passage in
            defer { line += passage.lines }
            switch passage.speaker {
            case .guest: return OutputEntry(.guest, from: line, lines: passage.lines)
            case .machine: return OutputEntry(.note, from: line, lines: passage.lines)
            case .fault(let number):
                return OutputEntry(.fault, from: line, lines: passage.lines, fault: indices[number])
            case .explanation(let number):
                return OutputEntry(.explanation, from: line, lines: passage.lines, fault: indices[number])
            }
        }
    }
}
