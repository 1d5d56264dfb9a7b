package import Diagnostics

/// A value of a YAML document with the place it was written at.
package struct YAMLNode: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// `isPlain` says that it was written without quotes, so that `1` may be a number.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([Entry])
    }

    /// One `key: value`.
    package struct Entry: Hashable, Sendable {
        package var key: String
        package var keyLocation: SourceLocation
        package var value: YAMLNode
    }

    package var content: Content
    package var location: SourceLocation

    /// Whether nothing was written, or a null.
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    /// What was written, in words for an error.
    package var summary: String {
        switch content {
        case .scalar where isNull: "nothing"
        case .scalar(let text, _): "'\(text.prefix(60))\(text.count > 60 ? "…" : "")'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
