/// What a parser meets in a document, one after the other.
struct YAMLEvent {
    enum Kind {
        case scalar(String, isPlain: Bool)
        case alias(String)
        case sequenceStart, mappingStart
        case collectionEnd
        case documentStart
        case streamEnd
        /// The start of the stream, the end of a document: nothing follows from them.
        case other
    }

    var kind: Kind
    /// The name that aliases may use for it, or nil.
    var anchor: String?
    var tag: String?
    var mark: YAMLMark
}
