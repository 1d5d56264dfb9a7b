internal import Synchronization

/// Regular expressions of `matches`. Making one takes as long as a twentieth of a short scenario, and a worker meets
/// the same ones again and again.
package enum OutputExpressions {
    /// An expression that was made of text: it has no code of others inside.
    // SAFETY: nothing changes it, and what a match needs is its own.
    private struct Known: @unchecked Sendable {
        let expression: Regex<AnyRegexOutput>
    }

    private static let capacity = 256
    private static let known = Mutex<[String: Known]>([:])

    /// - Throws: what is wrong with the pattern.
    package static func expression(_ pattern: String) throws -> Regex<AnyRegexOutput> {
        if let found = known.withLock({ $0[pattern] }) { return found.expression }
        let made = Known(expression: try Regex(pattern))
        known.withLock { known in
            if known.count >= capacity { known = [:] }
            known[pattern] = made
        }
        return made.expression
    }
}
