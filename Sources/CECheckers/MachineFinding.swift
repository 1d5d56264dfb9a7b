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
}

extension MachineFinding: Codable {
    private enum CodingKeys: CodingKey { case checker, severity, process, place, message, hint }

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
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(checker.id, forKey: .checker)
        try values.encode(severity, forKey: .severity)
        try values.encode(process, forKey: .process)
        try values.encode(place, forKey: .place)
        try values.encode(message, forKey: .message)
        try values.encodeIfPresent(hint, forKey: .hint)
    }
}
