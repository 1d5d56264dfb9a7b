/// Elements in order, of which there is one nearly always. That one lies here: an array for the only segment of a
/// reservation would take as long as the rest of a small mapping.
package struct ShortList<Element> {
    private var only: Element?
    /// All of them when there are several, or were; `only` is nil then.
    private var several: [Element] = []

    package init() {}
}

extension ShortList: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { only == nil ? several.count : 1 }
    package var isEmpty: Bool { only == nil && several.isEmpty }

    package subscript(position: Int) -> Element {
        get {
            guard let only else { return several[position] }
            precondition(position == 0, "one element")
            return only
        }
        set {
            if only == nil {
                several[position] = newValue
            } else {
                precondition(position == 0, "one element")
                only = newValue
            }
        }
    }

    package mutating func append(_ element: Element) {
        if only == nil, several.isEmpty {
            only = element
        } else {
            replaceSubrange(endIndex..<endIndex, with: CollectionOfOne(element))
        }
    }

    package mutating func replaceSubrange<Elements: Collection<Element>>(
        _ range: Range<Int>, with elements: Elements
    ) {
        if let only {
            several = [only]
            self.only = nil
        }
        several.replaceSubrange(range, with: elements)
    }
}

/// As an array.
extension ShortList: Codable where Element: Codable {
    package init(from decoder: any Decoder) throws {
        let elements = try decoder.singleValueContainer().decode([Element].self)
        if elements.count == 1 { only = elements[0] } else { several = elements }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(Array(self))
    }
}
