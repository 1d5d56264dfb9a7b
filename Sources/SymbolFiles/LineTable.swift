/// Which source line each instruction comes from.
struct LineTable: Hashable, Sendable {
    /// Holds from its address up to the next row's.
    struct Row: Hashable, Sendable {
        let address: UInt32
        /// An index into `files`; negative behind the end of a piece of code.
        let file: Int32
        let line: UInt32
    }

    static let none = LineTable(files: [], rows: [])

    let files: [String]
    /// In ascending order.
    let rows: [Row]

    func line(at address: UInt32) -> SymbolTable.SourceLine? {
        let next = rows.partitioningIndex { $0.address > address }
        guard next > 0 else { return nil }
        let row = rows[next - 1]
        guard files.indices.contains(Int(row.file)), row.line > 0 else { return nil }
        return SymbolTable.SourceLine(file: files[Int(row.file)], line: row.line)
    }
}

/// Puts a line table together from the pieces of code that line programs describe.
struct LineTableBuilder {
    private var files: [String] = []
    private var numbers: [String: Int32] = [:]
    private var sequences: [[LineTable.Row]] = []
    private(set) var count = 0

    mutating func number(of file: String) -> Int32 {
        if let known = numbers[file] { return known }
        let number = Int32(clamping: files.count)
        numbers[file] = number
        files.append(file)
        return number
    }

    /// Adds the rows of one piece of code, its end last. Of rows at one address the last one counts.
    mutating func add(_ rows: [LineTable.Row]) {
        guard !rows.isEmpty else { return }
        sequences.append(rows)
        count += rows.count
    }

    /// The table. A piece whose addresses go down, or that lies over one before it, is left out: both tell nothing.
    func table() -> LineTable {
        var rows: [LineTable.Row] = []
        rows.reserveCapacity(count)
        for sequence in sequences.sorted(by: { ($0.first?.address ?? 0) < ($1.first?.address ?? 0) }) {
            guard let start = sequence.first?.address, start >= rows.last?.address ?? 0,
                zip(sequence, sequence.dropFirst()).allSatisfy({ $0.address <= $1.address })
            else { continue }
            // Where one ends the next may begin.
            for row in sequence {
                if let last = rows.last, last.address == row.address { rows.removeLast() }
                rows.append(row)
            }
        }
        return LineTable(files: files, rows: rows)
    }
}
