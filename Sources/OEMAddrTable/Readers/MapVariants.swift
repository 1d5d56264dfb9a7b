/// One way through the conditionals of the files.
public struct MapVariant: Sendable {
    /// What was defined on top of the inputs' defines to get here.
    public var defines: [String: String]
    public var reading: MapReading

    public init(defines: [String: String], reading: MapReading) {
        self.defines = defines
        self.reading = reading
    }
}

extension MapReader {
    /// Reads the files once for every combination of the symbols that conditions ask for and nothing defines: each undefined, and with
    /// each value it is compared with (1 where it is only asked for).
    /// - Parameter limit: readings at most.
    /// - Returns: the variants whose maps differ, the one without further defines first; and whether all combinations were tried.
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
            for symbol in open where !settled.contains(symbol.name) {
                // More states than readings are allowed would only fill memory.
                guard waiting.count <= limit else { break }
                for value in symbol.candidates.isEmpty ? ["1"] : symbol.candidates {
                    waiting.append((defines.merging([symbol.name: value]) { $1 }, settled))
                }
                settled.insert(symbol.name)
            }
        }
        return (variants, true)
    }
}
