/// The text of the board's debug port: kernel messages, debug output and printf of every process, in order.
package final class SerialLog {
    /// Where it stops growing: what a guest prints beyond is counted, not kept.
    package static let byteLimit = 16 << 20
    /// Lines cost a report far more than their bytes: empty ones would be sixteen million.
    package static let lineLimit = 200_000

    package private(set) var lines: [String] = []
    private var current = ""
    private var bytes = 0
    /// Bytes that did not fit.
    package private(set) var dropped = 0
    /// Told each line as it is complete.
    private let observers: ObserverList

    init(_ observers: ObserverList) { self.observers = observers }

    /// Adds text to the line in hand; a newline ends it. Carriage returns are dropped.
    package func write(_ text: String) {
        guard bytes + text.utf8.count <= Self.byteLimit, lines.count < Self.lineLimit else {
            dropped += text.utf8.count
            return
        }
        bytes += text.utf8.count
        var rest = text[...]
        while let end = rest.firstIndex(where: \.isNewline) {
            current += rest[..<end]
            finishLine()
            rest = rest[rest.index(after: end)...]
            guard lines.count < Self.lineLimit else {
                dropped += rest.utf8.count
                return
            }
        }
        current += rest
    }

    /// Adds a line of its own: an unfinished line before it is ended first.
    package func writeLine(_ text: String) {
        if !current.isEmpty { finishLine() }
        write(text + "\n")
    }

    /// Ends the line in hand, and says how much is missing: the run is over.
    package func finish() {
        if !current.isEmpty { finishLine() }
        guard dropped > 0 else { return }
        let limits = "\(Self.byteLimit >> 20) MB or \(Self.lineLimit) lines"
        current = "[\(dropped) bytes of output beyond \(limits) are left out]"
        dropped = 0
        finishLine()
    }

    private func finishLine() {
        current.removeAll { $0 == "\r" }
        lines.append(current)
        observers.tell(.output, .line(current))
        current = ""
    }
}
