import CEKernel

/// Says what a driver was refused in XXX_Init before it gave up.
struct InitializationExplanation {
    /// `COM1:`, or the image's name.
    let device: String
    /// `COM_Init`.
    let entry: String
    /// `returned 0`.
    let end: String
    let notes: ActivationNotes

    private static let shownFailures = 4

    /// `COM1: was not activated: COM_Init asked for IoBase and Irq below Drivers\BuiltIn\Serial, found neither, and
    /// returned 0`; nil when it was refused nothing.
    var text: String? {
        var parts = questions
        parts += notes.failures.suffix(Self.shownFailures)
        let left = notes.failures.count - Self.shownFailures
        if left > 0 { parts.append("\(left) calls before them failed, too") }
        guard !parts.isEmpty else { return nil }
        return "\(device) was not activated: \(entry) \(parts.joined(separator: ", ")), and \(end)"
    }

    /// `asked for IoBase and Irq below Drivers\BuiltIn\Serial, found neither`, for each key.
    private var questions: [String] {
        var keys: [String] = []
        var names: [String: [String]] = [:]
        var parts: [String] = []
        for query in notes.missing {
            guard let name = query.name else {
                parts.append("asked for the key \(query.key), which is not there")
                continue
            }
            if names[query.key] == nil { keys.append(query.key) }
            names[query.key, default: []].append(name.isEmpty ? "the default value" : name)
        }
        return keys.compactMap { key in names[key].map { Self.question($0, below: key) } } + parts
    }

    private static func question(_ names: [String], below key: String) -> String {
        let found = names.count == 1 ? "did not find it" : names.count == 2 ? "found neither" : "found none of them"
        let list =
            names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        return "asked for \(list) below \(key), \(found)"
    }
}
