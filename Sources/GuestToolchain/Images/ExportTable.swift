/// An export, once the symbol is known that it leads to.
package struct ResolvedExport: Hashable, Sendable {
    package let name: String
    package let symbol: String
    /// Nil gives it the next one that is free.
    package let ordinal: Int?
    /// Whether it can be found by its name.
    package let hasName: Bool
    /// Whether it is a variable.
    package let isData: Bool
}

/// The numbering of exports and the bytes of their table, as the PE format describes it.
struct ExportTable {
    private let numbers: [(export: ResolvedExport, number: Int)]
    private let first: Int

    init(_ exports: [ResolvedExport]) {
        let taken = Set(exports.compactMap(\.ordinal))
        var next = 1
        var numbers: [(ResolvedExport, Int)] = []
        for export in exports {
            if let ordinal = export.ordinal {
                numbers.append((export, ordinal))
                continue
            }
            while taken.contains(next) { next += 1 }
            numbers.append((export, next))
            next += 1
        }
        self.numbers = numbers
        // Tables from 1 are what linkers write; only numbers that begin far up begin there.
        let lowest = numbers.map(\.1).min() ?? 1
        first = lowest > 0x1000 ? lowest : 1
    }

    /// The symbol of each ordinal from the first on.
    var symbols: [String?] {
        let last = numbers.map(\.number).max() ?? 0
        var symbols = [String?](repeating: nil, count: last - first + 1)
        for (export, number) in numbers { symbols[number - first] = export.symbol }
        return symbols
    }

    /// - Parameters:
    ///   - base: the relative address of the table.
    ///   - places: the relative address of each of `symbols`, 0 without one.
    func bytes(at base: Int, places: [Int], library: String, timestamp: Int) -> [UInt8] {
        let named = numbers.filter(\.export.hasName).sorted {
            $0.export.name.utf8.lexicographicallyPrecedes($1.export.name.utf8)
        }
        let namesAt = 40 + 4 * places.count
        let ordinalsAt = namesAt + 4 * named.count
        let stringsAt = ordinalsAt + 2 * named.count
        var (strings, nameTable, ordinalTable) = (ByteBuffer(), ByteBuffer(), ByteBuffer())
        strings.appendTerminated(library)
        for (export, number) in named {
            nameTable.append32(base + stringsAt + strings.count)
            ordinalTable.append16(number - first)
            strings.appendTerminated(export.name)
        }
        var table = ByteBuffer()
        table.append32(0, timestamp, 0, base + stringsAt, first, places.count, named.count)
        table.append32(base + 40, base + namesAt, base + ordinalsAt)
        for place in places { table.append32(place) }
        return table.bytes + nameTable.bytes + ordinalTable.bytes + strings.bytes
    }
}
