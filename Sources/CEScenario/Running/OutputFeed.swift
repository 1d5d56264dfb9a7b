internal import HostSystem
internal import JSON

/// Lines of a guest that are shown while it runs.
package struct PrintedLines: Hashable, Sendable {
    /// What the kernel said while it booted; with the first lines only.
    package var boot: [String]
    package var lines: [String]

    private static let beginning = "{\"printed\":"

    init(boot: [String], lines: [String]) {
        self.boot = boot
        self.lines = lines
    }

    /// - Returns: nil for what a worker writes otherwise.
    init?(line: String) {
        guard line.hasPrefix(Self.beginning), let json = try? JSONValue(parsing: line.utf8) else { return nil }
        lines = json["printed"]?.elements?.compactMap(\.text) ?? []
        boot = json["boot"]?.elements?.compactMap(\.text) ?? []
    }

    var line: String {
        let json: JSONValue = [
            "printed": .array(lines.map(JSONValue.string)), "boot": .array(boot.map(JSONValue.string)),
        ]
        return json.serialized()
    }
}

/// Sends a guest's output while it runs: what a person waits for soon, and a flood of lines many at a time.
final class OutputFeed {
    private static let pause = 0.1
    private static let mostBytes = 16_384

    private let send: (String) -> Void
    private var waiting = PrintedLines(boot: [], lines: [])
    private var bytes = 0
    private var sentAt = 0.0

    /// - Parameter send: takes a line for whoever started this worker.
    init(_ send: @escaping (String) -> Void) { self.send = send }

    func boot(_ lines: [String]) { waiting.boot = lines }

    func add(_ line: String) {
        waiting.lines.append(line)
        bytes += line.utf8.count
        if bytes > Self.mostBytes { flush() } else { turn() }
    }

    /// Told now and then while the guest runs.
    func turn() {
        guard !waiting.lines.isEmpty, Host.monotonicSeconds - sentAt > Self.pause else { return }
        flush()
    }

    private func flush() {
        send(waiting.line)
        waiting = PrintedLines(boot: [], lines: [])
        bytes = 0
        sentAt = Host.monotonicSeconds
    }
}
