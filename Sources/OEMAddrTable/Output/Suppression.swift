public import Diagnostics

/// Comments of the form `; cebsp:disable=CE0107,CE0110 reason`, in the line of a finding or alone in the line above it.
public struct Suppression: Sendable {
    private static let keyword = Array("cebsp:disable=".utf8)
    private let lines: SourceLines

    public init(_ lines: SourceLines) { self.lines = lines }

    /// The findings that no comment at their places suppresses.
    public func remaining(_ findings: [Finding]) -> [Finding] {
        // A line may have as many findings as it has words: it is searched once.
        var known: [Place: Set<String>] = [:]
        return findings.filter { finding in
            let place = Place(file: finding.location.file, line: finding.location.line)
            let names = known[place] ?? names(at: place)
            known[place] = names
            return !names.contains(finding.id)
        }
    }

    private struct Place: Hashable {
        var file: String
        var line: Int
    }

    /// What the comments in a line, and alone in the one above it, keep quiet.
    private func names(at place: Place) -> Set<String> {
        var found: Set<String> = []
        if let text = lines.line(place.line, of: place.file) { found.formUnion(names(in: text)) }
        if let above = lines.line(place.line - 1, of: place.file), isComment(above) {
            found.formUnion(names(in: above))
        }
        return found
    }

    private func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        return text.first == UInt8(ascii: ";") || text.first == UInt8(ascii: "#") || text.starts(with: Array("//".utf8))
            || text.starts(with: Array("/*".utf8))
    }

    private func names(in line: ArraySlice<UInt8>) -> [String] {
        guard line.count > Self.keyword.count else { return [] }
        var start = line.startIndex
        while start + Self.keyword.count < line.endIndex {
            if line[start] == Self.keyword[0], line[start...].starts(with: Self.keyword) {
                guard line[..<start].contains(where: { ";#/*".utf8.contains($0) }) else { return [] }
                let list = line[(start + Self.keyword.count)...].prefix { $0 != 0x20 && $0 != 0x09 }
                return list.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self).uppercased() }
            }
            start += 1
        }
        return []
    }
}
