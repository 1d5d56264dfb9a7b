/// Finds exports by name and by ordinal in a text with a line for each: ordinal, name, and what follows. One pass over
/// the bytes makes it; names become strings when they are asked for, since every start of the program makes one.
struct ExportIndex: Sendable {
    /// A line of the text, by positions in it.
    private struct Line {
        var ordinal: UInt32 = 0
        var name: Range<Int> = 0..<0
        var end = 0
    }

    private let text: String
    private var lines: [Line] = []
    /// For each ordinal the line plus one, or 0.
    private var byOrdinal: [UInt16] = []
    /// By hash of the name the line plus one, or 0 at the end of a run.
    private var byName = [UInt16](repeating: 0, count: Self.bucketCount)

    private static let bucketCount = 8192

    init(_ text: String) {
        self.text = text
        lines.reserveCapacity(2200)
        let bytes = text.utf8.span
        var next = 0
        while next < bytes.count {
            let line = Self.line(bytes, from: next)
            next = line.end + 1
            if !line.name.isEmpty { add(line, bytes) }
        }
    }

    private static func line(_ bytes: Span<UInt8>, from start: Int) -> Line {
        var line = Line()
        var next = start
        while next < bytes.count, (0x30...0x39).contains(bytes[next]) {
            line.ordinal = line.ordinal &* 10 &+ UInt32(bytes[next] - 0x30)
            next += 1
        }
        let name = next + 1
        next = name
        while next < bytes.count, bytes[next] > 0x20 { next += 1 }
        line.name = name..<max(name, next)
        while next < bytes.count, bytes[next] != 0x0A { next += 1 }
        line.end = next
        return line
    }

    private mutating func add(_ line: Line, _ bytes: Span<UInt8>) {
        guard lines.count < Self.bucketCount / 2, line.ordinal <= UInt16.max else { return }
        lines.append(line)
        let number = UInt16(lines.count)
        let ordinal = Int(line.ordinal)
        if ordinal >= byOrdinal.count {
            byOrdinal.append(contentsOf: repeatElement(0, count: ordinal + 1 - byOrdinal.count))
        }
        byOrdinal[ordinal] = number
        var bucket = Self.bucket(bytes.extracting(line.name))
        while byName[bucket] != 0 { bucket = (bucket + 1) % Self.bucketCount }
        byName[bucket] = number
    }

    private static func bucket(_ name: Span<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for index in name.indices { hash = (hash ^ UInt32(name[index])) &* 16_777_619 }
        return Int((hash ^ hash >> 16) % UInt32(bucketCount))
    }

    /// The highest ordinal.
    var last: UInt32 { UInt32(max(0, byOrdinal.count - 1)) }

    /// The name with an ordinal, or nil.
    func name(of ordinal: UInt32) -> String? {
        guard ordinal < byOrdinal.count, byOrdinal[Int(ordinal)] != 0 else { return nil }
        return string(lines[Int(byOrdinal[Int(ordinal)]) - 1].name)
    }

    /// The ordinal of a name, or nil; the last one of a name that has several.
    func ordinal(of name: String) -> UInt32? {
        let wanted = name.utf8.span
        let bytes = text.utf8.span
        var found: UInt32?
        var bucket = Self.bucket(wanted)
        while byName[bucket] != 0 {
            let line = lines[Int(byName[bucket]) - 1]
            if Self.areEqual(bytes.extracting(line.name), wanted) { found = line.ordinal }
            bucket = (bucket + 1) % Self.bucketCount
        }
        return found
    }

    private static func areEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        one.count == other.count && one.indices.allSatisfy { one[$0] == other[$0] }
    }

    private func string(_ range: Range<Int>) -> String {
        let bytes = text.utf8.span.extracting(range)
        return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }

    /// Each line's ordinal with what stands behind its name.
    var remarks: [(ordinal: UInt32, text: String)] {
        lines.map { ($0.ordinal, string(min($0.name.upperBound + 1, $0.end)..<$0.end)) }
    }
}
