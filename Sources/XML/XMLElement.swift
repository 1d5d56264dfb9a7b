/// An element of an XML document.
public struct XMLElement: Hashable, Sendable {
    /// An attribute, in the order of the document.
    public struct Attribute: Hashable, Sendable {
        public var name: String
        public var value: String
    }

    public var name: String
    public var attributes: [Attribute]
    public var children: [XMLElement]
    /// All characters directly inside it, those between children included.
    public var text: String
    /// Where it begins, from 1.
    public var line: Int

    /// The value of an attribute, or nil without it.
    public subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
}

/// Why bytes are not an XML document, or not one that is read here.
public struct XMLError: Error, Hashable, Sendable {
    /// From 1; 0 when no line is to blame.
    public var line: Int
    public var message: String
}
