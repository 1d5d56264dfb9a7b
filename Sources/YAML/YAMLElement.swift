/// A value of a YAML document, aliases replaced by what they stand for.
package struct YAMLElement: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// `isPlain` says that it was written without quotes.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLElement])
        case mapping([Entry])
    }

    /// One `key: value`.
    package struct Entry: Hashable, Sendable {
        package var key: YAMLElement
        package var value: YAMLElement
    }

    package var content: Content
    /// The tag that was written, or nil without one and for the tag of texts, which says no more than quotes do.
    package var tag: String?
    /// Where it begins; for what an alias stands for, where that was written.
    package var mark: YAMLMark
}

/// A place in a document, counted from 1 in lines and in Unicode scalars.
package struct YAMLMark: Hashable, Sendable {
    package var line: Int
    package var column: Int
}

/// Why bytes are not a YAML document.
package struct YAMLError: Error, Hashable, Sendable {
    /// Nil when no place is to blame.
    package var mark: YAMLMark?
    package var message: String
}
