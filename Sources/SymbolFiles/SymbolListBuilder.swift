/// Puts the symbols of a file in order: one name a place, and no label inside a function that has a size.
struct SymbolListBuilder {
    private var found: [(symbol: SymbolTable.Symbol, rank: Int)] = []

    /// - Parameter rank: of two names of one place the one of higher rank stays; 2 and above are functions.
    mutating func add(_ symbol: SymbolTable.Symbol, rank: Int) { found.append((symbol, rank)) }

    func list() -> [SymbolTable.Symbol] {
        let ordered = found.sorted {
            if $0.symbol.address != $1.symbol.address { return $0.symbol.address < $1.symbol.address }
            if $0.rank != $1.rank { return $0.rank > $1.rank }
            return $0.symbol.name < $1.symbol.name
        }
        var symbols: [SymbolTable.Symbol] = []
        /// Where the last function with a size ends.
        var end: UInt64 = 0
        for (symbol, rank) in ordered {
            if symbols.last?.address == symbol.address { continue }
            if rank < 2, UInt64(symbol.address) < end { continue }
            if rank >= 2, symbol.size > 0 { end = UInt64(symbol.address) + UInt64(symbol.size) }
            symbols.append(symbol)
        }
        return symbols
    }
}
