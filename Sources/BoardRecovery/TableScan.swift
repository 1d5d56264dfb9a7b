internal import BSPFiles
internal import GuestAddress
internal import OEMAddrTable

/// Finds address tables in an image by their shape: rows of virtual address, physical address and size, ended by three
/// zeros, perhaps with CE_NEW_MAPPING_TABLE in front.
///
/// A row takes three words, so a table may begin at one of three phases; in each phase no word is looked at twice as
/// the beginning of a row, and the time is linear whatever the image holds.
struct TableScan {
    /// How the size column counts.
    enum Unit { case megabytes, bytes }

    /// As many rows as the window has megabytes.
    private static let rowLimit = 512
    private static let rowBytes = 12
    /// Candidates that are kept, the best.
    private static let keptLimit = 8

    let unit: Unit
    /// How good a candidate is.
    let score: (TableCandidate) -> Int

    private(set) var found: [(score: Int, candidate: TableCandidate)] = []

    init(unit: Unit, score: @escaping (TableCandidate) -> Int) {
        self.unit = unit
        self.score = score
    }

    mutating func scan(_ piece: ImageMemory.Piece) {
        var consumed = [0, 0, 0]
        var offset = 0
        let last = piece.bytes.count - Self.rowBytes
        while offset <= last {
            defer { offset += 4 }
            // The first word of a row has its low bits clear; most words of an image end here.
            let isMark = piece.bytes[offset] == 0x21
            guard
                isMark
                    || (piece.bytes[offset] == 0 && piece.bytes[offset + 1] == 0 && isWindow(piece.bytes[offset + 3]))
            else { continue }
            if isMark {
                guard piece.word(offset) == AddressTable.newMappingTable, piece.word(offset + 8) == 0 else { continue }
                read(piece, from: offset + Self.rowBytes, mark: offset, &consumed)
            } else if offset >= consumed[offset / 4 % 3] {
                read(piece, from: offset, mark: nil, &consumed)
            }
        }
    }

    private func isWindow(_ top: UInt8) -> Bool { top & 0xE0 == 0x80 }

    /// Reads rows up to the first thing that is none.
    private mutating func read(_ piece: ImageMemory.Piece, from start: Int, mark: Int?, _ consumed: inout [Int]) {
        var rows: [BoardDraft.Row] = []
        var offset = start
        while offset + Self.rowBytes <= piece.bytes.count, let row = row(piece, offset) {
            if rows.count <= Self.rowLimit { rows.append(row) }
            offset += Self.rowBytes
        }
        let phase = start / 4 % 3
        consumed[phase] = max(consumed[phase], offset)
        guard !rows.isEmpty, rows.count <= Self.rowLimit, offset + Self.rowBytes <= piece.bytes.count,
            piece.word(offset) == 0, piece.word(offset + 4) == 0, piece.word(offset + 8) == 0
        else { return }
        let candidate = TableCandidate(
            address: piece.start + UInt64(mark ?? start), isNewStyle: mark != nil,
            devicePointer: mark.map { piece.word($0 + 4) } ?? 0, rows: rows)
        keep(candidate)
    }

    private mutating func keep(_ candidate: TableCandidate) {
        let score = score(candidate)
        if found.count == Self.keptLimit {
            guard let worst = found.last, worst.score < score else { return }
            found.removeLast()
        }
        let place = found.firstIndex { $0.score < score } ?? found.count
        found.insert((score, candidate), at: place)
    }

    private func row(_ piece: ImageMemory.Piece, _ offset: Int) -> BoardDraft.Row? {
        let virtual = piece.word(offset)
        let physical = piece.word(offset + 4)
        let word = piece.word(offset + 8)
        guard virtual & 0xE00F_FFFF == 0x8000_0000, physical & 0xFFF == 0, word != 0 else { return nil }
        let size: UInt64
        switch unit {
        case .megabytes:
            guard word <= 512 else { return nil }
            size = UInt64(word) << 20
        case .bytes:
            guard UInt64(word).isMultiple(of: StaticWindow.section) else { return nil }
            size = UInt64(word)
        }
        guard UInt64(virtual) + size <= StaticWindow.end, UInt64(physical) + size <= addressSpaceEnd else { return nil }
        return BoardDraft.Row(VirtualAddress(virtual), PhysicalAddress(physical), size: size)
    }
}
