package import SavedState

/// The text of the board's debug port: kernel messages, debug output and printf of every process, in order.
package final class SerialLog: SavedPart {
    /// Where it stops growing: what a guest prints beyond is counted, not kept.
    package static let byteLimit = 16 << 20
    /// Lines cost a report far more than their bytes: empty ones would be sixteen million.
    package static let lineLimit = 200_000

    package private(set) var lines: [String] = []
    /// Who has printed the lines, from the first to the last.
    package private(set) var passages: [Passage] = []
    private var current = ""
    private var bytes = 0
    private var reports = 0
    /// Bytes that did not fit.
    package private(set) var dropped = 0
    /// Told each line as it is complete.
    private let observers: ObserverList

    init(_ observers: ObserverList) { self.observers = observers }

    /// Adds a guest's text to the line in hand; a newline ends it. Carriage returns are dropped.
    package func write(_ text: String) { write(text, by: .guest) }

    /// Adds a line that the machine says: an unfinished line before it is ended first.
    package func writeLine(_ text: String) { writeLine(text, by: .machine) }

    /// Adds the text of a fault, which remembers where it is from then on.
    package func write(_ report: inout FaultReport) {
        report.printing = reports
        for (index, line) in report.text.enumerated() {
            writeLine(line, by: index < report.ownLines ? .fault(reports) : .explanation(reports))
        }
        reports += 1
    }

    /// Ends the line in hand, and says how much is missing: the run is over.
    package func finish() {
        if !current.isEmpty { finishLine(by: .guest) }
        guard dropped > 0 else { return }
        let limits = "\(Self.byteLimit >> 20) MB or \(Self.lineLimit) lines"
        current = "[\(dropped) bytes of output beyond \(limits) are left out]"
        dropped = 0
        finishLine(by: .machine)
    }

    private func writeLine(_ text: String, by speaker: Passage.Speaker) {
        if !current.isEmpty { finishLine(by: .guest) }
        write(text + "\n", by: speaker)
    }

    private func write(_ text: String, by speaker: Passage.Speaker) {
        guard bytes + text.utf8.count <= Self.byteLimit, lines.count < Self.lineLimit else {
            dropped += text.utf8.count
            return
        }
        bytes += text.utf8.count
        var rest = text[...]
        while let end = rest.firstIndex(where: \.isNewline) {
            current += rest[..<end]
            finishLine(by: speaker)
            rest = rest[rest.index(after: end)...]
            guard lines.count < Self.lineLimit else {
                dropped += rest.utf8.count
                return
            }
        }
        current += rest
    }

    private func finishLine(by speaker: Passage.Speaker) {
        current.removeAll { $0 == "\r" }
        lines.append(current)
        if let last = passages.indices.last, passages[last].speaker == speaker {
            passages[last].lines += 1
        } else {
            passages.append(Passage(speaker: speaker, lines: 1))
        }
        observers.tell(.output, .line(current))
        current = ""
    }

    package static let hostProperties: Set<String> = ["observers"]

    package func carry(_ state: StateCarrier) throws {
        try state.carry(&lines)
        try state.carry(&passages)
        try state.carry(&current)
        try state.carry(&bytes)
        try state.carry(&reports)
        try state.carry(&dropped)
    }
}

extension SerialLog {
    /// Lines, one after the other, that the same speaker has printed.
    package struct Passage: Hashable, Sendable, Codable {
        package enum Speaker: Hashable, Sendable, Codable {
            case guest
            /// The kernel, and the machine in its place.
            case machine
            /// CE's lines of a report, and what explains it: `FaultReport.printing` has the number.
            case fault(Int)
            case explanation(Int)
        }

        package var speaker: Speaker
        package var lines: Int
    }
}
