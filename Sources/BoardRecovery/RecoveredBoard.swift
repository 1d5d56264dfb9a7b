package import BSPFiles
package import Diagnostics
package import OEMAddrTable

/// What an image alone tells of its board.
package struct RecoveredBoard: Sendable {
    /// How sure a part is.
    package enum Certainty: String, Hashable, Sendable {
        /// The image says it, and what it says fits together.
        case certain
        /// What images of CE commonly mean by it.
        case likely
        /// Nothing in the image speaks for another answer.
        case guess
        /// The image does not say it.
        case unknown
    }

    /// One statement about the board.
    package struct Part: Hashable, Sendable {
        package var certainty: Certainty
        package var what: String
        package var text: String
    }

    package var draft: BoardDraft
    package var parts: [Part] = []
    /// What the image's reader says of the file.
    package var findings: [Finding]
    /// Whether an address table was found, or the processor has none.
    package var hasTable = false
    package var image: ImageFacts
}
