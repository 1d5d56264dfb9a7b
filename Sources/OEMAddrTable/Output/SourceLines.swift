public import Diagnostics

/// The lines of the files that findings are about, for showing them and for reading suppressions.
public struct SourceLines: Sendable {
    private struct File: Sendable {
        var bytes: [UInt8]
        /// Where each line starts, and one past the last byte.
        var starts: [Int]
    }

    private var files: [String: File] = [:]

    /// - Parameters:
    ///   - texts: path and bytes of each file read.
    ///   - findings: what is going to be shown; other files are left out.
    public init(_ texts: some Sequence<(path: String, bytes: [UInt8])>, for findings: [Finding]) {
        let wanted = Set(findings.filter { $0.location.line > 0 }.map(\.location.file))
        for text in texts where wanted.contains(text.path) && files[text.path] == nil {
            var starts = [0]
            for (index, byte) in text.bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
            if starts.last != text.bytes.count { starts.append(text.bytes.count) }
            files[text.path] = File(bytes: text.bytes, starts: starts)
        }
    }

    /// The bytes of a line without its end, or nil when there is no such line.
    /// - Parameter number: 1-based.
    func line(_ number: Int, of path: String) -> ArraySlice<UInt8>? {
        guard let file = files[path], number > 0, number < file.starts.count else { return nil }
        var line = file.bytes[file.starts[number - 1]..<file.starts[number]]
        while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
        return line
    }
}
