internal import GuestAddress
internal import OEMAddrTable

/// The bytes of an image at the addresses that it has when it runs. Records that follow each other are one piece.
///
/// Its size is at most that of the file: no byte of the file is in two records.
struct ImageMemory {
    struct Piece {
        /// The address of the first byte, a multiple of four.
        let start: UInt64
        let bytes: [UInt8]

        /// The little-endian word at an offset that has all of it.
        func word(_ offset: Int) -> UInt32 {
            UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
                | UInt32(bytes[offset + 3]) << 24
        }
    }

    /// A record begins behind a header of so many bytes in the file.
    private static let recordHeader = 12

    /// By address; they do not overlap.
    let pieces: [Piece]

    init(_ image: ImageFacts, file: [UInt8]) {
        let shift = image.linkedStart.map { image.start.rawValue &- $0.rawValue } ?? 0
        guard image.format == .bin else {
            let start = UInt64(image.start.rawValue &- shift)
            pieces = image.format == .nb0 ? [Self.piece(start, file[...])] : []
            return
        }
        var joined: [Piece] = []
        var start: UInt64 = 0
        var bytes: [UInt8] = []
        for record in image.records.sorted(by: { $0.start < $1.start }) {
            let first = record.fileOffset + Self.recordHeader
            guard first >= 0, first <= file.count, Int(record.size) <= file.count - first else { continue }
            var data = file[first..<first + Int(record.size)]
            let address = UInt64(record.start.rawValue &- shift)
            let end = start + UInt64(bytes.count)
            if !bytes.isEmpty, address <= end, address >= start {
                // Of bytes that two records have the first record's stay.
                data = data.dropFirst(Int(min(end - address, UInt64(data.count))))
                bytes += data
            } else {
                if !bytes.isEmpty { joined.append(Self.piece(start, bytes[...])) }
                (start, bytes) = (address, Array(data))
            }
        }
        if !bytes.isEmpty { joined.append(Self.piece(start, bytes[...])) }
        pieces = joined.sorted { $0.start < $1.start }
    }

    /// A piece without the bytes in front of the first whole word.
    private static func piece(_ start: UInt64, _ bytes: ArraySlice<UInt8>) -> Piece {
        let skipped = Int((4 - start % 4) % 4)
        return Piece(start: start + UInt64(skipped), bytes: Array(bytes.dropFirst(skipped)))
    }

    /// The word at an address of the running image; nil where the image has none.
    func word(at address: UInt64) -> UInt32? {
        guard address.isMultiple(of: 4) else { return nil }
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].start <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let piece = pieces[low - 1]
        let offset = address - piece.start
        guard offset + 4 <= UInt64(piece.bytes.count) else { return nil }
        return piece.word(Int(offset))
    }
}
