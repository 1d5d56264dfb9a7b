internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

/// A recovery as it goes on, step by step.
struct RecoveryWork {
    var board: RecoveredBoard
    /// CE_MAJOR_VER of the RAM table, when there is one.
    var ramTableVersion: UInt32?

    init(board: RecoveredBoard) { self.board = board }

    mutating func add(_ certainty: RecoveredBoard.Certainty, _ what: String, _ text: String) {
        board.parts.append(RecoveredBoard.Part(certainty: certainty, what: what, text: text))
    }

    /// The addresses of the image when it runs.
    var imageRange: Range<UInt64> {
        if let header = board.image.header, header.physicalFirst < header.physicalLast {
            return UInt64(header.physicalFirst.rawValue)..<UInt64(header.physicalLast.rawValue)
        }
        return extent((board.image.linkedStart ?? board.image.start).rawValue, board.image.size)
    }

    /// The RAM that ROMHDR names; empty without one, or when it makes no sense.
    var ramRange: Range<UInt64> {
        guard let header = board.image.header, header.ramStart < header.ramEnd else { return 0..<0 }
        return UInt64(header.ramStart.rawValue)..<UInt64(header.ramEnd.rawValue)
    }

    // MARK: Steps

    mutating func tellImage(_ processor: Processor?) {
        let image = board.image
        let place = "\(image.format.rawValue), runs at \(extentText(imageRange)), \(sizeText(imageRange))"
        guard let header = image.header else {
            add(.unknown, "ROM header", "none in the image; \(place)")
            return
        }
        add(.certain, "ROM header", "at \(header.location); \(place)")
        let modules = image.modules.prefix(4).map(\.name).joined(separator: ", ")
        let more = image.modules.count > 4 ? " and \(image.modules.count - 4) more" : ""
        add(
            .certain, "contents",
            "\(header.moduleCount) modules, \(header.fileCount) files" + (modules.isEmpty ? "" : ": \(modules)\(more)"))
        if let processor {
            add(.certain, "processor", "\(processor.rawValue), machine 0x\(hexadecimal(header.cpuType, width: 4))")
        }
        if ramRange.isEmpty { add(.unknown, "RAM", "ulRAMStart and ulRAMEnd make no sense") }
    }

    mutating func findTables(in memory: ImageMemory, _ processor: Processor?) {
        let unit: TableScan.Unit = processor == .x86 ? .bytes : .megabytes
        let (image, ram) = (imageRange, ramRange)
        let facts = board.image
        var scan = TableScan(unit: unit) { Self.score($0, image: image, ram: ram, facts) }
        for piece in memory.pieces { scan.scan(piece) }
        guard let best = scan.found.first?.candidate else {
            add(.unknown, "address table", "nothing in the image has the shape of one")
            return
        }
        board.hasTable = true
        board.draft.isNewStyle = best.isNewStyle
        board.draft.countsBytes = unit == .bytes
        let certainty = certainty(of: best, image: image, ram: ram)
        let module = facts.modules.first { $0.stores(best.address) }.map { " in \($0.name)" } ?? ""
        let total = best.rows.reduce(UInt64(0)) { $0 + $1.size }
        let rows = best.rows.count == 1 ? "1 row" : "\(best.rows.count) rows"
        add(
            certainty, "address table",
            "at 0x\(hexadecimal(best.address))\(module): \(best.isNewStyle ? "new style" : "classic"), \(rows), "
                + sizeText(total))
        for other in scan.found.dropFirst().map(\.candidate) where other.maps(image) || facts.header == nil {
            add(.guess, "another table", "at 0x\(hexadecimal(other.address)): \(other.rows.count) rows")
        }
        board.draft.rows = best.rows.map { row in
            var row = row
            row.remark = certainty.rawValue
            return row
        }
        findNewStyleTables(of: best, in: memory)
    }

    private mutating func findNewStyleTables(of table: TableCandidate, in memory: ImageMemory) {
        let tables = NewStyleTables(memory: memory)
        if table.isNewStyle, table.devicePointer != 0 {
            let place = "0x\(hexadecimal(table.devicePointer))"
            if let rows = tables.deviceRows(at: table.devicePointer) {
                board.draft.deviceRows = rows.map { row in
                    var row = row
                    row.remark = RecoveredBoard.Certainty.certain.rawValue
                    return row
                }
                add(.certain, "device table", "at \(place): \(rows.count) rows")
            } else {
                add(.unknown, "device table", "the mark points to \(place), where no rows are")
            }
        }
        let mapped = IntervalUnion((table.rows + board.draft.deviceRows).map(\.physicalRange))
        guard let ram = tables.ramTable(besides: mapped) else { return }
        ramTableVersion = ram.major
        let certainty: RecoveredBoard.Certainty = table.isNewStyle ? .likely : .guess
        board.draft.ramEntries = ram.entries.map { entry in
            var entry = entry
            entry.remark = certainty.rawValue
            return entry
        }
        add(certainty, "RAM table", "at 0x\(hexadecimal(ram.address)): \(ram.entries.count) entries")
    }

    // MARK: How good a table is

    private static func score(
        _ table: TableCandidate, image: Range<UInt64>, ram: Range<UInt64>, _ facts: ImageFacts
    ) -> Int {
        var score = min(table.rows.count, 16)
        if table.maps(image) { score += 64 }
        if table.maps(ram) { score += 32 }
        if table.isSound { score += 16 }
        if table.isNewStyle { score += 16 }
        if table.rows.first?.virtual == StaticWindow.base { score += 8 }
        if facts.modules.contains(where: { $0.stores(table.address) }) { score += 4 }
        return score
    }

    private func certainty(
        of table: TableCandidate, image: Range<UInt64>, ram: Range<UInt64>
    ) -> RecoveredBoard.Certainty {
        let starts = table.rows.first?.virtual == StaticWindow.base
        guard board.image.header != nil else { return starts && table.rows.count > 2 ? .likely : .guess }
        guard table.maps(image) else { return .guess }
        let isLong = table.rows.count > 1 || table.isNewStyle || board.draft.countsBytes
        return table.maps(ram) && isLong && table.isSound ? .certain : .likely
    }
}

extension Processor {
    /// Whether fixed segments take the place of a table.
    var isWithoutTable: Bool { self == .mips || self == .sh }
}
