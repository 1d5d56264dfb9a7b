package import Diagnostics
import SavedState

/// What a checker has to say.
package struct MachineFinding: Hashable, Sendable {
    package var checker: Checker
    package var severity: Severity
    /// The process whose code did it.
    package var process: String
    /// `smd.dll+0x1234 in VirtualFree`.
    package var place: String
    package var message: String
    package var hint: String?
    /// How often the cause came.
    package var count = 1
    /// What came of it, as it was seen first, and how many places saw the like.
    package var consequence: String?
    package var consequences = 0

    /// The message with what came of it.
    package var wholeMessage: String {
        guard let consequence else { return message }
        let more = consequences > 1 ? ", and \(consequences - 1) more place\(consequences > 2 ? "s" : "")" : ""
        return "\(message); \(consequence)\(more)"
    }
}

extension MachineFinding: Codable {
    private enum CodingKeys: CodingKey {
        case checker, severity, process, place, message, hint, count, consequence, consequences
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard let checker = Checker(id: try values.decode(String.self, forKey: .checker)) else {
            throw StateError.malformed("a finding of no checker")
        }
        self.init(
            checker: checker, severity: try values.decode(Severity.self, forKey: .severity),
            process: try values.decode(String.self, forKey: .process),
            place: try values.decode(String.self, forKey: .place),
            message: try values.decode(String.self, forKey: .message),
            hint: try values.decodeIfPresent(String.self, forKey: .hint))
        count = try values.decode(Int.self, forKey: .count)
        consequence = try values.decodeIfPresent(String.self, forKey: .consequence)
        consequences = try values.decode(Int.self, forKey: .consequences)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(checker.id, forKey: .checker)
        try values.encode(severity, forKey: .severity)
        try values.encode(process, forKey: .process)
        try values.encode(place, forKey: .place)
        try values.encode(message, forKey: .message)
        try values.encodeIfPresent(hint, forKey: .hint)
        try values.encode(count, forKey: .count)
        try values.encodeIfPresent(consequence, forKey: .consequence)
        try values.encode(consequences, forKey: .consequences)
    }
}
