/// What is still to be done, one after the other from the front. It is saved with the machine, as slices of the library cannot be.
package struct WorkList<Element> {
    /// The last one first.
    private var reversed: [Element]

    package init(_ elements: some Collection<Element>) { reversed = elements.reversed() }

    /// What comes next.
    package var first: Element? { reversed.last }

    /// Takes out what comes next.
    @discardableResult
    package mutating func popFirst() -> Element? { reversed.popLast() }

    /// What is left without the next.
    package func dropFirst() -> Self {
        var rest = self
        rest.popFirst()
        return rest
    }
}

extension WorkList: Codable where Element: Codable {}

extension WorkList: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Element...) { self.init(elements) }
}
