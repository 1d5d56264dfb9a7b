/// What is wrong with a file a person wrote, or with a file it names.
package struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of wrong it is, which decides the exit status.
    package enum Kind: Hashable, Sendable {
        /// The input is there but is not what it should be.
        case malformed
        /// The input is not there.
        case missing
    }

    package var location: SourceLocation
    package var message: String
    /// What to write instead, for example the nearest valid key; nil when nothing is near.
    package var hint: String?
    package var kind: Kind

    package init(at location: SourceLocation, _ message: String, hint: String? = nil, kind: Kind = .malformed) {
        self.location = location
        self.message = message
        self.hint = hint
        self.kind = kind
    }

    /// `board.yaml:4:3: error: unknown key 'rams' (did you mean 'ram'?)`.
    package var description: String {
        "\(location): error: \(message)" + (hint.map { " (\($0))" } ?? "")
    }
}

/// Everything that is wrong with an input; never empty.
package struct InputErrors: Error, Hashable, Sendable, CustomStringConvertible {
    package var errors: [InputError]

    package init(_ errors: [InputError]) { self.errors = errors }

    package init(_ error: InputError) { errors = [error] }

    /// Whether something that is named is not there, which has an exit status of its own.
    package var isMissing: Bool { errors.contains { $0.kind == .missing } }

    package var description: String { errors.map(\.description).joined(separator: "\n") }
}
