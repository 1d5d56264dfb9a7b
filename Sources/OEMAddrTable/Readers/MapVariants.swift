/// One way through the conditionals of the files.
public struct MapVariant: Sendable {
    /// What was defined on top of the inputs' defines to get here.
    public var defines: [String: String]
    public var reading: MapReading

    public init(defines: [String: String], reading: MapReading) {
        self.defines = defines
        self.reading = reading
    }

    /// `RAM_MB=128, IMGFLASH`: how the variant is named.
    public var name: String {
        defines.isEmpty
            ? "nothing defined"
            : defines.sorted { $0.key < $1.key }.map { $0.value == "1" ? $0.key : "\($0.key)=\($0.value)" }
                .joined(separator: ", ")
    }

    /// Whether the table is empty because conditions ask for symbols that nothing defines: such a build does not exist.
    public var isUndecided: Bool { reading.isUndecided }
}

extension MapReading {
    /// Whether the table is empty because conditions ask for symbols that nothing defines.
    public var isUndecided: Bool {
        guard let table = map.tables.first else { return false }
        return table.isUndecided && table.mappedRows.isEmpty && table.rowsLeftOut == 0
    }
}

extension MapReader {
    /// Reads the files once for every combination of the symbols that conditions ask for and nothing defines: each
    /// undefined, and with each value it is compared with (1 where it is only asked for). A symbol has one value at a
    /// time; symbols that another is compared with get values of their own.
    /// - Parameter limit: readings at most.
    /// - Returns: the variants whose maps differ, the one without further defines first; and whether all combinations
    ///   were tried.
    public func variants(limit: Int = 64) -> (variants: [MapVariant], isComplete: Bool) {
        var variants: [MapVariant] = []
        var seen: Set<MemoryMap> = []
        // A state's `settled` symbols stay undefined below it, so that no combination is read twice.
        var waiting: [(defines: [String: String], settled: Set<String>)] = [([:], [])]
        var next = 0
        while next < waiting.count {
            guard next < limit else { return (variants, false) }
            let defines = waiting[next].defines
            var settled = waiting[next].settled
            next += 1
            let session = session(defines: inputs.defines.merging(defines) { $1 })
            let map = read(in: session)
            let open = session.openSymbols
            if seen.insert(map).inserted {
                variants.append(MapVariant(defines: defines, reading: reading(map, in: session)))
            }
            for symbol in open where !settled.contains(symbol.name) && defines[symbol.name] == nil {
                // More states than readings are allowed would only fill memory.
                guard waiting.count <= limit else { break }
                for value in symbol.choices {
                    waiting.append((defines.merging(value) { $1 }, settled))
                }
                settled.insert(symbol.name)
            }
        }
        return (variants, true)
    }
}

extension ReadingSession.Undecided {
    /// The definitions that give the symbol each of its values.
    var choices: [[String: String]] {
        if candidates.isEmpty && symbols.isEmpty { return [[name: "1"]] }
        // `X = A` and `X = B` with nothing known of A and B: both are names of different numbers.
        let numbers = Dictionary(symbols.enumerated().map { ($1, "\($0 + 1)") }) { first, _ in first }
        return candidates.map { [name: $0] } + symbols.map { numbers.merging([name: numbers[$0] ?? ""]) { $1 } }
    }
}
