/// The place of a result in a report: by file, scenario of the file and repetition, so that a run in parts and a whole
/// run report alike.
struct ReportOrder: Comparable {
    private let path: [Substring]
    private let cell: Int
    private let repetition: Int
    private let position: Int

    /// - Parameters:
    ///   - selector: the file, with `#N` for the Nth scenario of several.
    ///   - position: where the result stood before, which decides between equals.
    init(selector: String, repetition: Int, position: Int) {
        var file = selector[...]
        var cell = 0
        if let mark = selector.lastIndex(of: "#"), let number = Int(selector[selector.index(after: mark)...]) {
            file = selector[..<mark]
            cell = number
        }
        path = file.split(separator: "/")
        self.cell = cell
        self.repetition = repetition
        self.position = position
    }

    static func < (left: ReportOrder, right: ReportOrder) -> Bool {
        if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
        return (left.cell, left.repetition, left.position) < (right.cell, right.repetition, right.position)
    }

    /// `items` in the order of their keys.
    static func sorted<Item>(_ items: [Item], _ key: (Item, Int) -> ReportOrder) -> [Item] {
        items.enumerated().map { (key($0.element, $0.offset), $0.element) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
