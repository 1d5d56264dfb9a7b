/// An element of an XML document.
package struct XMLElement: Hashable, Sendable {
    /// An attribute, in the order of the document.
    package struct Attribute: Hashable, Sendable {
        package var name: String
        package var value: String
    }

    package var name: String
    package var attributes: [Attribute]
    package var children: [XMLElement]
    /// All characters directly inside it, those between children included.
    package var text: String
    /// Where it begins, from 1.
    package var line: Int

    /// The value of an attribute, or nil without it.
    package subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
}

/// Why bytes are not an XML document, or not one that is read here.
package struct XMLError: Error, Hashable, Sendable {
    /// From 1; 0 when no line is to blame.
    package var line: Int
    package var message: String
}
