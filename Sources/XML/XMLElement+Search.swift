extension XMLElement {
    /// The first element of a name, here or inside.
    package func first(named name: String) -> XMLElement? {
        if self.name == name { return self }
        return children.lazy.compactMap { $0.first(named: name) }.first
    }

    /// All elements of a name, here and inside, in the order of the document.
    package func all(named name: String) -> [XMLElement] {
        var found: [XMLElement] = []
        collect(name, into: &found)
        return found
    }

    private func collect(_ name: String, into found: inout [XMLElement]) {
        if self.name == name { found.append(self) }
        for child in children { child.collect(name, into: &found) }
    }

    /// The value of an attribute; nil when the element has none of that name.
    package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}
