import SavedState
import Testing

/// A node that may hold itself and others.
private final class Node: SavedObject, Equatable {
    let name: String
    let parent: Node?
    var next: Node?
    var others: [Node] = []
    var value: Value?
    private var cache = 0

    init(_ name: String, parent: Node? = nil) {
        self.name = name
        self.parent = parent
    }

    private enum CodingKeys: CodingKey { case name, parent }
    static let hostProperties: Set<String> = ["cache"]

    func carry(_ state: StateCarrier) throws {
        try state.carry(&next)
        try state.carry(&others)
        try state.carry(&value)
    }

    static func == (left: Node, right: Node) -> Bool { left === right }
}

private enum Value: Codable, Equatable {
    case none
    case number(Int32)
    case pair(left: UInt64?, right: [UInt32])
    case table([UInt16: String], Set<String>, [Bool])
    case bytes([UInt8], Double, Range<Int>)
    case reference(Node, [Node?])
}

private struct Root: SavedPart {
    var first: Node
    var counts: [UInt32] = []
    var blobs: [[UInt8]] = []

    mutating func carry(_ state: StateCarrier) throws {
        try state.carry(&first)
        try state.carry(&counts)
        try state.carry(&blobs)
        try state.carryObjects()
    }
}

@Suite struct SavedStateTests {
    private let types = StateTypes([Node.self])

    private func bytes(_ root: Root, _ counter: FieldCounter = FieldCounter()) throws -> [UInt8] {
        var root = root
        let encoder = StateEncoder(types: types, counter: counter)
        try StateCarrier(encoder, counter: counter).carry(root: &root)
        return encoder.writer.bytes
    }

    private func root(_ bytes: [UInt8]) throws -> Root {
        var root = Root(first: Node("fresh"))
        let decoder = StateDecoder(StateReader(bytes), types: types, environment: StateEnvironment())
        try StateCarrier(decoder).carry(root: &root)
        return root
    }

    private func sample() -> Root {
        let first = Node("first")
        let second = Node("second", parent: first)
        first.next = second
        second.next = first
        first.others = [second, first, Node("third", parent: second)]
        second.value = .reference(first, [nil, second])
        first.others[2].value = .table([7: "seven", 300: ""], ["b", "a"], [false, true])
        let long = [UInt8](repeating: 3, count: 200)
        return Root(
            first: first, counts: [UInt32](repeating: 0, count: 30000) + [7, .max, .max],
            blobs: [[], [1, 2], long, long])
    }

    @Test func `objects that hold each other come back as they were`() throws {
        let copy = try root(bytes(sample()))
        #expect(copy.first.name == "first")
        let second = try #require(copy.first.next)
        #expect(second.name == "second")
        #expect(second.parent === copy.first)
        #expect(second.next === copy.first)
        #expect(copy.first.others.map(\.name) == ["second", "first", "third"])
        #expect(copy.first.others[0] === second)
        #expect(second.value == .reference(copy.first, [nil, second]))
        #expect(copy.first.others[2].value == .table([7: "seven", 300: ""], ["b", "a"], [false, true]))
        #expect(copy.counts.count == 30003)
        #expect(copy.counts.suffix(3) == [7, .max, .max])
        #expect(copy.blobs == [[], [1, 2], [UInt8](repeating: 3, count: 200), [UInt8](repeating: 3, count: 200)])
    }

    @Test func `the same state gives the same bytes, and few for what is empty`() throws {
        let first = try bytes(sample())
        #expect(try bytes(root(first)) == first)
        #expect(try bytes(sample()) == first)
        #expect(first.count < 500)
    }

    @Test func `values come back`() throws {
        let values: [Value] = [
            .none, .number(-1), .number(.max), .number(.min), .pair(left: nil, right: []),
            .pair(left: .max, right: [0, 0, 9]), .bytes([], -0.5, 3..<3),
            .bytes([UInt8](repeating: 255, count: 70), .infinity, -4..<9),
        ]
        for value in values {
            let node = Node("")
            node.value = value
            #expect(try root(bytes(Root(first: node))).first.value == value)
        }
    }

    @Test func `every stored property is accounted for`() throws {
        let counter = FieldCounter()
        _ = try bytes(sample(), counter)
        #expect(counter.all.count == 1)
        let node = try #require(counter.all[ObjectIdentifier(Node.self)])
        #expect(node.stored == ["name", "parent", "next", "others", "value", "cache"])
        #expect(node.made == ["name", "parent"])
        #expect(node.carried == 3)
        #expect(node.missing == 0)
    }

    @Test func `bytes that are cut short or changed are an error or another state, and never more`() throws {
        var small = sample()
        small.counts = [3, 3, 7]
        let good = try bytes(small)
        for count in 0..<good.count {
            #expect(throws: (any Error).self) { try root(Array(good.prefix(count))) }
        }
        for position in good.indices {
            for bit in [0, 3, 7] as [UInt8] {
                var bad = good
                bad[position] ^= 1 << bit
                _ = try? root(bad)
            }
        }
    }

    @Test func `few bytes do not become many`() {
        // A root whose counts are said to be 2^40 zeros in one run.
        let writer = StateEncoder(types: types)
        #expect(throws: (any Error).self) {
            try writer.write("x")
            let bytes =
                [0, 0, 1, 120, 0] as [UInt8] + [
                    0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20,
                ]
            _ = try root(bytes)
        }
    }

    @Test func `an object of a type that is not in the list is told`() throws {
        let encoder = StateEncoder(types: StateTypes([]))
        #expect(throws: StateError.unknownType("Node")) { try encoder.write(Node("x")) }
    }
}
