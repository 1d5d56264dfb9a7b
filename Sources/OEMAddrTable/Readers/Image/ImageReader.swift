internal import Diagnostics
import GuestAddress

/// Reads run-time images: B000FF (documents ee478913 and ms924510) and flat nb0 files.
struct ImageReader {
    private let file: SourceFile
    private let bytes: ImageBytes
    private let session: ReadingSession

    private static let magic: [UInt8] = Array("B000FF\n".utf8)
    private static let headerLength = 15
    private static let recordHeaderLength = 12

    init(file: SourceFile, session: ReadingSession) {
        self.file = file
        bytes = ImageBytes(file.bytes)
        self.session = session
    }

    private var place: SourceLocation { SourceLocation(file: file.path) }

    /// What the image says, or nil with a finding when the file is none or does not say where it lies.
    /// - Parameter loadAddress: where a flat image is loaded, when config.bib says so (ROMSTART).
    func read(loadAddress: UInt32?) -> ImageFacts? {
        if bytes.starts(with: Self.magic) { return readRecords() }
        if bytes.starts(with: Array("MZ".utf8)) {
            return ImageFacts(
                format: .executable, start: VirtualAddress(0), size: 0, tableOfContents: 0xFFFF_FFFF, location: place)
        }
        if bytes.count >= 4 { return readFlat(loadAddress) }
        session.report(.notAnImage, at: place, "the file is neither a B000FF nor a flat image")
        return nil
    }

    private func word(_ offset: Int) -> UInt32? { bytes.word(at: offset) }

    // MARK: B000FF

    private func readRecords() -> ImageFacts? {
        guard let start = word(7), let length = word(11) else {
            session.report(.truncatedImage, at: place, "the file ends inside its header of \(Self.headerLength) bytes")
            return nil
        }
        var facts = ImageFacts(start: VirtualAddress(start), size: UInt64(length), location: place)
        var offset = Self.headerLength
        var isEnded = false
        while let address = word(offset), let size = word(offset + 4), let stored = word(offset + 8) {
            let data = offset + Self.recordHeaderLength
            // A loader that runs from address 0 has a record there; only the end has neither address nor checksum.
            if address == 0, stored == 0 {
                facts.entry = VirtualAddress(size)
                isEnded = true
                offset = data
                break
            }
            guard let computed = bytes.checksum(at: data, count: size) else {
                session.report(
                    .truncatedImage, at: place,
                    "the record at offset \(offset) has \(size) bytes, but only \(bytes.count - data) follow")
                isEnded = true
                offset = bytes.count
                break
            }
            let end = data + Int(size)
            facts.records.append(
                ImageFacts.Record(
                    start: VirtualAddress(address), size: size, stored: stored, computed: computed, fileOffset: offset))
            offset = end
        }
        reportEnd(isEnded: isEnded, offset)
        reportOverlap(facts.records)
        let memory = ImageMemory(facts.records, Self.recordHeaderLength)
        locateHeader(&facts) { memory.offset(of: $0, count: $1) }
        return facts
    }

    private func reportEnd(isEnded: Bool, _ offset: Int) {
        if !isEnded {
            session.report(
                .imageWithoutEnd, at: place, "the image has no last record with the start address (offset \(offset))")
        } else if offset < bytes.count, !bytes.isPadding(from: offset) {
            session.report(
                .imageWithoutEnd, at: place, "\(bytes.count - offset) bytes follow the last record of the image")
        }
    }

    private func reportOverlap(_ records: [ImageFacts.Record]) {
        let extents = records.filter { $0.size > 0 }.map { extent($0.start.rawValue, UInt64($0.size)) }.sorted {
            $0.lowerBound < $1.lowerBound
        }
        var end: UInt64 = 0
        var first: UInt64?
        var count = 0
        for extent in extents {
            if extent.lowerBound < end {
                first = first ?? extent.lowerBound
                count += 1
            }
            end = max(end, extent.upperBound)
        }
        guard let first else { return }
        session.report(
            .overlappingRecords, at: place,
            "\(count == 1 ? "a record begins" : "\(count) records begin") inside another, the first at "
                + "0x\(hexadecimal(first))")
    }

    // MARK: nb0

    private func readFlat(_ loadAddress: UInt32?) -> ImageFacts? {
        // The pointer less the offset is where the image says it lies.
        let linked = ROMHeaderFinder(bytes).linkedStart
        // Any file may end in .bin; only .nb0 is declared to be a flat image.
        guard linked != nil || file.path.lowercased().hasSuffix(".nb0") else {
            session.report(
                .notAnImage, at: place, "the file is neither a B000FF image nor a flat one with a ROM header",
                hint: "give a flat image without ROM header the ending .nb0")
            return nil
        }
        guard let start = linked ?? loadAddress else {
            session.report(
                .unknownLoadAddress, at: place, "the flat image does not say where it is loaded",
                hint: "give ROMSTART in config.bib's CONFIG section")
            return nil
        }
        var facts = ImageFacts(
            format: .nb0, start: VirtualAddress(start), size: UInt64(bytes.count), location: place)
        let count = bytes.count
        locateHeader(&facts) { address, size in
            guard address >= start, UInt64(address - start) + UInt64(size) <= UInt64(count) else { return nil }
            return Int(address - start)
        }
        return facts
    }

    /// Finds the signature and the ROMHDR it points to.
    /// - Parameter offset: where in the file a number of bytes at an address stand.
    private func locateHeader(_ facts: inout ImageFacts, offset: @escaping (UInt32, Int) -> Int?) {
        guard let found = ROMHeaderFinder(bytes).find(from: facts.start.rawValue, offset: offset) else { return }
        facts.tableOfContents = found.pointer
        facts.header = found.header
        facts.linkedStart = found.linkedStart.map { VirtualAddress($0) }
        if let header = found.header {
            // Pointers are those of the running image, records may be moved.
            let shift = facts.linkedStart.map { facts.start.rawValue &- $0.rawValue } ?? 0
            facts.modules = ModuleReader(bytes: bytes) { offset($0 &+ shift, $1) }.modules(of: header)
        }
        if found.pointer != .max, found.header == nil {
            session.report(
                .badROMHeader, at: place,
                "the ROM header at \(VirtualAddress(found.pointer)) is not inside the image")
        }
    }
}

/// The records of an image in the order of their addresses, to find bytes by address.
private struct ImageMemory {
    private let records: [ImageFacts.Record]
    private let headerLength: Int

    init(_ records: [ImageFacts.Record], _ headerLength: Int) {
        self.records = records.sorted { $0.start < $1.start }
        self.headerLength = headerLength
    }

    /// The offset in the file of `count` bytes at an address; nil when no record holds them all.
    func offset(of address: UInt32, count: Int) -> Int? {
        var low = 0
        var high = records.count
        while low < high {
            let middle = (low + high) / 2
            if records[middle].start.rawValue <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let record = records[low - 1]
        let distance = UInt64(address - record.start.rawValue)
        guard distance + UInt64(count) <= UInt64(record.size) else { return nil }
        return record.fileOffset + headerLength + Int(distance)
    }
}
