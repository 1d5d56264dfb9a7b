/// Lines of a run's output, one after the other, that the same speaker has printed.
package struct OutputEntry: Hashable, Sendable {
    /// Who speaks.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Programs and drivers: debug text and printf.
        case guest
        /// CE itself, and the machine in its place: what it says of drivers, processes and images.
        case note
        /// CE's own lines of a fault.
        case fault
        /// What this program adds to them to explain the fault.
        case explanation
    }

    package var kind: Kind
    /// The index of the first line in the output.
    package var from: Int
    /// How many lines there are.
    package var lines: Int
    /// Of a fault and its explanation: its index among the faults of the run; nil when it is not there.
    package var fault: Int?

    package init(_ kind: Kind, from: Int, lines: Int, fault: Int? = nil) {
        self.kind = kind
        self.from = from
        self.lines = lines
        self.fault = fault
    }
}

extension ScenarioObservation {
    /// The faults whose whole text stands in the output from a line on, by index.
    package func faults(printedFrom line: Int) -> Set<Int> {
        var printed: [Int: Int] = [:]
        for entry in outputEntries where entry.from >= line {
            if let fault = entry.fault { printed[fault, default: 0] &+= entry.lines }
        }
        return Set(faults.indices.filter { printed[$0] == faults[$0].lineCount })
    }
}

extension ScenarioObservation.Fault {
    /// The lines of the text, as the output counts lines.
    fileprivate var lineCount: Int {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
    }
}
