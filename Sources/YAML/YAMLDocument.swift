/// Reads YAML documents.
package enum YAMLDocument {
    /// Reads a document.
    /// - Parameter bytes: valid UTF-8 without a byte order mark.
    /// - Returns: its root, or nil when nothing is written.
    /// - Throws: `YAMLError`, also when a second document follows, a mapping has a key twice, or values are nested
    ///   more than a thousand levels deep.
    package static func root(of bytes: [UInt8]) throws(YAMLError) -> YAMLElement? {
        let parser = try YAMLParser(bytes)
        var composer = YAMLComposer()
        while true {
            let event = try parser.next()
            if case .streamEnd = event.kind { return composer.root }
            try composer.add(event)
        }
    }
}

/// Puts the elements of a document together as their events come.
private struct YAMLComposer {
    /// A sequence or mapping whose end has not come.
    private struct OpenCollection {
        let start: YAMLEvent
        let isMapping: Bool
        /// Items, or keys and values in turn.
        var parts: [YAMLElement] = []
    }

    /// libyaml bounds no depth in the versions that distributions have; giving values back takes stack for each level.
    private static let depthLimit = 1000

    private(set) var root: YAMLElement?
    private var open: [OpenCollection] = []
    private var anchors: [String: YAMLElement] = [:]

    mutating func add(_ event: YAMLEvent) throws(YAMLError) {
        switch event.kind {
        case .scalar(let text, let isPlain):
            place(YAMLElement(content: .scalar(text, isPlain: isPlain), tag: event.tag, mark: event.mark), event.anchor)
        case .alias(let name):
            guard let element = anchors[name] else {
                throw YAMLError(mark: event.mark, message: "is not YAML: found undefined alias")
            }
            place(element, nil)
        case .sequenceStart: try begin(OpenCollection(start: event, isMapping: false))
        case .mappingStart: try begin(OpenCollection(start: event, isMapping: true))
        case .collectionEnd:
            guard let collection = open.popLast() else { return }
            place(try element(of: collection), collection.start.anchor)
        case .documentStart where root != nil:
            throw YAMLError(
                mark: event.mark,
                message: "is not YAML: expected a single document in the stream (line 1): but found another document")
        case .documentStart, .streamEnd, .other: break
        }
    }

    private mutating func begin(_ collection: OpenCollection) throws(YAMLError) {
        guard open.count < Self.depthLimit else {
            throw YAMLError(
                mark: collection.start.mark, message: "is not YAML: more than \(Self.depthLimit) levels are nested")
        }
        open.append(collection)
    }

    /// Puts an element where it belongs; from here on its anchor stands for it.
    private mutating func place(_ element: YAMLElement, _ anchor: String?) {
        if let anchor { anchors[anchor] = element }
        if open.isEmpty { root = element } else { open[open.count - 1].parts.append(element) }
    }

    private func element(of collection: OpenCollection) throws(YAMLError) -> YAMLElement {
        let content: YAMLElement.Content
        if collection.isMapping {
            let parts = collection.parts
            let entries = stride(from: 0, to: parts.count - 1, by: 2).map {
                YAMLElement.Entry(key: parts[$0], value: parts[$0 + 1])
            }
            try refuseRepeatedKeys(of: entries)
            content = .mapping(entries)
        } else {
            content = .sequence(collection.parts)
        }
        return YAMLElement(content: content, tag: collection.start.tag, mark: collection.start.mark)
    }

    /// Keys that are collections themselves are not compared: their size may have multiplied with each alias.
    private func refuseRepeatedKeys(of entries: [YAMLElement.Entry]) throws(YAMLError) {
        struct Key: Hashable {
            let text: String
            let tag: String?
        }
        var first: [Key: YAMLMark] = [:]
        var repeated: [Key: YAMLMark] = [:]
        for entry in entries {
            guard case .scalar(let text, _) = entry.key.content else { continue }
            let key = Key(text: text, tag: entry.key.tag)
            if let mark = first[key] { repeated[key] = mark } else { first[key] = entry.key.mark }
        }
        let keys = repeated.sorted { $0.key.text < $1.key.text }
        guard let place = keys.first?.value else { return }
        let names = keys.map { "'\($0.key.text)'" }.joined(separator: ", ")
        throw YAMLError(mark: place, message: "duplicate key \(names)")
    }
}
