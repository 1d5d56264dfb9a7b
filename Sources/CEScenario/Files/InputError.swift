public import Diagnostics
import OEMAddrTable

/// What is wrong with a file a person wrote, or with a file it names.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of wrong it is, which decides the exit status.
    public enum Kind: Hashable, Sendable {
        /// The input is there but is not what it should be.
        case malformed
        /// The input is not there.
        case missing
    }

    public var location: SourceLocation
    public var message: String
    /// What to write instead, for example the nearest valid key; nil when nothing is near.
    public var hint: String?
    public var kind: Kind

    public init(at location: SourceLocation, _ message: String, hint: String? = nil, kind: Kind = .malformed) {
        self.location = location
        self.message = message
        self.hint = hint
        self.kind = kind
    }

    /// `board.yaml:4:3: error: unknown key 'rams' (did you mean 'ram'?)`.
    public var description: String {
        "\(location): error: \(message)" + (hint.map { " (\($0))" } ?? "")
    }
}

/// Everything that is wrong with an input; never empty.
public struct InputErrors: Error, Hashable, Sendable, CustomStringConvertible {
    public var errors: [InputError]

    public init(_ errors: [InputError]) { self.errors = errors }

    public init(_ error: InputError) { errors = [error] }

    /// Whether something that is named is not there, which has an exit status of its own.
    public var isMissing: Bool { errors.contains { $0.kind == .missing } }

    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
