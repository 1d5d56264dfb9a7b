public import GuestAddress

/// What a companion file says about an image's code: names, and source lines where it has them.
///
/// Addresses are as linked; whoever asks takes off the difference between where the image was linked and where it lies.
public struct SymbolTable: Hashable, Sendable {
    /// A name and where it begins.
    public struct Symbol: Hashable, Sendable {
        public let name: String
        public let address: UInt32
        /// Bytes, or 0 when the file does not say.
        public let size: UInt32
    }

    /// A place in a source file.
    public struct SourceLine: Hashable, Sendable {
        /// The file's name without its folder: the same wherever the sources were compiled.
        public let file: String
        public let line: UInt32
    }

    /// In ascending order, one a place.
    public let symbols: [Symbol]
    let lines: LineTable
    /// The image's base in a file that says so.
    public let imageBase: VirtualAddress?
    /// The time stamp of the image that the file belongs to, when it says so.
    public let timestamp: UInt32?

    init(symbols: [Symbol], lines: LineTable, imageBase: VirtualAddress? = nil, timestamp: UInt32? = nil) {
        self.symbols = symbols
        self.lines = lines
        self.imageBase = imageBase
        self.timestamp = timestamp
    }

    /// Whether the file has source lines.
    public var hasLines: Bool { !lines.rows.isEmpty }

    /// The symbol that an address belongs to: the nearest one below it, unless that is known to end before.
    public func symbol(at address: VirtualAddress) -> Symbol? {
        let next = symbols.partitioningIndex { $0.address > address.rawValue }
        guard next > 0 else { return nil }
        let symbol = symbols[next - 1]
        return symbol.size == 0 || address.rawValue - symbol.address < symbol.size ? symbol : nil
    }

    /// The source line of the instruction at an address.
    public func line(at address: VirtualAddress) -> SourceLine? { lines.line(at: address.rawValue) }
}

extension Array {
    /// The index of the first element of a sorted array for which `isBehind` holds; `count` when there is none.
    func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
