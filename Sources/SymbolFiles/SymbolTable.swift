package import GuestAddress

/// What a companion file says about an image's code: names, and source lines where it has them.
///
/// Addresses are as linked; whoever asks takes off the difference between where the image was linked and where it lies.
package struct SymbolTable: Hashable, Sendable {
    /// A name and where it begins.
    package struct Symbol: Hashable, Sendable {
        package let name: String
        package let address: UInt32
        /// Bytes, or 0 when the file does not say.
        package let size: UInt32
    }

    /// A place in a source file.
    package struct SourceLine: Hashable, Sendable {
        /// The file's name without its folder: the same wherever the sources were compiled.
        package let file: String
        package let line: UInt32
    }

    /// In ascending order, one a place.
    package let symbols: [Symbol]
    /// The same of variables.
    package let variables: [Symbol]
    let lines: LineTable
    /// The image's base in a file that says so.
    package let imageBase: VirtualAddress?
    /// The time stamp of the image that the file belongs to, when it says so.
    package let timestamp: UInt32?

    init(
        symbols: [Symbol], variables: [Symbol] = [], lines: LineTable, imageBase: VirtualAddress? = nil,
        timestamp: UInt32? = nil
    ) {
        self.symbols = symbols
        self.variables = variables
        self.lines = lines
        self.imageBase = imageBase
        self.timestamp = timestamp
    }

    /// Whether the file has source lines.
    package var hasLines: Bool { !lines.rows.isEmpty }

    /// The symbol that an address belongs to: the nearest one below it, unless that is known to end before.
    package func symbol(at address: VirtualAddress) -> Symbol? { Self.symbol(at: address, in: symbols) }

    /// The variable that an address lies in.
    package func variable(at address: VirtualAddress) -> Symbol? { Self.symbol(at: address, in: variables) }

    private static func symbol(at address: VirtualAddress, in symbols: [Symbol]) -> Symbol? {
        let next = symbols.partitioningIndex { $0.address > address.rawValue }
        guard next > 0 else { return nil }
        let symbol = symbols[next - 1]
        return symbol.size == 0 || address.rawValue - symbol.address < symbol.size ? symbol : nil
    }

    /// The source line of the instruction at an address.
    package func line(at address: VirtualAddress) -> SourceLine? { lines.line(at: address.rawValue) }
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
