internal import Diagnostics
import GuestAddress

/// The tables that the files hold.
struct TableSet {
    struct DeviceTable {
        var symbol: String
        var rows: [DeviceRow]
        var location: SourceLocation
    }

    struct RAMTable {
        var symbol: String
        var rows: [RAMRow]
    }

    var addressTables: [AddressTable] = []
    var deviceTables: [DeviceTable] = []
    var ramTables: [RAMTable] = []
    /// The structures that point to entries.
    var ramHeaders: [RAMTableHeader] = []
}

/// Makes rows and tables out of words.
struct TableBuilder {
    let session: ReadingSession
    let data: TableData
    let unit: AddressTable.SizeUnit
    /// The directive of a row; nil in C.
    var directive: String?

    private typealias Row = ArraySlice<TableData.Word>

    func tables() -> TableSet {
        var set = TableSet()
        for block in data.blocks {
            switch kind(of: block) {
            case .address: set.addressTables.append(addressTable(block))
            case .device: set.deviceTables.append(deviceTable(block))
            case .ram:
                if let header = ramHeader(block) {
                    set.ramHeaders.append(header)
                } else {
                    set.ramTables.append(ramTable(block))
                }
            case nil: break
            }
        }
        return set
    }

    /// What a block is: by its C type, its label, else by the shape of its rows.
    private func kind(of block: TableData.Block) -> TableKind? {
        if let kind = TableKind(name: block.type) ?? TableKind(name: block.label) { return kind }
        guard !block.statements.isEmpty, block.type.isEmpty else { return nil }
        let counts = block.statements.lazy.map { data.statements[$0].words.count }
        if counts.allSatisfy({ $0 == 4 }) { return .device }
        guard counts.allSatisfy({ $0 == 3 }) else { return nil }
        // Three words in code may be anything; a table's first row is in the upper half, or empty.
        let first = data.words[data.statements[block.statements.lowerBound].words.lowerBound]
        return first.value >= 0x8000_0000 || first.expression >= 0 || first.value == 0 ? .address : nil
    }

    // MARK: Rows

    /// The rows of a block, put together where an entry is split over statements; malformed ones are reported and left
    /// out.
    /// - Returns: how many were left out.
    @discardableResult
    private func rows(_ block: TableData.Block, columns: Int, _ body: (Row, _ file: String) -> Void) -> Int {
        var malformed = 0
        var pending: Range<Int>?
        for index in block.statements {
            let statement = data.statements[index]
            let file = data.files[statement.file]
            var words = statement.words
            if let open = pending {
                if open.count + words.count <= columns {
                    words = open.lowerBound..<words.upperBound
                } else {
                    reportCount(open, columns, file)
                    malformed += 1
                }
                pending = nil
            }
            if words.count < columns {
                pending = words
            } else if words.count % columns == 0 {
                for start in stride(from: words.lowerBound, to: words.upperBound, by: columns) {
                    body(data.words[start..<start + columns], file)
                }
            } else {
                reportCount(words, columns, file)
                malformed += 1
            }
        }
        if let open = pending, let last = block.statements.last {
            reportCount(open, columns, data.files[data.statements[last].file])
            malformed += 1
        }
        return malformed
    }

    private func reportCount(_ words: Range<Int>, _ columns: Int, _ file: String) {
        let count = words.count == 1 ? "1 column" : "\(words.count) columns"
        session.report(
            .wrongColumnCount, at: location(data.words[words], file),
            "the row has \(count), and \(columns) are needed; it is left out")
    }

    private func location(_ row: Row, _ file: String) -> SourceLocation {
        guard let first = row.first else { return SourceLocation(file: file) }
        let end = row.lazy.filter { $0.line == first.line }.map { $0.column + $0.length }.max() ?? first.column
        return SourceLocation(
            file: file, line: Int(first.line), column: Int(first.column), length: Int(end - first.column))
    }

    /// Reports a row with a word that nothing defines.
    private func isKnown(_ row: Row, _ file: String) -> Bool {
        guard let unknown = row.first(where: { $0.expression >= 0 }) else { return true }
        let tokens = data.expressions[Int(unknown.expression)]
        guard let token = tokens.first(where: { $0.kind == .word }) else { return false }
        if data.hasLabel(token.text) {
            session.report(
                .undefinedSymbol, at: unknown.place.location(in: file),
                "'\(token.text)' is a label: its address is not known here; the row is left out")
        } else {
            session.report(
                .undefinedSymbol, at: unknown.place.location(in: file),
                "'\(token.text)' is not defined; the row is left out",
                hint: "name the file that defines it as an include, or give it with --define \(token.text)=…")
        }
        return false
    }

    // MARK: Tables

    private func addressTable(_ block: TableData.Block) -> AddressTable {
        var table = AddressTable(
            symbol: block.label, style: .classic, rows: [], isTerminated: false, location: block.location,
            aliases: block.aliases, unit: unit)
        table.rows.reserveCapacity(block.statements.count)
        var isFirst = true
        let malformed = rows(block, columns: 3) { row, file in
            defer { isFirst = false }
            if isFirst, let marker = marker(row, file) {
                table.style = .new
                table.marker = marker
                return
            }
            guard isKnown(row, file) else {
                if !table.isTerminated { table.rowsLeftOut += 1 }
                return
            }
            let place = location(row, file)
            let (virtual, physical, size) = (row[row.startIndex], row[row.startIndex + 1], row[row.startIndex + 2])
            if virtual.value == 0, physical.value == 0, size.value == 0 {
                table.isTerminated = true
                table.terminators.append(place)
                return
            }
            let staticRow = StaticRow(
                virtual: VirtualAddress(virtual.value), physical: PhysicalAddress(physical.value),
                size: unit == .megabytes ? UInt64(size.value) << 20 : UInt64(size.value), location: place,
                virtualPlace: virtual.place, physicalPlace: physical.place, sizePlace: size.place)
            if table.isTerminated { table.rowsAfterTerminator.append(staticRow) } else { table.rows.append(staticRow) }
        }
        table.isUndecided = block.isUndecided
        table.rowDirective = directive
        table.rowsLeftOut += malformed + (block.missesRows ? 1 : 0)
        return table
    }

    private func marker(_ row: Row, _ file: String) -> AddressTable.Marker? {
        let (first, second, third) = (row[row.startIndex], row[row.startIndex + 1], row[row.startIndex + 2])
        guard first.expression < 0, first.value == AddressTable.newMappingTable, third.expression < 0 else {
            return nil
        }
        let name =
            second.expression < 0 ? nil : data.expressions[Int(second.expression)].first { $0.kind == .word }?.text
        return AddressTable.Marker(
            deviceTable: name, deviceTableAddress: name == nil ? second.value : nil, third: third.value,
            location: location(row, file))
    }

    private func deviceTable(_ block: TableData.Block) -> TableSet.DeviceTable {
        var table = TableSet.DeviceTable(symbol: block.label, rows: [], location: block.location)
        var isEnded = false
        rows(block, columns: 4) { row, file in
            guard !isEnded, isKnown(row, file) else { return }
            let (virtual, shifted, size) = (row[row.startIndex], row[row.startIndex + 1], row[row.startIndex + 2])
            if virtual.value == 0, size.value == 0 {
                isEnded = true
                return
            }
            guard let physical = physical(shifted, file) else { return }
            table.rows.append(
                DeviceRow(
                    virtual: VirtualAddress(virtual.value), physical: physical, size: UInt64(size.value),
                    attributes: row[row.startIndex + 3].value, location: location(row, file)))
        }
        return table
    }

    /// The structure that says how many entries there are and where; nil for the entries themselves.
    private func ramHeader(_ block: TableData.Block) -> RAMTableHeader? {
        guard block.statements.count == 1, let index = block.statements.first else { return nil }
        let words = data.words[data.statements[index].words]
        guard words.count == 3, let first = words.first, let last = words.last, last.expression >= 0 else { return nil }
        let count = words[words.startIndex + 1]
        let entries = data.expressions[Int(last.expression)].last { $0.kind == .word }?.text
        return RAMTableHeader(
            version: first.expression < 0 ? first.value : packedVersion(data.expressions[Int(first.expression)]),
            count: count.expression < 0 ? count.value : nil, entries: entries ?? "",
            location: location(words, data.files[data.statements[index].file]))
    }

    /// `MAKELONG(minor, major)`, which a system header defines.
    private func packedVersion(_ tokens: [Token]) -> UInt32? {
        let numbers = tokens.filter { $0.kind == .number }.map(\.value)
        guard tokens.first?.isWord("MAKELONG") == true, numbers.count == 2, numbers.allSatisfy({ $0 <= 0xFFFF }) else {
            return nil
        }
        return UInt32(numbers[1]) << 16 | UInt32(numbers[0])
    }

    /// The entries of a RAM table.
    private func ramTable(_ block: TableData.Block) -> TableSet.RAMTable {
        var table = TableSet.RAMTable(symbol: block.label, rows: [])
        rows(block, columns: 3) { row, file in
            guard isKnown(row, file) else { return }
            let (shifted, size) = (row[row.startIndex], row[row.startIndex + 1])
            if shifted.value == 0, size.value == 0 { return }
            guard let physical = physical(shifted, file) else { return }
            table.rows.append(
                RAMRow(
                    physical: physical, size: UInt64(size.value), attributes: row[row.startIndex + 2].value,
                    location: location(row, file)))
        }
        return table
    }

    /// The address that a column holds shifted right by 8.
    private func physical(_ word: TableData.Word, _ file: String) -> PhysicalAddress? {
        guard word.value <= UInt32.max >> 8 else {
            session.report(
                .numberTooLarge, at: word.place.location(in: file),
                "the column holds a physical address shifted right by 8; this one lies past 4 GB, the row is left out",
                hint: "write the address divided by 256")
            return nil
        }
        return PhysicalAddress(word.value << 8)
    }
}
