/// Comments of the form `; cebsp:disable=CE0107,CE0110 reason`, in the line of a finding or alone in the line above it.
public struct Suppression: Sendable {
    private static let keyword = Array("cebsp:disable=".utf8)
    private let lines: SourceLines

    public init(_ lines: SourceLines) { self.lines = lines }

    /// Whether a comment at its place suppresses the finding.
    public func covers(_ finding: Finding) -> Bool {
        let (file, line) = (finding.location.file, finding.location.line)
        if let text = lines.line(line, of: file), names(in: text).contains(finding.id) { return true }
        guard let above = lines.line(line - 1, of: file), isComment(above) else { return false }
        return names(in: above).contains(finding.id)
    }

    /// The findings that no comment suppresses.
    public func remaining(_ findings: [Finding]) -> [Finding] { findings.filter { !covers($0) } }

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
